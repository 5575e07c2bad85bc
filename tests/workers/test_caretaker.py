import os
import time

from audio_cache import Bounds
from workers.caretaker import Caretaker

KEYS = [f"{n:064x}" for n in range(3)]


def fill(cache):
    for key in KEYS:
        cache.add_recording(key, b"x" * 1000, {})


def test_what_redis_lost_is_noted_again_by_itself(cache, redis):
    fill(cache)
    before = cache.index.totals()
    redis.flushall()
    fill_one = KEYS[0]
    cache.add_recording(fill_one, b"x" * 1000, {})
    Caretaker(cache, Bounds()).look_after()
    assert cache.index.totals() == before == (3, 3000)


def test_what_is_out_of_bounds_goes(cache):
    fill(cache)
    Caretaker(cache, Bounds(size=2_500)).look_after()
    assert cache.index.totals() == (2, 2000)


def test_one_looks_after_it_at_a_time(cache):
    fill(cache)
    assert cache.index.lock("bounds", 60)
    Caretaker(cache, Bounds(size=1)).look_after()
    assert cache.index.totals() == (3, 3000)


def test_what_killed_processes_left_is_tidied_up(cache):
    fill(cache)
    left = [cache.store.root / "parts" / name for name in ("old.tmp", "new.tmp")]
    left[0].parent.mkdir()
    for path in left:
        path.write_bytes(b"half")
    day = time.time() - 86_400
    os.utime(left[0], (day, day))
    Caretaker(cache, Bounds()).look_after()
    assert [path.exists() for path in left] == [False, True], "somebody may be writing the new one"
    assert all(cache.recording(key) for key in KEYS)
