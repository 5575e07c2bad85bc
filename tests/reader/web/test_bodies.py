"""Bad input: each a clear 4xx, before any work."""

import json

import pytest

from reader.web.app import create_app
from reader.web.services import WebOptions

JSON = "application/json"


@pytest.fixture(autouse=True)
def _no_work(client, redis):
    """Nothing that is refused leaves anything behind."""
    before = set(redis.keys())
    yield
    assert client
    assert set(redis.keys()) == before


def post(client, data, content_type=JSON, **headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.post("/v1/recordings", data=data, content_type=content_type, headers=named)


def refusal(answer):
    assert answer.content_type == "application/problem+json"
    return answer.status_code, answer.json["code"], answer.json.get("field")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"x",
        b"{",
        b'{"text": "a"} {}',
        b'{"text": "a", "text": "b"}',
        b'{"text": "a", "title": NaN}',
        b'{"text": "\xff"}',
        '{"text": "a"}'.encode("utf-16"),
        "\ufeff{}".encode(),
        b'{"text": "a\x00"}',
        b'{"text": ' + b"[" * 500_000,
        b'{"a":' * 100_000,
        b"[" * 100_000 + b"]" * 100_000,
        b'{"text": ' + b"9" * 100_000 + b"}",
        b"'{}'",
    ],
)
def test_what_is_no_json(client, data):
    assert refusal(post(client, data)) == (400, "malformed", None)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (None, ""),
        ([], ""),
        ("a", ""),
        ({}, ""),
        ({"title": "a"}, ""),
        ({"text": "a", "html": "a"}, ""),
        ({"text": "a", "blocks": [{"kind": "cell", "text": "a"}]}, ""),
        ({"text": 1}, "/text"),
        ({"text": None}, "/text"),
        ({"text": ["a"]}, "/text"),
        ({"text": "a", "title": 1}, "/title"),
        ({"text": "a", "voice": None}, "/voice"),
        ({"text": "a", "voise": "x"}, "/voise"),
        ({"text": "a", "a/b~c": "x"}, "/a~1b~0c"),
        ({"text": "a", "\ud800": "x"}, ""),
        ({"text": "a", "site": "../a"}, "/site"),
        ({"text": "a", "site": "a" * 65}, "/site"),
        ({"text": "a", "site": "quận"}, "/site"),
        ({"blocks": "a"}, "/blocks"),
        ({"blocks": {}}, "/blocks"),
        ({"blocks": []}, "/blocks"),
        ({"blocks": ["a"]}, "/blocks/0"),
        ({"blocks": [{"kind": "paragraph"}]}, "/blocks/0/text"),
        ({"blocks": [{"text": "a"}]}, "/blocks/0/kind"),
        (
            {"blocks": [{"kind": "paragraph", "text": "a"}, {"kind": "table", "text": "a"}]},
            "/blocks/1/kind",
        ),
        ({"blocks": [{"kind": "paragraph", "text": "a", "id": 1}]}, "/blocks/0/id"),
    ],
)
def test_what_is_not_as_described_is_pointed_at(client, body, field):
    assert refusal(post(client, json.dumps(body))) == (400, "malformed", field)


@pytest.mark.parametrize("bad", ["\0", "\ud800", "a\ud83d", "\udc00\ud800"])
@pytest.mark.parametrize(
    "body",
    [
        lambda text: {"text": text},
        lambda text: {"html": f"<p>{text}</p>"},
        lambda text: {"text": "a", "title": text},
        lambda text: {"blocks": [{"kind": "paragraph", "text": text}]},
    ],
)
def test_characters_that_no_page_shows(client, bad, body):
    assert refusal(post(client, json.dumps(body(f"Xin {bad} chào")))) == (400, "invalid-text", None)


@pytest.mark.parametrize(
    ("content_type", "headers"),
    [
        ("text/plain", {}),
        ("", {}),
        ("application/x-www-form-urlencoded", {}),
        ("multipart/form-data; boundary=x", {}),
        ("application/json; charset=latin1", {}),
        ("application/json", {"Content_Encoding": "gzip"}),
        ("application/json", {"Content_Encoding": "br"}),
    ],
)
def test_what_is_not_declared_as_plain_json(client, content_type, headers):
    answer = post(client, '{"text": "a"}', content_type, **headers)
    assert refusal(answer) == (415, "unsupported-media-type", None)


@pytest.mark.parametrize(
    "body",
    [
        {"text": ""},
        {"text": "\n \n\t\u00a0"},
        {"text": "... --- !!! ***"},
        {"text": "\u200b\u202e\u2060"},
        {"html": ""},
        {"html": "<script>chào</script>"},
        {"blocks": [{"kind": "paragraph", "text": "IMG_1873.jpg"}]},
        {"text": "Xem với cỡ chữ\nLượt xem: 87"},
    ],
)
def test_no_words_to_read(client, body):
    assert refusal(post(client, json.dumps(body))) == (422, "nothing-to-read", None)


@pytest.mark.parametrize("voice", ["giọng lạ", "../espeak", "espeak-vi-north\n", "x" * 10_000])
def test_an_unknown_voice(client, voice):
    answer = post(client, json.dumps({"text": "Xin chào", "voice": voice}))
    assert refusal(answer) == (422, "unknown-voice", None)


@pytest.mark.parametrize(
    "body",
    [
        {"text": "a" * 100_001},
        {"text": "a" * 99_999, "title": "Tin"},
        {"html": "<p>" + "một hai " * 13_000},
        {"blocks": [{"kind": "paragraph", "text": "Một hai ba. " * 100}] * 100},
    ],
)
def test_an_article_that_is_too_long(client, body):
    assert refusal(post(client, json.dumps(body))) == (413, "article-too-long", None)


def test_a_body_that_is_too_large(client):
    body = json.dumps({"text": "a" * (1 << 20)})
    assert refusal(post(client, body)) == (413, "body-too-large", None)


def test_the_largest_body_that_may_be(services):
    body = json.dumps({"text": "1", "title": ""})
    exact = create_app(services, WebOptions(max_body=len(body)))
    small = create_app(services, WebOptions(max_body=len(body) - 1))
    assert refusal(post(small.test_client(), body))[1] == "body-too-large"
    answer = post(exact.test_client(), body.replace("1", " "))
    assert refusal(answer)[1] == "nothing-to-read"


def test_html_that_is_nested_too_deep(client):
    answer = post(client, json.dumps({"html": "<div>" * 10_000 + "chào"}))
    assert refusal(answer) == (400, "malformed", None)
