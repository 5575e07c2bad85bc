"""What holds of a folder alone."""

import os
import signal
import subprocess
import sys

import pytest

from audio_cache import LocalStore, StoreFullError

NAME = "parts/ab/x.part"


def test_nothing_temporary_stays(local):
    local.add(NAME, b"one")
    local.add(NAME, b"two")
    local.replace(NAME, b"three")
    assert [name for name, _ in local.stamps("parts")] == [NAME]
    assert [path.name for path in local.root.rglob("*") if path.is_file()] == ["x.part"]


def test_a_writer_killed_midway_leaves_no_name(local):
    """The process dies after writing its bytes and before they have their name."""
    killed = """
import os, signal, sys
from pathlib import Path
from audio_cache import LocalStore
os.link = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
LocalStore(Path(sys.argv[1])).add("parts/ab/x.part", b"half")
"""
    done = subprocess.run([sys.executable, "-c", killed, local.root], check=False)
    assert done.returncode == -signal.SIGKILL
    assert local.read(NAME) is None
    assert list(local.stamps("parts")) == []
    assert local.add(NAME, b"whole")


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
