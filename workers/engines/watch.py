"""No line takes for ever, whoever speaks it.

LINE seconds → the engine is interrupted, and counts as broken
and GRACE more → code that cannot be interrupted: the process ends, and says on stderr where it hung
"""

import faulthandler
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from reader.errors import EngineBrokenError
from workers.engines.deadline import REST

GRACE = 5.0
STDERR = 2


@contextmanager
def watched(seconds: float) -> Iterator[None]:
    """Bound what is done within; in the main thread alone, which is the one that works on jobs.

    Raises:
        EngineBrokenError: the time is over.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    # By its number: Celery puts something else in sys.stderr's place.
    faulthandler.dump_traceback_later(seconds + GRACE, exit=True, file=STDERR)
    handler = signal.signal(signal.SIGALRM, _interrupt)
    others = signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, *others)
        signal.signal(signal.SIGALRM, handler)
        faulthandler.cancel_dump_traceback_later()


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise EngineBrokenError("it hung over one line", REST)
