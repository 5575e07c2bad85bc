"""Finished audio from a bucket, by the bucket: what READER_STORE_REDIRECT turns on."""

import urllib.request

import pytest

from audio_cache import Storage, open_store


@pytest.fixture
def store(object_server, tmp_path):
    return open_store(Storage(tmp_path, object_server.place(), redirect=True))


@pytest.fixture
def made(client, studio):
    key = client.post("/v1/recordings", json={"text": "Một.\nHai."}).json["key"]
    return key, studio.make(key)


def test_a_listener_is_sent_to_the_bucket_and_gets_the_file_there(client, made):
    key, audio = made
    answer = client.get(f"/v1/recordings/{key}/audio.mp3")
    assert answer.status_code == 307
    assert answer.headers["Cache-Control"] == "no-store", "the address lapses"
    with urllib.request.urlopen(answer.headers["Location"]) as found:
        assert found.read() == audio


def test_who_has_it_already_is_sent_nowhere(client, made):
    key, _ = made
    answer = client.get(f"/v1/recordings/{key}/audio.mp3", headers={"If-None-Match": f'"{key}"'})
    assert answer.status_code == 304


def test_a_recording_that_is_not_finished_is_nowhere(client):
    key = client.post("/v1/recordings", json={"text": "Một."}).json["key"]
    assert client.get(f"/v1/recordings/{key}/audio.mp3").status_code == 404
