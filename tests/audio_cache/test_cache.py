import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from audio_cache import AudioCache, Index, IndexUnavailableError, connect, names
from audio_cache.cache import MEMO

A, B = "a" * 64, "b" * 64
ONE, TWO = "1" * 64, "2" * 64


def test_a_part_comes_back_with_its_facts(cache):
    cache.add_part(ONE, b"sound", {"samples": 5})
    stored = cache.part(ONE)
    assert (stored.audio, stored.facts) == (b"sound", {"samples": 5})


def test_the_first_part_stored_is_the_one(cache):
    cache.add_part(ONE, b"first", {})
    assert cache.add_part(ONE, b"second", {}).audio == b"first"
    assert cache.part(ONE).audio == b"first"


def test_of_makers_at_once_all_get_the_same(cache):
    # Three, as in test_store.py: SeaweedFS has one loser after the other wait a second.
    with ThreadPoolExecutor(3) as pool:
        got = list(pool.map(lambda n: cache.add_part(ONE, bytes([n]) * 9999, {}).audio, range(3)))
    assert len(set(got)) == 1


@pytest.mark.parametrize("harm", ["cut", "emptied", "flipped", "no first line"])
def test_a_harmed_part_is_thrown_away(cache, harm):
    cache.add_part(ONE, b"sound" * 100, {})
    data = cache.store.read(names.part(ONE))
    cache.store.replace(
        names.part(ONE),
        {
            "cut": data[:-7],
            "emptied": b"",
            "flipped": data[:-1] + bytes([data[-1] ^ 1]),
            "no first line": b"{" + data,
        }[harm],
    )
    assert cache.part(ONE) is None
    assert cache.store.stamp(names.part(ONE)) is None
    assert cache.begin(A, [ONE]) == ["won"]


def test_a_recording_is_there_only_with_its_manifest(cache):
    cache.store.replace(names.audio(A), b"sound")
    assert cache.recording(A) is None
    cache.add_recording(A, b"sound", {"duration": 1.5})
    assert cache.recording(A).manifest["duration"] == 1.5
    assert cache.recording(A).length == 5


@pytest.mark.parametrize("harm", [b"soun", b"", b"sounD", b"sound and more"])
def test_a_harmed_recording_is_noticed(cache, harm):
    cache.add_recording(A, b"sound", {})
    assert cache.recording(A) is not None
    cache.store.replace(names.audio(A), harm)
    assert cache.recording(A) is None
    assert cache.store.stamp(names.audio(A)) is None


def test_a_manifest_that_cannot_be_read(cache):
    cache.add_recording(A, b"sound", {})
    cache.store.replace(names.manifest(A), b"{")
    other = AudioCache(cache.store, cache.index)
    assert other.recording(A) is None


def test_redis_flushed_takes_nothing_away(cache, redis):
    cache.add_part(ONE, b"sound", {})
    cache.add_recording(A, b"sound", {})
    redis.flushall()
    assert cache.recording(A) is not None
    assert cache.begin(B, [ONE, TWO]) == ["have", "won"]
    assert cache.begin(B, [ONE, TWO]) == ["have", "wait"]


def test_redis_away_takes_nothing_away(store, own_redis):
    cache = AudioCache(store, Index(connect(own_redis.url)))
    cache.add_part(ONE, b"sound", {})
    cache.add_recording(A, b"sound", {})
    own_redis.stop()
    assert cache.recording(A) is not None
    assert cache.part(ONE) is not None
    cache.heard(A)


@pytest.fixture
def read(cache, monkeypatch):
    """The names that the store is asked for."""
    read = []
    whole = cache.store.read
    monkeypatch.setattr(cache.store, "read", lambda name: read.append(name) or whole(name))
    return read


@pytest.fixture
def far(cache, monkeypatch):
    """As if the store was far, whichever it is."""
    monkeypatch.setattr(type(cache.store), "far", True)


@pytest.mark.usefixtures("far")
def test_facts_are_read_once(cache, read):
    cache.index.complete()
    cache.add_part(ONE, b"sound", {"samples": 5})
    for _ in range(2):
        assert cache.facts([ONE, TWO]) == [{"samples": 5}, None]
    assert read == [names.part(ONE)]
    cache.index.forget(names.part(ONE))
    assert cache.facts([ONE]) == [None], "swept"


def test_parts_are_looked_for_where_redis_may_not_know_all(cache, read):
    assert cache.facts([ONE, TWO]) == [None, None]
    assert read == [names.part(ONE), names.part(TWO)]


@pytest.mark.usefixtures("far")
def test_facts_of_what_stands_in_are_not_kept(cache):
    cache.add_part(TWO, b"other voice", {"samples": 7})
    cache.stand_in(ONE, TWO, seconds=1000)
    assert cache.facts([ONE]) == [{"samples": 7}]
    cache.stand_in(ONE, TWO, seconds=-1)
    assert cache.facts([ONE]) == [None]


@pytest.mark.usefixtures("far")
def test_facts_are_known_without_redis(store, own_redis):
    cache = AudioCache(store, Index(connect(own_redis.url)))
    cache.add_part(ONE, b"sound", {"samples": 5})
    cache.index.complete()
    own_redis.stop()
    assert cache.facts([ONE, TWO]) == [{"samples": 5}, None]


@pytest.mark.usefixtures("far")
def test_a_far_store_is_not_asked_for_what_is_being_made(cache):
    cache.add_recording(A, b"sound", {})
    cache.begin(A, [ONE])
    assert cache.recording_unless_pending(A) is None
    assert cache.recording(A) is not None
    cache.index.ready(A)
    assert cache.recording_unless_pending(A) is not None


@pytest.mark.usefixtures("far")
def test_a_recording_is_finished_once_it_is_stored(cache, read):
    cache.index.complete()
    assert not cache.finished(A)
    assert read == []
    cache.add_recording(A, b"sound", {})
    assert cache.finished(A)


def test_what_redis_knows_to_be_new_is_not_looked_for(cache, monkeypatch):
    cache.index.complete()
    monkeypatch.setattr(cache.store, "stamp", None)
    assert cache.begin(A, [ONE, TWO]) == ["won", "won"]


def test_that_it_was_heard_is_told_once_a_minute(cache, monkeypatch):
    cache.add_recording(A, b"sound", {})
    told = []
    monkeypatch.setattr(cache.index, "touch", told.append)
    for _ in range(3):
        cache.heard(A)
    cache.heard(B)
    assert len(told) == len(set(told)) == 2
    monkeypatch.setattr("audio_cache.cache.LATELY", 0.0)
    cache.heard(A)
    assert told == [told[0], told[1], told[0]]


def test_what_redis_was_not_told_is_told_later(cache, monkeypatch):
    def away(_):
        raise IndexUnavailableError

    told = []
    monkeypatch.setattr(cache.index, "touch", away)
    cache.heard(A)
    monkeypatch.setattr(cache.index, "touch", told.append)
    cache.heard(A)
    assert len(told) == 1


def test_names_that_were_told_do_not_pile_up(cache):
    for number in range(MEMO + 9):
        cache.heard(f"{number:064x}")
    assert len(cache._told) == MEMO


def test_a_stand_in_is_heard_for_a_while(cache):
    cache.add_part(TWO, b"other voice", {})
    cache.stand_in(ONE, TWO, seconds=1000)
    assert cache.part(ONE).key == TWO
    cache.stand_in(ONE, TWO, seconds=-1)
    assert cache.part(ONE) is None
    assert cache.begin(A, [ONE]) == ["won"]


def test_a_recording_that_stands_in(cache):
    cache.add_recording(B, b"other voice", {})
    cache.stand_in_recording(A, B, seconds=1000)
    assert cache.recording(A).key == B
    cache.stand_in_recording(A, B, seconds=-1)
    assert cache.recording(A) is None


def test_the_first_recipe_stays(cache):
    cache.keep_recipe(A, b"one")
    cache.keep_recipe(A, b"two")
    assert cache.recipe(A) == b"one"
    assert cache.recipe(B) is None


@pytest.mark.parametrize(
    "key", ["", "../x", "A" * 64, "a" * 63, "a" * 65, "a" * 63 + "\n", "é" * 64]
)
def test_nothing_but_a_key_becomes_a_path(cache, key):
    with pytest.raises(ValueError, match="not a key"):
        cache.part(key)


def test_a_manifest_is_plain_json(cache):
    cache.add_recording(A, b"sound", {"title": "Quận ủy"})
    facts = json.loads(cache.store.read(names.manifest(A)))
    assert facts["title"] == "Quận ủy"
    assert facts["length"] == 5
