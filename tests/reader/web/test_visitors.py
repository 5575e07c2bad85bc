"""Whom the service answers: this machine, known hosts, and what its own proxies say."""

import pytest
from flask import request

from reader.sites import Key, Site
from reader.web import visitors
from reader.web.app import create_app
from reader.web.services import WebOptions
from tests.reader.web.sites import serving

KEY = Key("1", "a" * 64)
BAC = Site(id="bac-ha", name="Bắc Hà", origins=("https://bac.vn",), keys=(KEY,))
NAM = Site(id="nam-ha", name="Nam Hà", origins=("https://nam.vn",))
TEXT = {"text": "Xin chào bà con."}


def press(client, address="127.0.0.1", body=TEXT, **headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.post(
        "/v1/recordings", json=body, headers=named, environ_base={"REMOTE_ADDR": address}
    )


@pytest.mark.parametrize("address", ["127.0.0.1", "127.9.9.9", "::1"])
def test_without_sites_this_machine_may_send_text(client, address):
    assert press(client, address).status_code == 202


@pytest.mark.parametrize("address", ["203.0.113.7", "10.0.0.1", "::ffff:203.0.113.7", "", "unix:"])
def test_without_sites_no_other_machine_may(client, address):
    refused = press(client, address)
    assert (refused.status_code, refused.json["code"]) == (403, "not-accepted")


@pytest.mark.parametrize("name", visitors.FORWARDED)
def test_a_proxy_that_nobody_told_of_is_no_program_of_this_machine(client, name):
    assert press(client, **{name: "127.0.0.1"}).status_code == 403


def test_whoever_opens_the_service_lets_strangers_in(services):
    client = create_app(services, WebOptions(strangers=True)).test_client()
    assert press(client, "203.0.113.7").status_code == 202


@pytest.mark.parametrize(
    ("proxies", "said", "believed"),
    [
        (0, "203.0.113.9", "127.0.0.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "1.1.1.1, 203.0.113.9", "203.0.113.9"),
        (2, "1.1.1.1, 203.0.113.9, 10.0.0.1", "203.0.113.9"),
    ],
)
def test_as_many_proxies_are_believed_as_there_are(services, proxies, said, believed):
    app = create_app(services, WebOptions(proxies=proxies))
    app.add_url_rule("/who", view_func=lambda: request.remote_addr or "")
    assert app.test_client().get("/who", headers={"X-Forwarded-For": said}).text == believed


def test_nobody_says_he_is_this_machine(services):
    client = create_app(services, WebOptions(proxies=1)).test_client()
    said = {"X_Forwarded_For": "127.0.0.1, 203.0.113.9"}
    assert press(client, "10.0.0.1", **said).status_code == 403


@pytest.mark.parametrize("proxies", [0, 1])
def test_what_is_said_of_a_host_changes_no_answer(services, proxies):
    client = create_app(services, WebOptions(proxies=proxies, strangers=True)).test_client()
    evil = {
        "X_Forwarded_Host": "evil.example",
        "X_Forwarded_Prefix": "/evil",
        "Forwarded": "host=evil",
    }
    answer = press(client, **evil)
    assert answer.status_code == 202
    assert "evil" not in str(answer.headers) + answer.text


@pytest.mark.parametrize(
    "host", ["doc.vn", "DOC.vn:8443", "localhost:8000", "127.0.0.1", "[::1]:8000"]
)
def test_a_known_host_is_answered(services, host):
    options = WebOptions(hosts=("doc.vn", "localhost", "127.0.0.1", "::1"))
    client = create_app(services, options).test_client()
    assert client.get("/livez", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "doc.vn.evil.example", "doc.vn@evil", "[", "a b"])
@pytest.mark.parametrize("path", ["/livez", "/oembed?url=x", "/nothing"])
def test_another_host_is_not(services, host, path):
    client = create_app(services, WebOptions(hosts=("doc.vn",))).test_client()
    refused = client.get(path, headers={"Host": host})
    assert (refused.status_code, refused.json["code"]) == (400, "bad-input")
    assert host not in refused.text + str(refused.headers)


def test_text_is_taken_from_a_program_with_the_site_s_key(services):
    client = serving(services, BAC, NAM)
    body = {**TEXT, "site": "bac-ha"}
    key = f"Bearer {KEY.written}"
    assert press(client, "203.0.113.7", body, Authorization=key).status_code == 202
    assert press(client, "203.0.113.7", body).json["code"] == "not-accepted"
    other = {**TEXT, "site": "nam-ha"}
    assert press(client, "203.0.113.7", other, Authorization=key).json["code"] == "not-accepted"
