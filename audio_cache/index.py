"""What Redis knows: what is there, who is making what, who waits for whom.

    files      hash    name → bytes               what is there
    heard      zset    name → seconds             when each was last asked for
    bytes      int                                how much is there
    complete   1                                  every file is noted
    claim:P    string  queued:<t> | ahead:<t> | working:<id>   who owes a part; lapses when he dies
    attempts:P int                                how often it was started
    failed:P   string  code                       why it cannot be made, for a while
    waiting:P  set     recordings                 whom to tell
    pending    zset    recording → seconds        what was asked for and is not ready
    ahead      zset    recording → seconds        what is made before anybody asks to hear it
    progress:R stream  part                       what became of a recording's parts, for listeners
    counts     hash    event → number             totals since this Redis began
    tally:K    zset    word → number              words of a kind, as often as they came

Nothing here is true for ever: every key can be lost and is then found out again. All questions
that must be answered together are one Lua script, and so one round trip.
"""

import logging
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import resources
from typing import Any, NamedTuple, cast

from redis import Redis, RedisError

from audio_cache.clock import now
from audio_cache.errors import IndexUnavailableError

log = logging.getLogger(__name__)

HOLD = 600
"""Seconds that a job may wait in its queue before its claim lapses by itself."""

AHEAD_HOLD = 3600
"""Seconds that a job may wait which is done when there is nothing else to do."""

LOST = 30
"""Seconds after which a queued claim counts as lost where the queue is known to be empty."""

LEASE = 5
"""Seconds that a worker may be silent before another may take its part; it speaks up each second."""

MEMORY = 3600
"""Seconds that waiting and attempts are remembered."""

FAILURE = 60
"""Seconds that a failure is remembered: the next press after that tries again."""

WAITED = (1, 2, 5, 10, 30, 60, 300)
"""Seconds by which the time that jobs waited is counted, as Prometheus does: each and below."""

TALLIED = 2000
"""Words of one kind that are counted."""


LINES = ("pending", "ahead")
"""Where what is not ready is looked after: while somebody waits, and while nobody does."""


class Taken(NamedTuple):
    """What a worker is told who takes a part.

    Attributes:
        attempts: how often work on it was started, before and now; 0 where another is at it.
        lacking: it is sure that no store has it.
    """

    attempts: int
    lacking: bool


class Index:
    """All that the cache asks of Redis. Every method may raise IndexUnavailableError."""

    def __init__(self, redis: "Redis", prefix: str = "reader:") -> None:
        self.redis = redis
        self.prefix = prefix
        self._scripts = {
            name: redis.register_script(_source(name))
            for name in ("begin", "take", "renew", "settle", "note", "forget")
        }

    def begin(
        self,
        recording: str,
        parts: Sequence[str],
        limit: int = 0,
        lost: int = HOLD,
        *,
        ahead: bool = False,
    ) -> list[str]:
        """Ask for parts: "have", "wait", "won", "new" or "failed:<code>" for each, or ["busy"].

        "new" is won too, and sure to be in no store.
        """
        queued, hold = ("ahead", AHEAD_HOLD) if ahead else ("queued", HOLD)
        limits = (limit, hold, lost, 2 * hold if ahead else MEMORY)
        return cast("list[str]", self._run("begin", recording, queued, *limits, *parts))

    def take(self, part: str, token: str) -> Taken:
        """Start work on a part."""
        attempts, lacking = self._run("take", part, token, LEASE, MEMORY, *WAITED)
        return Taken(int(attempts), bool(lacking))

    def renew(self, part: str, token: str) -> bool:
        """Say that the worker lives; False where its lease has gone to another."""
        return bool(self._run("renew", part, token, LEASE))

    def settle(self, part: str, failure: str = "") -> list[str]:
        """End work on a part, well or not: the recordings that waited for it."""
        _, waiting = self._run("settle", part, failure, FAILURE, "", "")
        return cast("list[str]", waiting)

    def settle_for(self, part: str, recording: str, last: str) -> tuple[list[str], bool]:
        """End work on a part that was made for a recording with this last part.

        Gives the recordings that waited for it; and whether it is sure that this one is still
        looked after, and lacks its last part, so that nobody need look whether it is whole.
        """
        going_on, waiting = self._run("settle", part, "", FAILURE, recording, last)
        return cast("list[str]", waiting), bool(going_on)

    def lacking(self, names: Sequence[str]) -> frozenset[str]:
        """Those of some files that are sure to be in no store."""
        with self._asked() as redis, redis.pipeline(transaction=False) as pipe:
            pipe.exists(self._key("complete"))
            pipe.hmget(self._key("files"), list(names))
            complete, lengths = pipe.execute()
        known = zip(names, lengths, strict=True)
        return frozenset(name for name, length in known if complete and length is None)

    def failure(self, parts: Sequence[str]) -> str:
        """The code of the first of these parts that failed, or ""."""
        with self._asked() as redis:
            found = redis.mget([self._key("failed:" + part) for part in parts])
        return next((code for code in cast("list[str | None]", found) if code), "")

    def is_pending(self, recording: str) -> bool:
        """Whether somebody looks after it until it is ready."""
        with self._asked() as redis, redis.pipeline(transaction=False) as pipe:
            for line in LINES:
                pipe.zscore(self._key(line), recording)
            return any(since is not None for since in pipe.execute())

    def is_claimed(self, part: str) -> bool:
        """Whether somebody owes it, and has lately been alive."""
        with self._asked() as redis:
            return bool(redis.exists(self._key("claim:" + part)))

    def release(self, part: str) -> None:
        """Let a part go that nobody is working on, so that the next who asks may claim it."""
        with self._asked() as redis:
            redis.delete(self._key("claim:" + part))

    def note(self, name: str, length: int) -> None:
        """A file is there."""
        self._run("note", name, length)

    def forget(self, name: str) -> None:
        """A file is gone."""
        self._run("forget", name)

    def touch(self, name: str, when: float | None = None) -> None:
        """A file was heard, now or when it is said."""
        with self._asked() as redis:
            redis.zadd(self._key("heard"), {name: when or time.time()}, xx=True)

    def oldest(self, count: int, before: float = float("inf")) -> list[tuple[str, float]]:
        """Names, and when each was last heard, least recently heard first."""
        with self._asked() as redis:
            found = redis.zrangebyscore(
                self._key("heard"), "-inf", before, start=0, num=count, withscores=True
            )
        return [(name, float(when)) for name, when in cast("Any", found)]

    def ready(self, recording: str) -> None:
        """A recording is finished: tell who listens."""
        with self._asked() as redis, redis.pipeline(transaction=False) as pipe:
            for line in LINES:
                pipe.zrem(self._key(line), recording)
            pipe.xadd(self._key("progress:" + recording), {"ready": "1"}, maxlen=1000)
            pipe.expire(self._key("progress:" + recording), MEMORY)
            pipe.execute()

    def dropped(self, recording: str) -> None:
        """Nobody needs to look after this recording any more."""
        with self._asked() as redis, redis.pipeline(transaction=False) as pipe:
            for line in LINES:
                pipe.zrem(self._key(line), recording)
            pipe.execute()

    def leave(self, recording: str, parts: Sequence[str]) -> None:
        """A recording is to be no more: nobody makes it, nobody is told of it."""
        with self._asked() as redis, redis.pipeline(transaction=False) as pipe:
            for line in LINES:
                pipe.zrem(self._key(line), recording)
            pipe.delete(self._key("progress:" + recording))
            for part in parts:
                pipe.srem(self._key("waiting:" + part), recording)
            pipe.execute()

    def pending(self, idle: int, *, ahead: bool = False) -> list[str]:
        """Recordings that were last asked for, or are made ahead, since `idle` seconds or longer."""
        with self._asked() as redis:
            line = self._key("ahead" if ahead else "pending")
            found = redis.zrangebyscore(line, 0, now(redis) - idle)
        return cast("list[str]", found)

    def follow(self, recording: str, after: str, wait: float) -> str:
        """Wait until something becomes of a recording after `after`: the place to go on from."""
        with self._asked() as redis:
            found = redis.xread(
                {self._key("progress:" + recording): after}, block=max(1, int(wait * 1000))
            )
        return cast("Any", found)[0][1][-1][0] if found else after

    def lock(self, name: str, seconds: int) -> bool:
        """Whether the caller is the one who may do `name` for the next seconds."""
        with self._asked() as redis:
            return bool(redis.set(self._key("lock:" + name), "1", nx=True, ex=seconds))

    def unlock(self, name: str) -> None:
        """Let another do `name` at once."""
        with self._asked() as redis:
            redis.delete(self._key("lock:" + name))

    def count(self, event: str, by: int = 1) -> None:
        """Add to a total."""
        with self._asked() as redis:
            redis.hincrby(self._key("counts"), event, by)

    def tally(self, kind: str, words: Sequence[str]) -> None:
        """Count words of a kind; where there are too many, the rarest go."""
        key = self._key("tally:" + kind)
        with self._asked() as redis, redis.pipeline(transaction=False) as pipe:
            for word in words:
                pipe.zincrby(key, 1, word)
            pipe.zremrangebyrank(key, 0, -TALLIED - 1)
            pipe.execute()

    def tallied(self, kind: str, count: int = 100) -> list[tuple[str, int]]:
        """Words of a kind and how often each was counted, most often first."""
        with self._asked() as redis:
            found = redis.zrevrange(self._key("tally:" + kind), 0, count - 1, withscores=True)
        return [(word, int(times)) for word, times in cast("Any", found)]

    def counts(self) -> dict[str, int]:
        """Every total."""
        with self._asked() as redis:
            found = cast("Mapping[str, str]", redis.hgetall(self._key("counts")))
        return {event: int(number) for event, number in found.items()}

    def totals(self) -> tuple[int, int]:
        """How many files, and how many bytes."""
        with self._asked() as redis, redis.pipeline(transaction=False) as pipe:
            pipe.hlen(self._key("files"))
            pipe.get(self._key("bytes"))
            files, length = pipe.execute()
        return int(files), int(length or 0)

    def clear_files(self) -> None:
        """Forget which files are there, before they are noted anew."""
        with self._asked() as redis:
            redis.delete(*map(self._key, ("files", "heard", "bytes", "complete")))

    def note_many(self, files: Sequence[tuple[str, int, float]]) -> None:
        """Note names, lengths, and when each was last heard, in one round trip."""
        with self._asked() as redis, redis.pipeline(transaction=False) as pipe:
            for name, length, heard in files:
                self._scripts["note"](args=[self.prefix, name, length, heard], client=pipe)
            pipe.execute()

    def complete(self) -> None:
        """Say that every file is noted."""
        with self._asked() as redis:
            redis.set(self._key("complete"), "1")

    def is_complete(self) -> bool:
        """Whether every file was noted since this Redis began."""
        with self._asked() as redis:
            return bool(redis.exists(self._key("complete")))

    def ping(self) -> None:
        """Find out whether Redis answers and takes a write."""
        with self._asked() as redis:
            redis.set(self._key("ping"), "1", ex=60)

    def _run(self, script: str, *arguments: str | int) -> Any:  # noqa: ANN401 - Redis decides
        with self._asked():
            return self._scripts[script](args=[self.prefix, *arguments])

    def _key(self, name: str) -> str:
        return self.prefix + name

    @contextmanager
    def _asked(self) -> Iterator["Redis"]:
        """Redis, whose errors become ours."""
        try:
            yield self.redis
        except RedisError as error:
            log.warning("redis-unavailable", extra={"error": repr(error)})
            raise IndexUnavailableError(repr(error)) from error


def _source(name: str) -> str:
    return (resources.files("audio_cache") / "scripts" / f"{name}.lua").read_text("utf-8")
