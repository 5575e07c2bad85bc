"""Work that waits until other work is done, but not for long."""

import contextvars
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from reader.errors import UnavailableError

PATIENCE = 0.25
"""Seconds: a voice on this machine speaks a first part in less, one that waits for a network does not."""


@contextmanager
def afterwards(work: Callable[[], None], patience: float = PATIENCE) -> Iterator[None]:
    """Do something once the block has ended, well or not; or meanwhile, where the block takes long.

    Raises:
        UnavailableError: it could not be done.
    """
    done = threading.Event()

    def early() -> None:
        with suppress(UnavailableError):  # it is tried again at the end
            work()
            done.set()

    same_trace = contextvars.copy_context()
    timer = threading.Timer(patience, same_trace.run, (early,))
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        if not done.is_set():
            work()
