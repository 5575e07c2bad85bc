"""A Redis client that never makes anybody wait for long."""

import time
from typing import Any, Self

from redis import ConnectionError as LineError
from redis import Redis
from redis import TimeoutError as Silence
from redis.backoff import NoBackoff
from redis.retry import Retry

PATIENCE = 1.0
"""Seconds to connect, and to wait for an answer. A hung Redis costs a caller this once."""

REST = 2.0
"""Seconds that Redis is left alone after it did not answer."""


CONNECTIONS = 10_000
"""As many as Redis itself takes: everybody who listens to what is being made waits on one."""


class Line(Retry):
    """Asks once more where a connection was closed; after a silence nobody waits for the next one."""

    def __init__(self) -> None:
        super().__init__(NoBackoff(), 1, (LineError,))
        self._silent_until = 0.0

    def __deepcopy__(self, _memo: object) -> Self:
        """One for every connection of a client: redis-py would give each its own."""
        return self

    def call_with_retry(self, *how: Any, **more: Any) -> Any:  # noqa: ANN401 - redis-py decides
        """Ask, unless it did not answer a moment ago."""
        if time.monotonic() < self._silent_until:
            raise LineError("Redis did not answer a moment ago")
        try:
            return super().call_with_retry(*how, **more)
        except (LineError, Silence):
            self._silent_until = time.monotonic() + REST
            raise


def connect(url: str, patience: float = PATIENCE) -> "Redis":
    """A client of its own pool; nothing is sent until it is asked something."""
    return Redis.from_url(
        url,
        socket_timeout=patience,
        socket_connect_timeout=patience,
        health_check_interval=25,
        max_connections=CONNECTIONS,
        decode_responses=True,
        retry=Line(),
    )
