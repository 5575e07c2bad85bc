"""The file to keep: a tag, and behind it the very bytes of the finished file."""

import pytest

from reader.sites import Site, Sites


@pytest.fixture
def kept(client, studio):
    """Its address and the sound that belongs in it."""
    asked = {"title": "Tin quận", "text": "Một.\nHai."}
    key = client.post("/v1/recordings", json=asked).json["key"]
    return f"/v1/recordings/{key}/download.mp3", studio.make(key)


def get(client, address, **headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.get(address, headers=named, buffered=True)


def test_it_is_the_sound_behind_a_tag(client, kept):
    address, audio = kept
    answer = get(client, address)
    assert (answer.status_code, answer.mimetype) == (200, "audio/mpeg")
    assert answer.data[:3] == b"ID3"
    size = int.from_bytes(answer.data[6:10])
    tag = 10 + sum(
        (size >> shift & 0x7F) << place for shift, place in ((24, 21), (16, 14), (8, 7), (0, 0))
    )
    assert answer.data[tag:] == audio
    assert answer.content_length == len(answer.data)
    assert "Tin quận".encode("utf-16-le") in answer.data[:tag]
    assert answer.headers["Content-Disposition"] == (
        "attachment; filename=\"Tin quan.mp3\"; filename*=UTF-8''Tin%20qu%E1%BA%ADn.mp3"
    )


def test_the_state_says_where_it_is(client, kept):
    address = kept[0]
    assert client.get(address.rpartition("/")[0]).json["links"]["download"] == address


@pytest.mark.parametrize("run", [(0, 2), (5, 11_500), (11_000, 11_900), (-10, None), (0, None)])
def test_a_range_within_and_across_both(client, kept, run):
    address = kept[0]
    whole = get(client, address)
    start, stop = run
    asked = f"bytes={start}" if start < 0 else f"bytes={start}-{stop - 1 if stop else ''}"
    answer = get(client, address, Range=asked, If_Range=whole.headers["ETag"])
    assert (answer.status_code, answer.data) == (206, whole.data[start:stop])
    assert answer.headers["Content-Range"].endswith(f"/{len(whole.data)}")


def test_head_and_not_modified(client, kept):
    address = kept[0]
    whole = get(client, address)
    head = client.head(address)
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["Content-Length"] == str(len(whole.data))
    assert get(client, address, If_None_Match=whole.headers["ETag"]).status_code == 304
    assert get(client, address, Range="bytes=9999999-").status_code == 416


def test_it_names_the_site_that_had_it_made(client, kept, services, monkeypatch):
    address = kept[0]
    before = get(client, address)
    key = address.split("/")[3]
    sites = Sites({"bac-ha": Site(id="bac-ha", name="Cổng Bắc Hà")})
    monkeypatch.setattr(services.portal, "sites", lambda: sites)
    services.listening.cache.own(key, "bac-ha")
    answer = get(client, address)
    assert "Cổng Bắc Hà".encode("utf-16-le") in answer.data
    assert answer.headers["ETag"] != before.headers["ETag"]


def test_of_a_stand_in_it_holds_what_is_heard(client, cache, kept):
    wished = client.post("/v1/recordings", json={"text": "Ba."}).json["key"]
    cache.stand_in_recording(wished, kept[0].split("/")[3], 60)
    answer = get(client, f"/v1/recordings/{wished}/download.mp3")
    assert (answer.status_code, answer.data.endswith(kept[1])) == (200, True)
    assert answer.headers["Cache-Control"] == "no-cache", "it is another's tomorrow"


def test_one_that_is_not_finished(client):
    key = client.post("/v1/recordings", json={"text": "Bốn."}).json["key"]
    assert client.get(f"/v1/recordings/{key}/download.mp3").json["code"] == "not-ready"
