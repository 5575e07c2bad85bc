"""A total deadline for work that has none of its own.

A socket's timeout starts anew with every byte, and looking a name up has none: only leaving the
work behind in a thread of its own bounds both. Few may be left behind at once.
"""

import queue
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from reader.errors import EngineBrokenError

T = TypeVar("T")

REST = 30.0
"""Seconds that an engine which hangs is left alone."""


class Deadline(Generic[T]):
    """Does work in a thread, and waits for it no longer than `seconds`."""

    def __init__(self, seconds: float, most: int = 4) -> None:
        self.seconds = seconds
        self._slots = threading.Semaphore(most)

    def run(self, work: Callable[[], T], seconds: float | None = None) -> T:
        """What `work` gives, or raises.

        Raises:
            EngineBrokenError: the time is over; or too much is still hanging from before.
        """
        if not self._slots.acquire(blocking=False):
            raise EngineBrokenError("earlier requests still hang", REST)
        outcome: queue.SimpleQueue[tuple[T | None, BaseException | None]] = queue.SimpleQueue()
        threading.Thread(target=self._do, args=(work, outcome), daemon=True).start()
        allowed = self.seconds if seconds is None else seconds
        try:
            result, error = outcome.get(timeout=allowed)
        except queue.Empty:
            raise EngineBrokenError(f"no answer within {allowed:g} s", REST) from None
        if error is not None:
            raise error
        return result  # type: ignore[return-value]  # no error, so it is what `work` gave

    def _do(
        self,
        work: Callable[[], T],
        outcome: "queue.SimpleQueue[tuple[T | None, BaseException | None]]",
    ) -> None:
        try:
            outcome.put((work(), None))
        except BaseException as error:  # noqa: BLE001 - raised again in the caller's thread
            outcome.put((None, error))
        finally:
            self._slots.release()
