"""Strings that break programs: each is read, or refused in words; never a 500, never a hang."""

import json
import time
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

ZALGO = "x\u0335\u0321" + "".join(map(chr, range(0x300, 0x36F))) * 20
NAUGHTY = {
    "reserved words": "undefined null None NaN true \\ () {} [] nil constructor __proto__",
    "numbers": "0 1E2 -1/0 0xffffffff 1,000,000.00 1'000 ٣٤٥ ⅒ ² ½ 1.7976931348623157e309 00000",
    "digits": "9" * 9_000,
    "one letter": "a" * 99_000,
    "one long word": "ngọ" * 9_000,
    "one long sentence": "và " * 9_000,
    "line breaks": "\r\n\u2028\u2029\x85\x0b\x0c Xin\rchào\n" * 1000,
    "control characters": "".join(map(chr, range(1, 32))) + "\x7f\x80\x9f chào",
    "whitespace": "\u00a0\u1680\u180e\u2000\u200a\u202f\u205f\u3000\ufeff chào",
    "zero width": "x\u200bi\u200cn\u200d \u2060chào\ufeff",
    "bidirectional": "\u202echào\u202d \u2066xin\u2069 \u200f\u061c",
    "zalgo": ZALGO,
    "combining only": "\u0301" * 5000 + "a",
    "nfd": unicodedata.normalize("NFD", "Ủy ban nhân dân phường Phú Diễn"),
    "private use": "\ue000\U000f0000\U0010fffd chào",
    "not characters": "\ufffe\uffff\U0001ffff\ufffd chào",
    "emoji": "👨\u200d👩\u200d👧 🇻🇳 👋🏽 ❤\ufe0f " * 500 + "chào",
    "tags": "\U000e0041\U000e0042 chào",
    "scripts": "社會科學院 찦차 Ⱥ田中 الْعَرَبِيَّة ру́сский हिन्दी ไทย",
    "astral letters": "𝕏𝕚𝕟 𝖈𝖍à𝖔 𝟙𝟚𝟛",
    "markup": "<script>alert(1)</script><img src=x onerror=alert(1)><!--<x ]]> chào",
    "entities": "&amp;lt;&#0;&#xD800;&#99999999;&bogus; chào",
    "sql": "1;DROP TABLE users -- ' OR 1=1 #",
    "shell": "$(touch /tmp/blns.fail) `id` ; | & %x('ls') $HOME",
    "templates": "{{ 7*7 }} ${7*7} #{7*7} %s%n%d {0} {request}",
    "paths": "../../../../etc/passwd%00 \\\\server\\share file:///etc/passwd C:\\nul con.txt",
    "headers": "chào\r\nSet-Cookie: a=b\r\n\r\n<html>",
    "ssml": "<speak><break time='99999s'/><audio src='http://a/'/></speak> [[h@loU]] chào",
    "abbreviations": "TP.HCM. v.v... Q.1. P. TS. ThS. PGS.TS. " * 500,
    "brackets": "(" * 10_000 + "chào" + ")" * 10_000,
    "quotes": "“" * 40_000 + "chào",
    "slashes": "1/2/" * 10_000,
    "dashes": "1-" * 10_000,
    "dots": "1." * 10_000,
    "commas": "a," * 10_000,
    "addresses": "http://a.vn/" + "a/" * 10_000,
    "at signs": "a@" * 10_000,
    "colons": "12:30:" * 4_000,
    "romans": "MDCLXVI" * 3_000,
    "acronyms": "UBND-HĐND/" * 2_000,
    "percents": "%%50%" * 5_000,
    "surrogate pairs": "\U0001d400" * 10_000,
}
SOURCES = ("text", "html", "blocks", "title")


def body(source: str, text: str) -> dict[str, object]:
    if source == "blocks":
        return {"blocks": [{"kind": "heading", "text": text}, {"kind": "cell", "text": text[:99]}]}
    return {"text": "Xin chào", "title": text} if source == "title" else {source: text}


def check(client, sent: dict[str, object]) -> None:
    answer = client.post("/v1/recordings", json=sent)
    if answer.status_code != 202:
        assert (answer.status_code, answer.json["code"]) in {
            (422, "nothing-to-read"),
            (413, "article-too-long"),
            (413, "body-too-large"),
        }
        return
    links = answer.json["links"]
    again = client.get(links["self"])
    assert again.status_code == 200
    assert json.loads(again.data)["sentences"] == answer.json["sentences"]
    sentences(sent, answer.json["sentences"])


def sentences(sent: dict[str, object], found: list[dict[str, object]]) -> None:
    """Every span is where its text stands, in the sender's own UTF-16 units."""
    blocks = sent.get("blocks")
    lines = [each["text"] for each in blocks] if blocks else str(sent.get("text", "")).split("\n")
    for sentence in found if "html" not in sent else ():
        block, (start, end) = sentence["block"], sentence["span"]
        source = sent.get("title", "") if block is None else lines[block]
        units = source.encode("utf-16-le", "surrogatepass")
        assert units[2 * start : 2 * end].decode("utf-16-le") == sentence["text"]
        assert str(sentence["spoken"]).strip()


@pytest.mark.parametrize("text", NAUGHTY.values(), ids=NAUGHTY.keys())
def test_a_naughty_string(client, text):
    for source in SOURCES if len(text) < 5000 else SOURCES[:1]:
        began = time.process_time()
        check(client, body(source, text))
        assert time.process_time() - began < 10, source


@settings(
    deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(source=st.sampled_from(SOURCES), text=st.text(max_size=300))
def test_any_text(client, source, text):
    if "\0" in text:
        text = text.replace("\0", "")
    check(client, body(source, text))


@settings(
    deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    key=st.text(min_size=1, max_size=80) | st.from_regex(r"[0-9a-fA-F%./]{60,68}", fullmatch=True)
)
def test_any_key(client, key):
    from urllib.parse import quote

    for path in ("", "/audio.mp3", "/live.mp3", "/sentences.vtt"):
        answer = client.get(f"/v1/recordings/{quote(key, safe='')}{path}")
        assert (answer.status_code, answer.json["code"]) == (404, "not-found")


@settings(
    deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    data=st.binary(max_size=200)
    | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))
)
def test_any_bytes(client, data):
    answer = client.post("/v1/recordings", data=data, content_type="application/json")
    assert (answer.status_code, answer.json["code"]) == (400, "malformed")


JSON = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3)
    ),
    max_leaves=10,
)
FIELDS = st.sampled_from(["text", "html", "blocks", "title", "voice", "site", "x"])


@settings(
    deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(sent=st.dictionaries(FIELDS, JSON, max_size=4))
def test_any_json(client, sent):
    answer = client.post("/v1/recordings", json=sent)
    assert answer.status_code in {202, 400, 413, 422}
    if answer.status_code != 202:
        assert answer.mimetype == "application/problem+json"
