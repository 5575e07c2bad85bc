import os
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from audio_cache import AudioCache, names, rebuild
from audio_cache.sweep import Bounds, sweep

KEYS = [f"{n:064x}" for n in range(10)]


@pytest.fixture
def filled(cache, redis):
    """Ten recordings of some 1,000 bytes, the first heard ten hours ago, the last one hour ago."""
    for n, key in enumerate(KEYS):
        cache.add_recording(key, b"x" * 1000, {})
        heard = time.time() - 3600 * (10 - n)
        redis.zadd("reader:heard", {names.audio(key): heard})
        read_at(cache, key, heard)
    return cache


def read_at(cache, key, when):
    """What reading the file leaves behind."""
    file = cache.store.file(names.audio(key))
    os.utime(file, ns=(int(when * 1e9), file.stat().st_mtime_ns))


def left(cache):
    return [n for n, key in enumerate(KEYS) if cache.recording(key)]


def test_within_bounds_nothing_goes(filled):
    assert sweep(filled, Bounds(size=10_000, age=11 * 3600)) == 0
    assert sweep(filled, Bounds()) == 0
    assert left(filled) == list(range(10))


def test_too_much_sheds_the_least_recently_heard(filled):
    assert sweep(filled, Bounds(size=7_500)) == 3
    assert left(filled) == [3, 4, 5, 6, 7, 8, 9]
    assert filled.index.totals() == (7, 7000)
    assert sweep(filled, Bounds(size=7_500)) == 0


def test_what_was_heard_again_stays(filled):
    filled.heard(KEYS[0])
    sweep(filled, Bounds(size=5_000))
    assert left(filled) == [0, 6, 7, 8, 9]


def test_what_nginx_gave_out_stays(filled):
    read_at(filled, KEYS[1], time.time())
    sweep(filled, Bounds(size=5_000))
    assert left(filled) == [1, 6, 7, 8, 9]


def test_what_is_too_old_goes(filled):
    assert sweep(filled, Bounds(age=4.5 * 3600)) == 6
    assert left(filled) == [6, 7, 8, 9]


def test_a_full_disk_sheds_too(filled, monkeypatch):
    room = [500]
    monkeypatch.setattr(filled.store, "free", lambda: room[0])
    remove = filled.store.remove

    def removing(name):
        room[0] += 1000 if name.endswith(".mp3") else 0
        remove(name)

    monkeypatch.setattr(filled.store, "remove", removing)
    sweep(filled, Bounds(reserve=2_400))
    assert left(filled) == [2, 3, 4, 5, 6, 7, 8, 9]


def test_a_file_that_is_being_read_is_read_to_its_end(filled):
    with filled.store.file(names.audio(KEYS[0])).open("rb") as file:
        start = file.read(10)
        sweep(filled, Bounds(size=1))
        assert filled.store.file(names.audio(KEYS[0])) is None
        assert start + file.read() == b"x" * 1000


def test_what_is_pinned_stays(filled, redis):
    for n in (0, 3):
        filled.pin(KEYS[n])
        filled.pin(KEYS[n])
    sweep(filled, Bounds(size=4_500))
    sweep(filled, Bounds(age=4.5 * 3600))
    assert left(filled) == [0, 3, 8, 9]
    redis.flushall()
    rebuild(filled)
    while sweep(filled, Bounds(size=1)):
        pass
    assert left(filled) == [0, 3]
    filled.unpin(KEYS[0])
    redis.zadd("reader:heard", {names.audio(KEYS[0]): 1})
    read_at(filled, KEYS[0], 1)
    sweep(filled, Bounds(size=1_500))
    assert left(filled) == [3]


def test_two_nodes_that_sweep_at_once_shed_no_more_than_one(filled):
    other = AudioCache(filled.store, filled.index)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda node: sweep(node, Bounds(size=5_500)), (filled, other)))
    assert left(filled) == [5, 6, 7, 8, 9]
    assert filled.index.totals() == (5, 5000)


def test_what_is_heard_while_others_sweep_is_whole_or_missing(filled):
    """Nobody is ever given half a recording, or another one's."""
    with ThreadPoolExecutor(3) as pool:
        swept = pool.submit(sweep, filled, Bounds(size=1_500))
        heard = [filled.recording(key) for key in reversed(KEYS) for _ in range(5)]
        swept.result()
    assert {found.length for found in heard if found} <= {1000}


def test_when_it_was_heard_outlives_redis(filled, redis):
    redis.flushall()
    rebuild(filled)
    sweep(filled, Bounds(size=5_000))
    assert left(filled) == [5, 6, 7, 8, 9]


def test_the_recipe_outlives_the_audio(filled):
    filled.keep_recipe(KEYS[0], b"how")
    sweep(filled, Bounds(size=1))
    assert filled.recipe(KEYS[0]) == b"how"
    assert left(filled) == []
