"""Children kept alive: started, started again when they die, ended together.

No threads and no signals of its own: whoever runs it calls `tend` a few times a second. Each child
leads a process group, so that what it started ends with it, and on Linux the kernel ends it when
this process dies, whatever it died of.
"""

import contextlib
import ctypes
import functools
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from reader.errors import UnavailableError

log = logging.getLogger(__name__)

PR_SET_PDEATHSIG = 1
SHORTEST_WAIT = 0.5
LONGEST_WAIT = 30.0
HEALTHY = 60.0
"""Seconds after which a child has shown that it can live: its next wait is short again."""


@dataclass
class Child:
    """One program that should be running.

    Attributes:
        name: what the log calls it.
        command: the program and its arguments.
        environ: its whole environment.
        files: open file descriptors that it inherits, under the same numbers.
    """

    name: str
    command: Sequence[str]
    environ: Mapping[str, str]
    files: Sequence[int] = ()
    process: subprocess.Popen[bytes] | None = None
    _started: float = 0.0
    _wait: float = field(default=SHORTEST_WAIT, repr=False)
    _due: float | None = field(default=None, repr=False)

    def start(self) -> None:
        """Run the command."""
        self.process = subprocess.Popen(
            self.command,
            env=dict(self.environ),
            pass_fds=self.files,
            stdin=subprocess.DEVNULL,
            # A group, but no session of its own: Linux parts the processor among sessions first, and
            # niceness in one counts for nothing in another.
            process_group=0,
            # This process has one thread, so nothing can be half done at the fork.
            preexec_fn=die_with_parent(),  # noqa: PLW1509
        )
        self._started, self._due = time.monotonic(), None

    def tend(self) -> int | None:
        """Start it again once its wait is over; the exit code if it has just been found dead."""
        if self._due is not None:
            if time.monotonic() >= self._due:
                self.start()
            return None
        code = None if self.process is None else self.process.poll()
        if code is not None:
            self._bury(code)
        return code

    def _bury(self, code: int) -> None:
        self._kill_group()
        now = time.monotonic()
        wait = SHORTEST_WAIT if now - self._started >= HEALTHY else self._wait
        self._wait, self._due = min(2 * wait, LONGEST_WAIT), now + wait
        log.warning("child-ended name=%s code=%d again_in=%.1fs", self.name, code, wait)

    def end(self) -> None:
        """Ask it to end; `ended` waits for that."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def ended(self, deadline: float) -> None:
        """Wait for it, until the monotonic `deadline` at most; then it and its own are killed."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            log.warning("child-killed name=%s", self.name)
        self._kill_group()
        self.process.wait()
        self.process, self._due = None, None

    def _kill_group(self) -> None:
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):  # the group is empty, as it should be
                os.killpg(self.process.pid, signal.SIGKILL)


def end(children: Iterable[Child], within: float) -> None:
    """End all of them, side by side, within so many seconds."""
    deadline = time.monotonic() + within
    listed = list(children)
    for child in listed:
        child.end()
    for child in listed:
        child.ended(deadline)


def wait_until(
    ready: Callable[[], bool], children: Iterable[Child], going: Callable[[float], bool]
) -> bool:
    """Wait until `ready()`; a child that ends before is an error, not a thing to try again.

    `going(seconds)` sleeps and says whether to go on; False here means that it said no.

    Raises:
        UnavailableError: naming the child that ended.
    """
    listed = list(children)
    while not ready():
        for child in listed:
            if child.process is not None and (code := child.process.poll()) is not None:
                raise UnavailableError(f"{child.name} ended with code {code} before it was ready")
        if not going(0.05):
            return False
    return True


@functools.cache
def die_with_parent() -> Callable[[], None] | None:
    """What a new child calls so that Linux ends it together with its parent."""
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None).prctl
    return lambda: prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
