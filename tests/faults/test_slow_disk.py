"""A disk that takes a second for each fsync: new articles begin later, and nobody else notices."""

import re
import shutil
import subprocess
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.faults.articles import ARTICLE, long_article
from tests.faults.listener import Listener
from tests.running import service, wait_for

DELAY = 1.0
"""Seconds that every fsync takes."""

SYNCED = re.compile(r"fsync.*\(DELAYED\) <(?P<seconds>[0-9.]+)>")

pytestmark = pytest.mark.skipif(not shutil.which("strace"), reason="tests/install-apt installs it")


@pytest.fixture(scope="module")
def running():
    with service({"READER_WORKERS": "1"}) as started:
        yield started


@contextmanager
def slow_disk(running, said: Path):
    """Hold up every fsync of every process, as it enters the kernel; `said` gets one line for each."""
    pids = [str(process.pid) for process in running.processes("python")]
    command = ["strace", "-f", "-qq", "-T", "-e", "trace=fsync", "-o", str(said)]
    command += ["-e", f"inject=fsync:delay_enter={DELAY}s"]
    strace = subprocess.Popen([*command, *(word for pid in pids for word in ("-p", pid))])
    try:
        wait_for(lambda: strace.poll() is not None or all(map(_traced, pids)))
        if strace.poll() is not None:
            pytest.skip("this machine lets nobody trace another process")
        yield
    finally:
        strace.terminate()
        strace.wait(30)


def _traced(pid: str) -> bool:
    return "TracerPid:\t0\n" not in Path(f"/proc/{pid}/status").read_text()


class Looker:
    """Asks for something ready again and again; `longest` is how long one answer took, in seconds."""

    def __init__(self, running, key: str) -> None:
        self.longest, self.answers = 0.0, []
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, args=(running, key), daemon=True)
        self._thread.start()

    def _look(self, running, key: str) -> None:
        while not self._over.wait(0.05):
            began = time.monotonic()
            self.answers.append(running.ask("GET", f"/v1/recordings/{key}/audio.mp3").body)
            self.longest = max(self.longest, time.monotonic() - began)

    def stop(self) -> None:
        self._over.set()
        self._thread.join(30)


def test_a_slow_disk_holds_up_who_begins_and_nobody_else(running, table, tmp_path):
    ready = running.until_ready(running.press(ARTICLE)["key"])["key"]
    heard = running.ask("GET", f"/v1/recordings/{ready}/audio.mp3").body
    said = tmp_path / "fsyncs"
    with slow_disk(running, said):
        looker = Looker(running, ready)
        began = time.monotonic()
        keys = [running.press(long_article(f"đĩa chậm {n}", 1))["key"] for n in range(2)]
        pressed = (time.monotonic() - began) / len(keys)
        meanwhile = len(looker.answers)
        listeners = [Listener(running.address, key) for key in keys]
        sounds = [listener.to_the_end() for listener in listeners]
        looker.stop()
    delays = [float(found["seconds"]) for found in SYNCED.finditer(said.read_text())]
    assert min(delays) >= DELAY, "every one was slow"
    assert len(delays) > 10, "and there were many"
    assert pressed >= DELAY, "the disk was waited for"
    assert meanwhile > 5 * len(keys), "but not by those who hear what is ready"
    assert set(looker.answers) == {heard}
    assert [listener.cuts for listener in listeners] == [0, 0]
    for key, sound in zip(keys, sounds, strict=True):
        assert running.until_ready(key)["state"] == "ready"
        assert running.ask("GET", f"/v1/recordings/{key}/audio.mp3").body == sound
    began = time.monotonic()
    assert running.until_ready(running.press("Bài mới, đĩa đã khỏe.")["key"])["state"] == "ready"
    table(
        "disk slow",
        f"{len(delays)} fsyncs, {min(delays):.1f} s each at least",
        f"a press takes {pressed:.1f} s; others answered in {looker.longest:.2f} s, listeners not cut",
        time.monotonic() - began,
    )
