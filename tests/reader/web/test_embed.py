"""The button as portals fetch it: by name, by hash, from any origin."""

import gzip
import hashlib
import re
from base64 import b64encode

import brotli
import pytest
from flask import Flask, render_template_string
from flask.testing import FlaskClient

from reader.web import embed, errors
from reader.web.assets import STATIC, listen_button


@pytest.fixture
def client() -> FlaskClient:
    app = Flask("reader.web")
    app.register_blueprint(embed.blueprint)
    errors.install(app)
    return app.test_client()


def test_the_newest_is_kept_for_an_hour_and_any_origin_may_have_it(client: FlaskClient) -> None:
    answer = client.get("/listen-button.js")
    assert answer.status_code == 200
    assert answer.mimetype == "text/javascript"
    assert answer.headers["Cache-Control"] == "public, max-age=3600"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.data == listen_button().body


def test_the_address_with_the_hash_is_for_ever(client: FlaskClient) -> None:
    answer = client.get(f"/listen-button.{listen_button().digest}.js")
    assert "immutable" in answer.headers["Cache-Control"]
    assert hashlib.sha256(answer.data).hexdigest().startswith(listen_button().digest)
    assert client.get("/listen-button.0123456789abcdef.js").status_code == 404


@pytest.mark.parametrize(
    ("taken", "coding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("br;q=0.2, gzip", "gzip"),
        ("br", "br"),
        ("br;q=0, gzip;q=0", None),
        ("deflate", None),
    ],
)
def test_it_is_sent_packed_to_those_who_take_it(
    client: FlaskClient, taken: str, coding: str | None
) -> None:
    unpacked = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}
    answer = client.get("/listen-button.js", headers={"Accept-Encoding": taken})
    assert answer.content_encoding == coding
    assert unpacked[coding](answer.data) == listen_button().body
    assert "Accept-Encoding" in answer.headers["Vary"]
    again = client.get(
        "/listen-button.js",
        headers={"Accept-Encoding": taken, "If-None-Match": answer.headers["ETag"]},
    )
    assert again.status_code == 304


def test_each_way_to_send_it_has_a_tag_of_its_own(client: FlaskClient) -> None:
    ways = ["br", "gzip", "identity"]
    answers = [client.get("/listen-button.js", headers={"Accept-Encoding": way}) for way in ways]
    assert len({answer.headers["ETag"] for answer in answers}) == len(ways)


def test_a_template_can_pin_it() -> None:
    app = Flask("reader.web")
    app.register_blueprint(embed.blueprint)
    with app.test_request_context():
        line = render_template_string(
            "{{ url_for('embed.pinned', digest=listen_button.digest) }} {{ listen_button.integrity }}"
        )
    expected = b64encode(hashlib.sha384(listen_button().body).digest()).decode()
    assert line == f"/listen-button.{listen_button().digest}.js sha384-{expected}"


def test_it_weighs_no_more_than_it_did() -> None:
    """The aim is 8 KB, which gzip does not reach: docs/listen-button.md says where the rest is."""
    assert len(listen_button().packed["br"]) <= 8192
    assert len(listen_button().packed["gzip"]) <= 8900


def test_its_english_words_may_be_had_by_any_page(client: FlaskClient) -> None:
    answer = client.get("/listen-button.en.json")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cache-Control"] == "public, max-age=3600"
    assert answer.json["Đọc bài viết"] == "Read aloud"


def test_every_word_that_it_says_has_an_english_one(client: FlaskClient) -> None:
    source = (STATIC / "listen-button.js").read_text(encoding="utf-8")
    code = re.sub(r"(?ms)/\*.*?\*/|(^| )//.*?$", "", source)
    said = set(re.findall(r'"([^"\n]*[^\x00-\x7f][^"\n]*)"', code))
    assert said - {"A−"} <= set(client.get("/listen-button.en.json").json)
