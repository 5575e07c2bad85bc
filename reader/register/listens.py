"""How often each article was listened to, day by day: totals, and nothing about who listened.

    listens:<site>:<day>   hash   id → times     in Redis, for a year and a month

The days are those of Vietnam. `keep` writes a day down in the store, so that it outlives Redis.
"""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import PurePosixPath
from typing import Any, cast

from redis import Redis, RedisError

from audio_cache import Store
from reader.clock import day
from reader.errors import UnavailableError

LASTS = timedelta(days=400)
"""How long a day is remembered."""


class Listens:
    """Totals by site, article and day. Every method may raise UnavailableError."""

    def __init__(self, store: Store, redis: "Redis", prefix: str = "reader:listens:") -> None:
        self.store = store
        self._redis = redis
        self._prefix = prefix

    def add(self, site: str, id_: str, now: datetime) -> None:
        """Count one more."""
        key = self._key(site, day(now))
        with self._asked() as redis, redis.pipeline(transaction=False) as pipe:
            pipe.hincrby(key, id_, 1)
            pipe.expire(key, LASTS)
            pipe.execute()

    def on(self, site: str, when: date) -> Counter[str]:
        """How often each article of a site was listened to on a day."""
        with self._asked() as redis:
            found = cast("dict[str, str]", redis.hgetall(self._key(site, when)))
        return Counter({id_: int(times) for id_, times in found.items()})

    def lately(self, site: str, days: int, now: datetime) -> dict[date, Counter[str]]:
        """The last days, oldest first, today among them."""
        today = day(now)
        dates = [today - timedelta(days=ago) for ago in reversed(range(days))]
        with self._asked() as redis, redis.pipeline(transaction=False) as pipe:
            for each in dates:
                pipe.hgetall(self._key(site, each))
            found = pipe.execute()
        return {
            each: Counter({id_: int(times) for id_, times in counts.items()})
            for each, counts in zip(dates, found, strict=True)
        }

    def keep(self, site: str, now: datetime) -> None:
        """Write yesterday and today down in the store; a Redis that lost the rest is told of it."""
        with self._asked() as redis:
            lost = redis.set(self._prefix + "known:" + site, "1", nx=True)
        if lost:
            for name, _ in self.store.stamps(f"sites/{site}/listens"):
                self._keep(site, date.fromisoformat(PurePosixPath(name).stem))
        for ago in (1, 0):
            self._keep(site, day(now) - timedelta(days=ago))

    def _keep(self, site: str, when: date) -> None:
        name = f"sites/{site}/listens/{when.isoformat()}.json"
        data = self.store.read(name)
        kept: dict[str, int] = json.loads(data) if data else {}
        counted = self.on(site, when)
        known = {id_: max(times, kept.get(id_, 0)) for id_, times in {**kept, **counted}.items()}
        if known != kept:
            self.store.replace(name, json.dumps(known).encode())
        if known != counted:
            with self._asked() as redis:
                redis.hset(self._key(site, when), mapping=cast("Any", known))
                redis.expire(self._key(site, when), LASTS)

    def _key(self, site: str, when: date) -> str:
        return f"{self._prefix}{site}:{when.isoformat()}"

    @contextmanager
    def _asked(self) -> Iterator["Redis"]:
        try:
            yield self._redis
        except RedisError as error:
            raise UnavailableError(f"listens cannot be counted: {error!r}") from error
