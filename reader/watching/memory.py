"""What a watch remembers of a site from round to round, and whose turn it is. It may be lost.

watch:<site>         hash   address → what was seen there
watch:turn:<site>    1      until the next look is due: of two who look, one does
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any, cast

from redis import Redis, RedisError

from reader.errors import UnavailableError

LASTS = timedelta(days=90)
"""How long a site is remembered that is watched no more."""

AT_WORK = 600
"""Seconds that one look may take before another begins."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A page, or the feed itself, as it was last seen.

    Attributes:
        stamp: of what the feed said of it.
        etag, modified: of the page, as its server named this version.
        checked: when, in Unix seconds; 0: it is to be looked at soon.
        listed: whether it stood in the feed.
    """

    stamp: str = ""
    etag: str = ""
    modified: str = ""
    checked: float = 0.0
    listed: bool = True


class Memory:
    """In Redis. Every method may raise UnavailableError."""

    def __init__(self, redis: "Redis", prefix: str = "reader:watch:") -> None:
        self._redis = redis
        self._prefix = prefix

    def take_turn(self, site: str, seconds: float) -> bool:
        """Whether the caller is the one to look at a site now; the next look is due after that."""
        with self._asked() as redis:
            if not redis.set(f"{self._prefix}work:{site}", "1", nx=True, ex=AT_WORK):
                return False
            milliseconds = max(1, int(seconds * 1000))
            if redis.set(f"{self._prefix}turn:{site}", "1", nx=True, px=milliseconds):
                return True
            redis.delete(f"{self._prefix}work:{site}")
            return False

    def end_turn(self, site: str, *, again: bool) -> None:
        """The look is over; `again`: there is more to do than was done."""
        with self._asked() as redis:
            redis.delete(f"{self._prefix}work:{site}", *[f"{self._prefix}turn:{site}"] * again)

    def of(self, site: str) -> dict[str, Seen]:
        """What was seen of a site, by address."""
        with self._asked() as redis:
            found = cast("dict[str, str]", redis.hgetall(self._prefix + site))
        return {url: Seen(**json.loads(seen)) for url, seen in found.items()}

    def note(self, site: str, seen: dict[str, Seen]) -> None:
        """Remember what was seen."""
        if not seen:
            return
        mapping = {url: json.dumps(asdict(each)) for url, each in seen.items()}
        with self._asked() as redis, redis.pipeline() as pipe:
            pipe.hset(self._prefix + site, mapping=cast("Any", mapping))
            pipe.expire(self._prefix + site, LASTS)
            pipe.execute()

    def forget(self, site: str, url: str) -> None:
        """Forget a page."""
        with self._asked() as redis:
            redis.hdel(self._prefix + site, url)

    @contextmanager
    def _asked(self) -> Iterator["Redis"]:
        try:
            yield self._redis
        except RedisError as error:
            raise UnavailableError(f"nothing can be remembered: {error!r}") from error
