"""First come, first served: few at a time do what all would finish late if they did it together."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Turns:
    """Lets `at_once` do some work, and the next whenever one is done.

    Nobody waits longer than `patience` seconds: where the work hangs, those who wait fare no worse
    for it than without turns.
    """

    def __init__(self, at_once: int, patience: float) -> None:
        self._free = threading.Semaphore(at_once)
        self._patience = patience

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Wait for one's turn, and do the work within."""
        mine = self._free.acquire(timeout=self._patience)
        try:
            yield
        finally:
            if mine:
                self._free.release()
