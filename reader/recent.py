"""One answer for all who ask at once, and for a while after: a page is fetched once for fifty presses."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from typing import Generic, TypeVar

T = TypeVar("T")


class Recent(Generic[T]):
    """Answers by key, kept for so many seconds, at most so many. Failures are told, never kept."""

    def __init__(self, seconds: float = 60.0, most: int = 500) -> None:
        self._seconds = seconds
        self._most = most
        self._lock = threading.Lock()
        self._answers: OrderedDict[str, tuple[float, Future[T]]] = OrderedDict()

    def has(self, key: str) -> bool:
        """Whether an answer is here, or being made."""
        with self._lock:
            return (
                key in self._answers and time.monotonic() - self._answers[key][0] <= self._seconds
            )

    def get(self, key: str, make: Callable[[], T]) -> T:
        """The answer; whoever asks first makes it, the others wait for him. Raises what he does."""
        answer, first = self._answer(key)
        if first:
            try:
                answer.set_result(make())
            except BaseException as error:  # noqa: BLE001 - told to all who wait, and raised below
                with self._lock:
                    self._answers.pop(key, None)
                answer.set_exception(error)
        return answer.result()

    def _answer(self, key: str) -> "tuple[Future[T], bool]":
        now = time.monotonic()
        with self._lock:
            while self._answers and self._is_over(now):
                self._answers.popitem(last=False)
            if key in self._answers:
                return self._answers[key][1], False
            if len(self._answers) >= self._most:
                self._answers.popitem(last=False)
            self._answers[key] = (now, Future())
            return self._answers[key][1], True

    def _is_over(self, now: float) -> bool:
        since, _ = next(iter(self._answers.values()))
        return now - since > self._seconds
