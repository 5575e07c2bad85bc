"""Real children: small Python programs that live, die, linger, or refuse to end."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.cli.supervisor import Child, end, wait_until
from reader.errors import UnavailableError

LIVE = "import signal; signal.pause()"
DIE = "raise SystemExit(3)"
STUBBORN = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); signal.pause()"
PARENT = """
import subprocess, sys
child = subprocess.Popen([sys.executable, "-c", "import signal; signal.pause()"])
open(sys.argv[1], "w").write(str(child.pid))
child.wait()
"""


def until(condition: Callable[[], bool], seconds: float = 30.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.01)


def is_gone(pid: int) -> bool:
    """Dead, or dead and waiting to be collected by whoever adopted it."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


@pytest.fixture
def run() -> Iterator[Callable[..., Child]]:
    started: list[Child] = []

    def start(program: str, *arguments: str) -> Child:
        child = Child("test", [sys.executable, "-c", program, *arguments], dict(os.environ))
        started.append(child)
        child.start()
        return child

    yield start
    end(started, within=5)


def pid(child: Child) -> int:
    assert child.process is not None
    return child.process.pid


def test_a_living_child_is_left_alone(run: Callable[..., Child]) -> None:
    child = run(LIVE)
    before = pid(child)
    assert child.tend() is None
    assert pid(child) == before


def test_a_dead_child_is_started_again(run: Callable[..., Child]) -> None:
    child = run(LIVE)
    before = pid(child)
    os.kill(before, signal.SIGKILL)
    until(lambda: child.tend() == -signal.SIGKILL)
    until(lambda: child.tend() is None and pid(child) != before)


def test_one_that_keeps_dying_is_waited_for_ever_longer(
    run: Callable[..., Child], caplog: pytest.LogCaptureFixture
) -> None:
    child = run(DIE)
    codes = []

    def twice() -> bool:
        codes.append(child.tend())
        return codes.count(3) == 2

    until(twice)
    assert "again_in=0.5s" in caplog.messages[0]
    assert "again_in=1.0s" in caplog.messages[1]


def test_what_a_child_started_ends_with_it(run: Callable[..., Child], tmp_path: Path) -> None:
    note = tmp_path / "pid"
    child = run(PARENT, str(note))
    until(lambda: note.exists() and bool(note.read_text()))
    os.kill(pid(child), signal.SIGKILL)
    until(lambda: child.tend() is not None)
    until(lambda: is_gone(int(note.read_text())))


def test_a_child_leads_a_group_in_our_session_where_its_niceness_counts(
    run: Callable[..., Child],
) -> None:
    child = run(LIVE)
    assert os.getpgid(pid(child)) == pid(child)
    assert os.getsid(pid(child)) == os.getsid(0)


def test_the_end_is_the_end(run: Callable[..., Child]) -> None:
    child = run(LIVE)
    before = pid(child)
    end([child], within=5)
    assert is_gone(before)
    assert child.tend() is None


def test_a_child_that_will_not_end_is_killed_in_time(tmp_path: Path) -> None:
    output = tmp_path / "output"
    program = f"import sys; sys.stdout = open({str(output)!r}, 'w'); {STUBBORN}"
    child = Child("stubborn", [sys.executable, "-c", program], dict(os.environ))
    child.start()
    before = pid(child)
    until(lambda: output.exists() and "deaf" in output.read_text())
    end([child], within=0.2)
    assert is_gone(before)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends children with their parent")
def test_children_end_even_when_their_parent_is_killed() -> None:
    program = f"""
import os, signal, sys
from reader.cli.supervisor import Child
child = Child("child", [sys.executable, "-c", {LIVE!r}], dict(os.environ))
child.start()
print(child.process.pid, flush=True)
signal.pause()
"""
    parent = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    with parent.stdout:
        grandchild = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    until(lambda: is_gone(grandchild))


def test_waiting_ends_when_it_is_ready(run: Callable[..., Child]) -> None:
    assert wait_until(lambda: True, [run(LIVE)], lambda _: True)


def test_waiting_ends_when_told_to(run: Callable[..., Child]) -> None:
    assert not wait_until(lambda: False, [run(LIVE)], lambda _: False)


def test_a_child_that_ends_before_it_is_ready_is_an_error(run: Callable[..., Child]) -> None:
    child = run(DIE)
    with pytest.raises(UnavailableError, match="test ended with code 3 before it was ready"):
        wait_until(lambda: False, [child], lambda _: True)
