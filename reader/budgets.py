"""How much each site may have read in a day, in characters of new articles.

    budget:<site>:<day>   int   in Redis, for two days

What is ready costs nothing. The days are those of Vietnam.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from redis import Redis, RedisError

from reader.clock import VIETNAM, day
from reader.errors import OverBudgetError, ReaderError, UnavailableError
from reader.sites import Site

LASTS = timedelta(days=2)


def utc_now() -> datetime:
    """The time now."""
    return datetime.now(UTC)


class Budgets:
    """The sites' budgets. `usual` is that of a site that has none of its own; 0: no bound."""

    def __init__(
        self,
        redis: "Redis",
        usual: int = 0,
        clock: Callable[[], datetime] = utc_now,
        prefix: str = "reader:budget:",
    ) -> None:
        self._redis = redis
        self.usual = usual
        self.clock = clock
        self._prefix = prefix

    @contextmanager
    def spending(self, site: Site, characters: int) -> Iterator[None]:
        """Spend characters of today's; they are given back where what they were spent on fails.

        Raises:
            OverBudgetError: there are not so many left.
            UnavailableError: Redis is away.
        """
        most = self.usual if site.characters is None else site.characters
        if not most:
            yield
            return
        now = self.clock()
        key = f"{self._prefix}{site.id}:{day(now)}"
        if self._add(key, characters) > most:
            self._add(key, -characters)
            raise OverBudgetError(f"{characters} more than {most} for {site.id}", _left(now))
        try:
            yield
        except ReaderError:
            self._add(key, -characters)
            raise

    def _add(self, key: str, characters: int) -> int:
        try:
            with self._redis.pipeline() as pipe:
                pipe.incrby(key, characters)
                pipe.expire(key, LASTS)
                return int(pipe.execute()[0])
        except RedisError as error:
            raise UnavailableError(f"the budget is not known: {error!r}") from error


def _left(now: datetime) -> int:
    """Seconds until the day ends."""
    here = now.astimezone(VIETNAM)
    end = (here + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    return int((end - here).total_seconds()) + 1
