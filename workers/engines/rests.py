"""Which engine rests: asked too often or away, nobody troubles it for a while.

    speaks → rest(seconds) → rests → one probe at a time → recovered → speaks
                               ↑            │
                               └── rest ────┘

In Redis a rest holds for every worker; in memory, for a program that speaks alone.
"""

import logging
import time
from typing import Protocol

from redis import Redis, RedisError

log = logging.getLogger(__name__)

PROBE = 15.0
"""Seconds that one probe may take before another is let through."""

REMEMBERED = 24 * 3600.0
"""Seconds after its rest that an engine is still only probed."""


class Rests(Protocol):
    """A circuit breaker for each engine."""

    def is_resting(self, engine: str) -> bool:
        """Whether to leave it alone; False for the one caller whose turn it is to probe it."""

    def is_tripped(self, engine: str) -> bool:
        """Whether it has not recovered yet: it rests, or is only probed. Takes nobody's turn."""

    def rest(self, engine: str, seconds: float) -> None:
        """Leave it alone for so long."""

    def recovered(self, engine: str) -> None:
        """It spoke: let everyone through."""


class MemoryRests:
    """Rests of this process alone."""

    def __init__(self) -> None:
        self._until: dict[str, float] = {}

    def is_resting(self, engine: str) -> bool:
        """As `Rests` says."""
        if engine not in self._until:
            return False
        if time.monotonic() < self._until[engine]:
            return True
        self._until[engine] = time.monotonic() + PROBE
        return False

    def is_tripped(self, engine: str) -> bool:
        """As `Rests` says."""
        return engine in self._until

    def rest(self, engine: str, seconds: float) -> None:
        """As `Rests` says."""
        self._until[engine] = time.monotonic() + seconds

    def recovered(self, engine: str) -> None:
        """As `Rests` says."""
        self._until.pop(engine, None)


class RedisRests:
    """Rests that every worker keeps. Redis that is away rests nobody: engines then speak as alone."""

    def __init__(self, redis: "Redis", prefix: str = "reader:") -> None:
        self._redis = redis
        self._prefix = prefix

    def is_resting(self, engine: str) -> bool:
        """As `Rests` says."""
        tripped, turn = self._keys(engine)
        try:
            if not self._redis.exists(tripped):
                return False
            return not self._redis.set(turn, 1, nx=True, px=_ms(PROBE))
        except RedisError as error:
            log.warning("rests-unavailable", extra={"error": repr(error)})
            return False

    def is_tripped(self, engine: str) -> bool:
        """As `Rests` says."""
        try:
            return bool(self._redis.exists(self._keys(engine)[0]))
        except RedisError as error:
            log.warning("rests-unavailable", extra={"error": repr(error)})
            return False

    def rest(self, engine: str, seconds: float) -> None:
        """As `Rests` says."""
        tripped, turn = self._keys(engine)
        log.warning("engine-rests", extra={"engine": engine, "seconds": seconds})
        try:
            self._redis.set(turn, 1, px=_ms(seconds))
            self._redis.set(tripped, 1, px=_ms(seconds + REMEMBERED))
        except RedisError as error:
            log.warning("rests-unavailable", extra={"error": repr(error)})

    def recovered(self, engine: str) -> None:
        """As `Rests` says."""
        try:
            if self._redis.delete(*self._keys(engine)):
                log.warning("engine-recovered", extra={"engine": engine})
        except RedisError as error:
            log.warning("rests-unavailable", extra={"error": repr(error)})

    def _keys(self, engine: str) -> tuple[str, str]:
        """Set while it is not trusted; set while it is nobody's turn."""
        return f"{self._prefix}rest:{engine}:tripped", f"{self._prefix}rest:{engine}:turn"


def _ms(seconds: float) -> int:
    return max(round(seconds * 1000), 1)
