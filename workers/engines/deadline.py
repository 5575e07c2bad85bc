"""A total deadline for work that has none of its own.

A socket's timeout starts anew with every byte, and looking a name up has none: only leaving the
work behind in another thread bounds both. Few may be left behind at once.
"""

import os
import queue
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from reader.errors import EngineBrokenError

T = TypeVar("T")

Outcome = tuple[T | None, BaseException | None]
Task = tuple[Callable[[], T], "queue.SimpleQueue[Outcome[T]]"]

REST = 30.0
"""Seconds that an engine which hangs is left alone."""


class Deadline(Generic[T]):
    """Does work in another thread, and waits for it no longer than `seconds`.

    A thread that has done its work waits for more: starting one takes as long as a short line does.
    """

    def __init__(self, seconds: float, most: int = 4) -> None:
        self.seconds = seconds
        self._most = most
        self._begin()

    def run(self, work: Callable[[], T], seconds: float | None = None) -> T:
        """What `work` gives, or raises.

        Raises:
            EngineBrokenError: the time is over; or too much is still hanging from before.
        """
        if self._process != os.getpid():
            self._begin()  # no thread comes along through a fork
        if not self._slots.acquire(blocking=False):
            raise EngineBrokenError("earlier requests still hang", REST)
        outcome: queue.SimpleQueue[Outcome[T]] = queue.SimpleQueue()
        self._free().put((work, outcome))
        allowed = self.seconds if seconds is None else seconds
        try:
            result, error = outcome.get(timeout=allowed)
        except queue.Empty:
            raise EngineBrokenError(f"no answer within {allowed:g} s", REST) from None
        if error is not None:
            raise error
        return result  # type: ignore[return-value]  # no error, so it is what `work` gave

    def _begin(self) -> None:
        self._process = os.getpid()
        self._slots = threading.Semaphore(self._most)
        self._idle: list[queue.SimpleQueue[Task[T]]] = []

    def _free(self) -> "queue.SimpleQueue[Task[T]]":
        """Where a thread takes its tasks that has none now."""
        try:
            return self._idle.pop()
        except IndexError:
            tasks: queue.SimpleQueue[Task[T]] = queue.SimpleQueue()
            threading.Thread(target=self._serve, args=(tasks,), daemon=True).start()
            return tasks

    def _serve(self, tasks: "queue.SimpleQueue[Task[T]]") -> None:
        while True:
            self._do(*tasks.get(), tasks)

    def _do(
        self,
        work: Callable[[], T],
        outcome: "queue.SimpleQueue[Outcome[T]]",
        tasks: "queue.SimpleQueue[Task[T]]",
    ) -> None:
        found = _tried(work)
        self._idle.append(tasks)
        self._slots.release()
        outcome.put(found)


def _tried(work: Callable[[], T]) -> Outcome[T]:
    try:
        return work(), None
    except BaseException as error:  # noqa: BLE001 - raised again in the caller's thread
        return None, error
