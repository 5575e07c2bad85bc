import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from audio_cache import LocalStore, StoreFullError

NAME = "parts/ab/x.part"


def test_what_is_added_is_read(store):
    assert store.add(NAME, b"one")
    assert store.read(NAME) == b"one"
    assert store.stamp(NAME).size == 3


def test_the_first_stored_wins(store):
    store.add(NAME, b"one")
    assert not store.add(NAME, b"two")
    assert store.read(NAME) == b"one"


def test_of_many_writers_at_once_one_wins(store):
    with ThreadPoolExecutor(8) as pool:
        won = list(pool.map(lambda n: store.add(NAME, bytes([n]) * 100_000), range(8)))
    assert sum(won) == 1
    assert store.read(NAME) == bytes([won.index(True)]) * 100_000


def test_replaced_is_replaced(store):
    store.add(NAME, b"one")
    store.replace(NAME, b"two")
    assert store.read(NAME) == b"two"


def test_a_name_that_is_not_there(store):
    assert store.read(NAME) is None
    assert store.stamp(NAME) is None
    store.remove(NAME)


def test_nothing_temporary_stays(store):
    store.add(NAME, b"one")
    store.add(NAME, b"two")
    store.replace(NAME, b"three")
    assert list(store.names("parts")) == [NAME]
    assert [path.name for path in store.root.rglob("*") if path.is_file()] == ["x.part"]


def test_a_writer_killed_midway_leaves_no_name(store):
    """The process dies after writing its bytes and before they have their name."""
    killed = """
import os, signal, sys
from pathlib import Path
from audio_cache import LocalStore
os.link = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
LocalStore(Path(sys.argv[1])).add("parts/ab/x.part", b"half")
"""
    done = subprocess.run([sys.executable, "-c", killed, store.root], check=False)
    assert done.returncode == -signal.SIGKILL
    assert store.read(NAME) is None
    assert list(store.names("parts")) == []
    assert store.add(NAME, b"whole")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a small disk")
def test_a_full_disk_is_said_and_leaves_nothing(tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("this machine does not let us mount")
    try:
        small = LocalStore(disk)
        with pytest.raises(StoreFullError):
            small.add(NAME, b"x" * 200_000)
        assert small.read(NAME) is None
        assert list(disk.rglob("*.tmp")) == []
    finally:
        subprocess.run(["umount", disk], check=True)


def test_others_may_read_what_is_stored(store):
    store.add(NAME, b"one")
    assert store.path(NAME).stat().st_mode & 0o777 == 0o644
