"""One answer for all who ask while it is being made: two hundred presses at once are one."""

import threading
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from typing import Generic, TypeVar

T = TypeVar("T")


class Together(Generic[T]):
    """Answers by what is asked; none is kept once it is given."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._making: dict[Hashable, Future[T]] = {}

    def get(self, asked: Hashable, make: Callable[[], T]) -> T:
        """The answer; whoever asks first makes it, the others wait for him. Raises what he does."""
        with self._lock:
            making = self._making.get(asked)
            answer = self._making.setdefault(asked, Future())
        if making is None:
            self._make(asked, answer, make)
        return answer.result()

    def _make(self, asked: Hashable, answer: "Future[T]", make: Callable[[], T]) -> None:
        try:
            answer.set_result(make())
        except BaseException as error:  # noqa: BLE001 - told to all who wait
            answer.set_exception(error)
        finally:
            with self._lock:
                del self._making[asked]
