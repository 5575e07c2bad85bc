"""Who is taken for a portal's own program: over a route that does nothing else."""

import re
import subprocess
import time
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from flask import Response, request

from reader.portal import Portal
from reader.sites import Key, Site, Sites, sign
from reader.web import callers
from reader.web.app import create_app

OLD, NEW, OTHER = Key("1", "a" * 64), Key("2", "b" * 64), Key("1", "c" * 64)
SITES = Sites(
    {
        "bac-ha": Site(id="bac-ha", name="Bắc Hà", keys=(NEW, OLD)),
        "nam-ha": Site(id="nam-ha", name="Nam Hà", keys=(OTHER,)),
        "keyless": Site(id="keyless", name="Đông Hà"),
    }
)


@pytest.fixture
def client(services):
    old = services.portal
    portal = Portal(old.listening, lambda: SITES, old.fetcher, old.pages)
    app = create_app(replace(services, portal=portal))

    def who():
        return Response(callers.caller(request.args.get("site", "")).id)

    app.add_url_rule("/who", view_func=who, methods=["POST", "DELETE"])
    return app.test_client()


def ask(client, authorization, site="bac-ha", body=b"", method="POST"):
    headers = {"Authorization": authorization} if authorization else {}
    return client.open(f"/who?site={site}", method=method, data=body, headers=headers)


def signature(key=OLD, target="POST /who?site=bac-ha", body=b"", lasts=300):
    signed = f"{target}\n{sha256(body).hexdigest()}"
    return f"Signature {sign(key, signed, int(time.time()) + lasts)}"


@pytest.mark.parametrize("key", [OLD, NEW])
def test_either_key_opens(client, key):
    assert ask(client, f"Bearer {key.written}").text == "bac-ha"
    assert ask(client, f"bearer  {key.written} ").text == "bac-ha"
    assert ask(client, signature(key, body=b"x"), body=b"x").text == "bac-ha"


@pytest.mark.parametrize(
    ("authorization", "site"),
    [
        ("", "bac-ha"),
        (f"Bearer {OTHER.written}", "bac-ha"),
        (f"Bearer {OLD.written}", "nam-ha"),
        (f"Bearer {OLD.written}", "keyless"),
        (f"Bearer {OLD.written}", "away"),
        (f"Bearer {OLD.written}", ""),
        (f"Bearer {OLD.secret}", "bac-ha"),
        (f"Basic {OLD.written}", "bac-ha"),
        (OLD.written, "bac-ha"),
        ("Bearer", "bac-ha"),
        ("Bearer é", "bac-ha"),
        ("Signature 1.9999999999." + "0" * 64, "bac-ha"),
    ],
)
def test_nothing_else_does_and_all_are_told_the_same(client, authorization, site):
    refused = ask(client, authorization, site)
    assert (refused.status_code, refused.mimetype) == (401, "application/problem+json")
    assert refused.json["code"] == "key-refused"
    assert refused.json["title"] == "Khóa của trang không đúng hoặc đã hết hạn."
    assert refused.headers["WWW-Authenticate"] == "Bearer, Signature"
    assert OLD.secret not in refused.text


@pytest.mark.parametrize(
    "changed",
    [
        {"target": "DELETE /who?site=bac-ha"},
        {"target": "POST /who"},
        {"target": "POST /who?site=bac-ha&x=1"},
        {"body": b"other"},
        {"lasts": -120},
        {"key": OTHER},
    ],
)
def test_a_signature_is_of_one_request_alone(client, changed):
    assert ask(client, signature(**changed)).status_code == 401


def test_what_is_signed_is_no_more_than_a_request_may_carry(client):
    large = ask(client, signature(), body=b"x" * (2 << 20))
    assert (large.status_code, large.json["code"]) == (413, "body-too-large")


def test_no_secret_is_logged(client, caplog):
    with caplog.at_level("DEBUG"):
        ask(client, f"Bearer {OLD.written}", "nam-ha")
        ask(client, f"Bearer {OLD.written}")
    assert "request-refused" in caplog.text
    assert OLD.secret not in str([vars(record) for record in caplog.records])


def test_the_guide_s_lines_sign_as_we_do(client):
    """The shell lines of docs/sites.md, run; only curl is left out."""
    guide = (Path(__file__).parents[3] / "docs" / "sites.md").read_text(encoding="utf-8")
    block = next(b for b in re.findall(r"```sh\n(.*?)```", guide, re.DOTALL) if "HMAC" in b)
    script = (
        block.replace('curl -X DELETE -H "Authorization: ', 'echo "').split('" "https')[0] + '"'
    )
    key, recording = OLD.written, "0" * 64
    told = {"KEY": key, "RECORDING": recording, "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        ["bash", "-ec", script], env=told, capture_output=True, text=True, check=True
    )
    scheme, given = done.stdout.split()
    with client.application.test_request_context(
        f"/v1/recordings/{recording}?site=bac-ha",
        method="DELETE",
        headers={"Authorization": f"{scheme} {given}"},
    ):
        assert callers.caller("bac-ha").id == "bac-ha"
