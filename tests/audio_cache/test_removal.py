"""What is removed is gone from store and index; what others need is made again."""

import pytest

from audio_cache import AudioCache, Format, Index, IndexUnavailableError, connect, names, remove

A, B, LAYOUT = "a" * 64, "b" * 64, "c" * 64
ONE, TWO, THREE = "1" * 64, "2" * 64, "3" * 64


def everything(cache) -> set[str]:
    folders = (
        names.PARTS,
        names.RECORDINGS,
        names.RECIPES,
        names.LAYOUTS,
        names.OWNERS,
        names.PINS,
    )
    return {name for folder in folders for name, _ in cache.store.stamps(folder)}


def fill(cache, key, *parts):
    cache.keep_recipe(key, b"how")
    cache.own(key, "bac-ha")
    cache.begin(key, parts)
    for part in parts:
        cache.add_part(part, b"sound", {})
        cache.index.settle(part)


def test_nothing_is_left_of_it(cache, redis):
    fill(cache, A, ONE, TWO)
    cache.keep_layout(A, LAYOUT, b"another")
    cache.add_recording(A, b"sound" * 2, {"title": "Tin quận"})
    cache.add_recording(A, b"opus", {}, Format.OPUS)
    cache.pin(A)
    assert len(everything(cache)) == 10
    remove(cache, A, [ONE, TWO])
    assert everything(cache) == set()
    assert cache.recording(A) is None
    assert cache.recipe(A) is None
    assert cache.layout(A, LAYOUT) is None
    assert cache.part(ONE) is None
    assert cache.index.totals() == (0, 0)
    assert not [name for name in redis.scan_iter() if A in name or ONE in name]


def test_one_that_is_being_made_is_pending_no_more(cache):
    cache.keep_recipe(A, b"how")
    cache.begin(A, [ONE])
    cache.begin(B, [ONE])
    remove(cache, A, [ONE])
    assert not cache.index.is_pending(A)
    assert cache.index.settle(ONE) == [B]


def test_another_finished_recording_keeps_its_own_sound(cache):
    fill(cache, A, ONE, TWO)
    fill(cache, B, ONE, THREE)
    cache.add_recording(B, b"its own", {})
    remove(cache, A, [ONE, TWO])
    assert cache.recording(B).path.read_bytes() == b"its own"
    assert cache.recipe(B) == b"how"
    assert cache.owners(B) == {"bac-ha"}


def test_another_unfinished_one_has_the_part_that_they_shared_made_again(cache):
    fill(cache, A, ONE, TWO)
    fill(cache, B, ONE, THREE)
    remove(cache, A, [ONE, TWO])
    assert cache.begin(B, [ONE, THREE]) == ["won", "have"]


def test_stand_ins_go_with_it(cache):
    cache.keep_recipe(A, b"how")
    cache.add_part(TWO, b"fallback", {})
    cache.stand_in(ONE, TWO, seconds=1000)
    cache.add_recording(B, b"fallback", {})
    cache.stand_in_recording(A, B, seconds=1000)
    remove(cache, A, [ONE])
    assert everything(cache) == set()


def test_a_stand_in_that_was_asked_for_itself_stays(cache):
    cache.keep_recipe(B, b"how")
    cache.add_recording(B, b"fallback", {})
    cache.stand_in_recording(A, B, seconds=1000)
    remove(cache, A, [])
    assert cache.recording(A) is None
    assert cache.recording(B) is not None


def test_what_is_damaged_is_removed_as_well(cache):
    fill(cache, A, ONE)
    cache.store.replace(names.part(ONE), b"{")
    cache.store.replace(names.manifest(A), b"{")
    remove(cache, A, [ONE])
    assert everything(cache) == set()


def test_removing_twice_is_removing_once(cache):
    fill(cache, A, ONE)
    remove(cache, A, [ONE])
    remove(cache, A, [ONE])
    assert cache.index.totals() == (0, 0)


def test_with_redis_away_nothing_is_removed_by_half(store, own_redis):
    cache = AudioCache(store, Index(connect(own_redis.url)))
    fill(cache, A, ONE)
    before = everything(cache)
    own_redis.stop()
    with pytest.raises(IndexUnavailableError):
        remove(cache, A, [ONE])
    assert everything(cache) == before


def test_owners_come_and_go(cache):
    for who in ("bac-ha", "nam-ha", "bac-ha"):
        cache.own(A, who)
    assert cache.owners(A) == {"bac-ha", "nam-ha"}
    cache.disown(A, "bac-ha")
    assert cache.owners(A) == {"nam-ha"}
    assert cache.owners(B) == set()


@pytest.mark.parametrize("who", ["", "../x", "A", "a/b", "é", "a" * 64, "-a"])
def test_nothing_but_an_id_becomes_a_path(cache, who):
    with pytest.raises(ValueError, match="not an owner"):
        cache.own(A, who)
