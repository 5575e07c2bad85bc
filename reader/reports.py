"""Reports of wrong readings, "Báo đọc sai": which sentences sound wrong, and how often it was said.

A report holds the sentence's own words, taken from the recording and not from whoever reports it,
and nothing about him. The same sentence is counted, not listed again; the oldest ones go where
there are too many.
"""

import json
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any, cast

from redis import Redis, RedisError

from reader.errors import UnavailableError

MOST = 5000
"""Sentences that are remembered."""


@dataclass(frozen=True, slots=True)
class Report:
    """A sentence that is said to be read wrongly.

    Attributes:
        recording: key of the recording in which it was heard.
        sentence: its index there.
        text: as the page has it.
        spoken: as it was said.
        times: how often it was reported.
    """

    recording: str
    sentence: int
    text: str
    spoken: str
    times: int = 1

    @property
    def id(self) -> str:
        """The same for the same words, wherever they were heard."""
        return sha256(f"{self.text}\n{self.spoken}".encode()).hexdigest()


class Reports:
    """What listeners reported, in Redis."""

    def __init__(self, redis: "Redis", prefix: str = "reader:reports:") -> None:
        self._redis = redis
        self._said, self._times, self._last = (prefix + name for name in ("said", "times", "last"))

    def add(self, report: Report, now: float) -> None:
        """Count a report; `now` in Unix seconds.

        Raises:
            UnavailableError: Redis is away.
        """
        name = report.id
        said = json.dumps(asdict(report), ensure_ascii=False)
        try:
            with self._redis.pipeline() as pipe:
                pipe.hset(self._said, name, said)
                pipe.hincrby(self._times, name, 1)
                pipe.zadd(self._last, {name: now})
                pipe.zrange(self._last, 0, -MOST - 1)
                old = cast("list[str]", pipe.execute()[-1])
            if old:
                self._forget(old)
        except RedisError as error:
            raise UnavailableError(f"the report was not kept: {error!r}") from error

    def latest(self, count: int = 100) -> list[Report]:
        """The sentences that were reported last, last first.

        Raises:
            UnavailableError: Redis is away.
        """
        try:
            names = cast("list[str]", self._redis.zrevrange(self._last, 0, count - 1))
            said = cast("dict[str, str]", self._redis.hgetall(self._said))
            times = cast("dict[str, str]", self._redis.hgetall(self._times))
        except RedisError as error:
            raise UnavailableError(f"reports cannot be read: {error!r}") from error
        return [_report(said[name], int(times[name])) for name in names if name in said]

    def done(self, id_: str) -> None:
        """Strike a sentence off the list, until it is reported again.

        Raises:
            UnavailableError: Redis is away.
        """
        try:
            self._forget([id_])
        except RedisError as error:
            raise UnavailableError(f"the report stays: {error!r}") from error

    def forget(self, recording: str) -> None:
        """Forget what was reported of a recording.

        Raises:
            UnavailableError: Redis is away.
        """
        try:
            said = cast("dict[str, str]", self._redis.hgetall(self._said))
            names = [name for name, each in said.items() if f'"{recording}"' in each]
            if names:
                self._forget(names)
        except RedisError as error:
            raise UnavailableError(f"reports were not forgotten: {error!r}") from error

    def _forget(self, names: list[str]) -> None:
        with self._redis.pipeline() as pipe:
            pipe.hdel(self._said, *names)
            pipe.hdel(self._times, *names)
            pipe.zrem(self._last, *names)
            pipe.execute()


def _report(said: str, times: int) -> Report:
    found: dict[str, Any] = json.loads(said)
    return Report(**{**found, "times": times})
