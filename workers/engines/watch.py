"""No line takes for ever, whoever speaks it.

LINE seconds → the engine is interrupted, and counts as broken
and GRACE more → code that cannot be interrupted: the process ends, and says on stderr where it hung
"""

import faulthandler
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from reader.errors import EngineBrokenError
from workers.engines.deadline import REST

GRACE = 5.0

SLACK = 1.0
"""Seconds by which a process may end later than that: setting its end takes a thread each time."""

STDERR = 2


class _End:
    """When this process ends; there is one such time in a process."""

    def __init__(self) -> None:
        self._at = 0.0
        self._put_off = False

    def set(self, seconds: float) -> None:
        """Let it end so many seconds from now; those that are put off, up to SLACK later."""
        earliest = time.monotonic() + seconds
        if self._put_off and earliest <= self._at <= earliest + SLACK:
            return
        self._at = earliest + SLACK
        # By its number: Celery puts something else in sys.stderr's place.
        faulthandler.dump_traceback_later(seconds + SLACK, exit=True, file=STDERR)

    def call_off(self) -> None:
        """Let it go on, unless there is a next line by which it is put off."""
        if not self._put_off:
            self._at = 0.0
            faulthandler.cancel_dump_traceback_later()

    @contextmanager
    def put_off(self) -> Iterator[None]:
        """Within, a line's end calls nothing off."""
        self._put_off = True
        try:
            yield
        finally:
            self._put_off = False
            self.call_off()


_end = _End()


@contextmanager
def watched_lines() -> Iterator[None]:
    """Around lines that are spoken one after the other, each of them watched."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    with _end.put_off():
        yield


@contextmanager
def watched(seconds: float) -> Iterator[None]:
    """Bound what is done within; in the main thread alone, which is the one that works on jobs.

    Raises:
        EngineBrokenError: the time is over.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    _end.set(seconds + GRACE)
    handler = signal.signal(signal.SIGALRM, _interrupt)
    others = signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, *others)
        signal.signal(signal.SIGALRM, handler)
        _end.call_off()


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise EngineBrokenError("it hung over one line", REST)
