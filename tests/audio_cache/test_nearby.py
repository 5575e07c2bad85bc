import os
import time

import pytest

from audio_cache.nearby import Nearby
from audio_cache.store import Stamp

LONG_AGO = time.time() - 86_400


@pytest.fixture
def nearby(tmp_path):
    return Nearby(tmp_path, limit=10_000)


def used(nearby, name, seconds):
    path = nearby.files.path(name)
    os.utime(path, (LONG_AGO + seconds, path.stat().st_mtime))


def kept(nearby):
    return sorted(name for name, _ in nearby.files.stamps(""))


def test_a_copy_is_there_as_long_as_the_original_is_the_same(nearby):
    nearby.keep("a/x", b"one", written=5 * 10**9)
    assert nearby.copy("a/x").read_bytes() == b"one"
    assert nearby.copy("a/x", Stamp(3, 5 * 10**9))
    assert nearby.copy("a/x", Stamp(3, 5 * 10**9 + 1)) is None
    assert nearby.copy("a/x", Stamp(4, 5 * 10**9)) is None
    assert nearby.copy("a/y") is None


def test_what_was_used_least_recently_goes_first(nearby):
    for n in range(10):
        nearby.keep(f"a/{n}", b"x" * 1000, written=0)
        used(nearby, f"a/{n}", n)
    nearby.copy("a/0")
    nearby.keep("a/new", b"x" * 2000, written=0)
    assert kept(nearby) == ["a/0", "a/3", "a/4", "a/5", "a/6", "a/7", "a/8", "a/9", "a/new"]


def test_what_was_just_used_stays(nearby):
    for n in range(20):
        nearby.keep(f"a/{n}", b"x" * 1000, written=0)
    assert len(kept(nearby)) == 20


def test_what_a_killed_process_left_goes_too(nearby):
    left = nearby.files.root / "a" / "y.tmp"
    left.parent.mkdir()
    left.write_bytes(b"x" * 9_500)
    os.utime(left, (LONG_AGO, LONG_AGO))
    nearby.keep("a/x", b"x" * 1000, written=0)
    assert not left.exists()


def test_many_processes_share_a_folder(tmp_path):
    """Each knows only what it added itself, and looks at the folder often enough for all."""
    several = [Nearby(tmp_path, limit=50_000) for _ in range(4)]
    for n in range(200):
        name = f"a/{n}"
        several[n % 4].keep(name, b"x" * 1000, written=0)
        used(several[0], name, n)
    assert 40 <= len(kept(several[0])) <= 65
    assert "a/199" in kept(several[0])
