"""The Opus file over HTTP: ordered once, waited for, and then a file like any other."""

import threading

import pytest

from audio_cache import Format
from reader import opus
from reader.jobs import OpusJob, Queue
from tests.reader.queues import waiting

OPUS = b"opus" * 500


@pytest.fixture
def key(client, studio):
    key = client.post("/v1/recordings", json={"text": "Một.\nHai."}).json["key"]
    studio.make(key)
    return key


@pytest.fixture
def queued(redis):
    """How many orders wait for a worker."""
    return lambda: waiting(redis, Queue.OPUS)


def address(key):
    return f"/v1/recordings/{key}/audio.webm"


def test_the_state_says_where_it_is(client, key):
    assert client.get(f"/v1/recordings/{key}").json["links"]["opus"] == address(key)


def test_many_who_ask_at_once_order_it_once_and_all_get_it(app, key, cache, queued):
    answers = []
    askers = [
        threading.Thread(
            target=lambda: answers.append(app.test_client().get(address(key), buffered=True))
        )
        for _ in range(8)
    ]
    for asker in askers:
        asker.start()
    while not queued():
        pass
    cache.add_recording(key, OPUS, {}, Format.OPUS)
    for asker in askers:
        asker.join()
    assert [(answer.status_code, answer.data) for answer in answers] == [(200, OPUS)] * 8
    assert queued() == 1


def test_it_is_served_like_the_mp3(client, key, cache):
    cache.add_recording(key, OPUS, {}, Format.OPUS)
    whole = client.get(address(key), buffered=True)
    assert whole.headers["Content-Type"] == "audio/webm"
    assert whole.headers["ETag"] == f'"{key}"'
    assert whole.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    run = client.get(address(key), headers={"Range": "bytes=1-9"}, buffered=True)
    assert (run.status_code, run.data) == (206, OPUS[1:10])
    head = client.head(address(key))
    assert (head.status_code, head.headers["Content-Length"]) == (200, str(len(OPUS)))
    held = client.get(address(key), headers={"If-None-Match": f'"{key}"'})
    assert held.status_code == 304
    beyond = client.get(address(key), headers={"Range": "bytes=9999-"})
    assert (beyond.status_code, beyond.json["code"]) == (416, "bad-range")


def test_it_outlives_the_mp3(client, key, cache):
    cache.add_recording(key, OPUS, {}, Format.OPUS)
    cache.recording(key).path.unlink()
    assert client.get(address(key), buffered=True).data == OPUS


def test_of_a_stand_in_it_is_at_that_ones_address(client, cache, key):
    wished = client.post("/v1/recordings", json={"text": "Ba."}).json["key"]
    cache.stand_in_recording(wished, key, 60)
    cache.add_recording(key, OPUS, {}, Format.OPUS)
    answer = client.get(address(wished))
    assert (answer.status_code, answer.headers["Location"]) == (307, address(key))


def test_who_waits_too_long_is_told_to_come_again(client, key, queued, monkeypatch):
    monkeypatch.setattr(opus, "PATIENCE", 0.0)
    answer = client.get(address(key))
    assert (answer.status_code, answer.json["code"]) == (503, "unavailable")
    assert answer.headers["Retry-After"]
    assert queued() == 1, "it is made all the same"


def test_a_failure_is_told_at_once(client, key, cache, queued):
    cache.index.settle(OpusJob(key).claim, "engine-broken")
    answer = client.get(address(key))
    assert (answer.status_code, answer.json["code"]) == (502, "engine-broken")
    assert queued() == 0


def test_an_order_that_the_broker_did_not_take_is_given_again(client, key, services, monkeypatch):
    from reader.errors import UnavailableError

    def away(jobs):
        raise UnavailableError(f"{len(jobs)} jobs not taken")

    monkeypatch.setattr(services.broker, "send", away)
    assert client.get(address(key)).status_code == 503
    assert services.index.lock(OpusJob(key).claim, 1), "nobody owes it"


def test_one_that_is_not_finished(client):
    key = client.post("/v1/recordings", json={"text": "Bốn."}).json["key"]
    assert client.get(address(key)).json["code"] == "not-ready"


def test_where_none_is_made(client, key, monkeypatch):
    monkeypatch.setattr(opus, "OFFERED", False)
    assert client.get(f"/v1/recordings/{key}").json["links"]["opus"] is None
    answer = client.get(address(key))
    assert (answer.status_code, answer.json["code"]) == (404, "not-offered")
