import threading

import pytest

LAST_YEAR = "Wed, 21 Oct 2015 07:28:00 GMT"


@pytest.fixture
def ready(client, studio):
    """The address and the bytes of a finished file."""
    key = client.post("/v1/recordings", json={"text": "Một.\nHai.\nBa."}).json["key"]
    return f"/v1/recordings/{key}/audio.mp3", studio.make(key), f'"{key}"'


def get(client, address, method="GET", **headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.open(address, method=method, headers=named, buffered=True)


def test_the_whole_file(client, ready):
    address, audio, etag = ready
    answer = get(client, address)
    assert (answer.status_code, answer.data) == (200, audio)
    headers = answer.headers
    assert headers["Content-Type"] == "audio/mpeg"
    assert headers["Content-Length"] == str(len(audio))
    assert headers["ETag"] == etag
    assert headers["Accept-Ranges"] == "bytes"
    assert headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert "Last-Modified" not in headers, "every node's file has another time"


def test_head_is_the_same_without_the_body(client, ready):
    address, audio, etag = ready
    answer = get(client, address, "HEAD", Range="bytes=0-1")
    assert (answer.status_code, answer.data) == (200, b"")
    assert answer.headers["Content-Length"] == str(len(audio))
    assert answer.headers["ETag"] == etag


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("bytes=0-1", 0, 2),  # Safari's first question
        ("bytes=0-", 0, None),
        ("bytes=100-199", 100, 200),
        ("bytes=-10", -10, None),
        ("bytes=-999999", 0, None),
        ("bytes=5-999999", 5, None),
        ("bytes= 0-1", 0, 2),
    ],
)
def test_a_range(client, ready, asked, start, end):
    address, audio, etag = ready
    answer = get(client, address, Range=asked)
    expected = audio[start:end]
    first = start % len(audio)
    assert (answer.status_code, answer.data) == (206, expected)
    assert (
        answer.headers["Content-Range"] == f"bytes {first}-{first + len(expected) - 1}/{len(audio)}"
    )
    assert answer.headers["Content-Length"] == str(len(expected))
    assert answer.headers["ETag"] == etag


@pytest.mark.parametrize(
    "asked", ["bytes=0-1,4-5", "bytes=" + ",".join(["0-"] * 1000), "bytes=0-0,-1"]
)
def test_many_ranges_give_the_whole(client, ready, asked):
    address, audio, _ = ready
    answer = get(client, address, Range=asked)
    assert (answer.status_code, answer.data) == (200, audio)


@pytest.mark.parametrize("asked", ["bytes=999999-", "bytes=-0"])
def test_a_range_beyond_the_end(client, ready, asked):
    address, audio, _ = ready
    answer = get(client, address, Range=asked)
    assert (answer.status_code, answer.json["code"]) == (416, "bad-range")
    assert answer.headers["Content-Range"] == f"bytes */{len(audio)}"
    assert "immutable" not in answer.headers["Cache-Control"]


@pytest.mark.parametrize(
    "asked", ["bytes=5-2", "bytes=a-b", "lines=0-1", "bytes", "bytes=", "🙂", "bytes=--1"]
)
def test_a_range_that_means_nothing_is_left_aside(client, ready, asked):
    address, audio, _ = ready
    answer = get(client, address, Range=asked)
    assert (answer.status_code, answer.data) == (200, audio)


def test_if_range(client, ready):
    address, audio, etag = ready
    assert get(client, address, Range="bytes=0-1", If_Range=etag).status_code == 206
    for other in ('"another"', LAST_YEAR, f"W/{etag}"):
        answer = get(client, address, Range="bytes=0-1", If_Range=other)
        assert (answer.status_code, answer.data) == (200, audio), other


def test_not_modified(client, ready):
    address, audio, etag = ready
    for held in (etag, f'"x", {etag}', f"W/{etag}", "*"):
        answer = get(client, address, If_None_Match=held)
        assert (answer.status_code, answer.data) == (304, b""), held
        assert answer.headers["ETag"] == etag
        assert "immutable" in answer.headers["Cache-Control"]
    assert get(client, address, If_None_Match='"x"').data == audio
    assert get(client, address, If_Modified_Since="Wed, 21 Oct 2099 07:28:00 GMT").data == audio


def test_a_stand_in_is_at_its_own_address(client, studio, cache):
    wished, heard = (
        client.post("/v1/recordings", json={"text": text}).json["key"] for text in ("Một.", "Hai.")
    )
    audio = studio.make(heard)
    cache.stand_in_recording(wished, heard, 60)
    answer = client.get(f"/v1/recordings/{wished}/audio.mp3")
    assert answer.status_code == 307
    assert answer.headers["Location"] == f"/v1/recordings/{heard}/audio.mp3"
    assert answer.headers["Cache-Control"] == "no-store"
    assert (
        client.get(f"/v1/recordings/{wished}").json["links"]["audio"] == answer.headers["Location"]
    )
    assert get(client, answer.headers["Location"]).data == audio


def test_an_unfinished_file(client):
    key = client.post("/v1/recordings", json={"text": "Một."}).json["key"]
    answer = client.get(f"/v1/recordings/{key}/audio.mp3")
    assert (answer.status_code, answer.json["code"]) == (404, "not-ready")
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_file_that_was_cut_short_is_not_served(client, ready, cache):
    address, audio, etag = ready
    assert get(client, address).data == audio
    path = cache.recording(etag.strip('"')).path
    path.write_bytes(audio[:-1])
    assert get(client, address).json["code"] == "not-ready"


def test_live_sound_comes_as_it_is_made(client, studio):
    key = client.post("/v1/recordings", json={"text": "Một câu.\n" * 60}).json["key"]
    studio.make(key, parts=1)
    answer = client.get(f"/v1/recordings/{key}/live.mp3", buffered=False)
    heard = answer.iter_encoded()
    first = next(heard)
    maker = threading.Thread(target=studio.make, args=(key,))
    maker.start()
    whole = first + b"".join(heard)
    maker.join()
    answer.close()
    assert whole == get(client, f"/v1/recordings/{key}/audio.mp3").data
    assert len(first) < len(whole)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Accept-Ranges"] == "none"
    assert "Content-Length" not in answer.headers


def test_live_sound_has_no_ranges(client, ready):
    address, audio, _ = ready
    answer = get(client, address.replace("audio", "live"), Range="bytes=0-1")
    assert (answer.status_code, answer.data) == (200, audio)


def test_live_sound_answers_head_at_once(client):
    key = client.post("/v1/recordings", json={"text": "Một."}).json["key"]
    answer = client.head(f"/v1/recordings/{key}/live.mp3")
    assert (answer.status_code, answer.mimetype) == (200, "audio/mpeg")


def test_live_sound_that_fails_at_once_is_an_error(client, services):
    key = client.post("/v1/recordings", json={"text": "Một."}).json["key"]
    services.index.redis.get_retry()._silent_until = float("inf")
    answer = client.get(f"/v1/recordings/{key}/live.mp3")
    assert (answer.status_code, answer.json["code"]) == (503, "unavailable")


def test_the_first_sound_is_timed(client, ready):
    address, _, _ = ready
    get(client, address.replace("audio", "live"))
    assert "reader_first_sound_seconds_count 1.0" in client.get("/metrics").text
