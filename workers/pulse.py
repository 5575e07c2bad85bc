"""Keeps a claim while its process lives: it is renewed from a thread, however long a line takes."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from audio_cache import IndexUnavailableError

EVERY = 1.0
"""Seconds between two renewals: a claim outlives its process by no more than its lease."""


@contextmanager
def beating(renew: Callable[[], object], every: float = EVERY) -> Iterator[None]:
    """Renew again and again until the work is over; then nothing of it is still on its way."""
    over = threading.Event()
    thread = threading.Thread(target=_beat, args=(renew, over, every), daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _beat(renew: Callable[[], object], over: threading.Event, every: float) -> None:
    while not over.wait(every):
        # Redis that is away has forgotten nothing yet, or all of it.
        with suppress(IndexUnavailableError):
            renew()
