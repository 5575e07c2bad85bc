import json

import pytest

from reader.web.models import RecordingState
from tests.reader.round_trips import round_trips

ARTICLE = {
    "title": "Tin quận",
    "blocks": [
        {"kind": "paragraph", "text": "Câu thứ nhất. Câu thứ hai dài hơn."},
        {"kind": "paragraph", "text": "Đoạn sau có <b>thẻ</b> & dấu."},
    ],
}


def press(client, **more):
    return client.post("/v1/recordings", json=ARTICLE | more)


def test_a_new_article_is_pending_and_says_where_it_is(client):
    answer = press(client)
    assert answer.status_code == 202
    state = answer.json
    assert answer.headers["Location"] == state["links"]["self"] == f"/v1/recordings/{state['key']}"
    assert (state["state"], state["code"]) == ("pending", None)
    assert state["parts"]["done"] == 0 < state["parts"]["of"]
    assert state["duration"] is None
    assert [sentence["text"] for sentence in state["sentences"]][:2] == [
        "Tin quận",
        "Câu thứ nhất.",
    ]
    assert state["sentences"][1]["span"] == [0, 13]
    assert state["sentences"][1]["start"] is None
    RecordingState.model_validate(state)


def test_progress_is_seen(client, studio):
    key = press(client).json["key"]
    studio.make(key, parts=1)
    state = client.get(f"/v1/recordings/{key}").json
    assert state["parts"]["done"] == 1
    assert (state["sentences"][0]["start"], state["sentences"][0]["end"]) == (0.0, 1.0)
    assert state["sentences"][0]["words"][0]["span"] == [0, 3]
    assert state["engines"] == ["espeak"]


def test_a_finished_article_is_ready_at_once(client, studio):
    key = press(client).json["key"]
    studio.make(key)
    answer = press(client)
    assert answer.status_code == 200
    assert answer.json == client.get(f"/v1/recordings/{key}").json
    assert answer.json["state"] == "ready"
    assert answer.json["duration"] == len(answer.json["sentences"])


def test_the_thousandth_press_asks_redis_nothing(client, studio):
    studio.make(press(client).json["key"])
    press(client).close()
    with round_trips() as asked:
        answer = press(client)
        answer.close()
    assert (answer.status_code, asked) == (200, [])


def test_a_failure_is_an_error_to_who_asks_and_a_state_to_who_looks(client, cache):
    from reader.recording import Recording

    key = press(client).json["key"]
    part = Recording.from_recipe(cache.recipe(key)).parts[0]
    cache.index.settle(part.key, "engine-broken")
    answer = press(client)
    assert (answer.status_code, answer.json["code"]) == (502, "engine-broken")
    state = client.get(f"/v1/recordings/{key}").json
    assert (state["state"], state["code"]) == ("failed", "engine-broken")
    assert client.get(f"/v1/recordings/{key}/sentences.vtt").json["code"] == "not-found"


def test_the_same_words_in_other_blocks_keep_their_own_places(client, studio):
    first = press(client).json
    studio.make(first["key"])
    shifted = [{"kind": "paragraph", "text": ""}, *ARTICLE["blocks"]]
    second = press(client, blocks=shifted).json
    assert second["key"] == first["key"]
    assert second["sentences"][1]["block"] == 1
    again = client.get(second["links"]["self"]).json
    assert again["sentences"] == second["sentences"]
    assert client.get(first["links"]["self"]).json["sentences"][1]["block"] == 0
    assert client.get(second["links"]["vtt"]).status_code == 200


@pytest.mark.parametrize(
    "source", [{"text": "Xin chào"}, {"html": "<p>Xin chào</p>"}, {"blocks": ARTICLE["blocks"]}]
)
def test_text_html_and_blocks_are_read(client, source):
    assert client.post("/v1/recordings", json=source).status_code == 202


def test_sentences_as_webvtt(client, studio):
    key = press(client).json["key"]
    early = client.get(f"/v1/recordings/{key}/sentences.vtt")
    assert (early.status_code, early.json["code"]) == (404, "not-ready")
    studio.make(key)
    answer = client.get(f"/v1/recordings/{key}/sentences.vtt")
    assert answer.content_type == "text/vtt; charset=utf-8"
    cues = answer.text.split("\n\n")
    assert cues[0] == "WEBVTT"
    assert cues[1] == "0\n00:00:00.000 --> 00:00:01.000\nTin quận"
    assert "&lt;b&gt;thẻ&lt;/b&gt; &amp; dấu." in answer.text
    assert "immutable" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("path", ["", "/sentences.vtt", "/audio.mp3", "/live.mp3"])
@pytest.mark.parametrize(
    "key",
    [
        "0" * 64,
        "0" * 63,
        "0" * 65,
        "A" * 64,
        "..",
        "%2e%2e%2f" + "0" * 64,
        "0" * 63 + "%00",
        "x" * 5000,
    ],
)
def test_no_other_key_is_known(client, key, path):
    answer = client.get(f"/v1/recordings/{key}{path}")
    assert (answer.status_code, answer.json["code"]) == (404, "not-found")


@pytest.mark.parametrize("layout", ["x", "0" * 64, "../" + "0" * 61, ""])
def test_no_other_layout_is_known(client, layout):
    key = press(client).json["key"]
    answer = client.get(f"/v1/recordings/{key}", query_string={"layout": layout})
    assert (answer.status_code, answer.json["code"]) == (404, "not-found")


def test_the_voices_on_offer(client):
    voices = client.get("/v1/voices").json["voices"]
    assert [(each["id"], each["engine"], each["region"]) for each in voices] == [
        ("espeak-vi-north", "espeak", "north")
    ]


def test_without_redis_what_is_ready_is_still_told(client, studio, services):
    key = press(client).json["key"]
    studio.make(key)
    services.index.redis.connection_pool.disconnect()
    services.index.redis.get_retry()._silent_until = float("inf")
    assert client.get(f"/v1/recordings/{key}").json["state"] == "ready"
    assert press(client).status_code == 200
    other = press(client, title="Tin khác")
    assert (other.status_code, other.json["code"]) == (503, "unavailable")
    assert int(other.headers["Retry-After"]) > 0
    json.dumps(other.json)
