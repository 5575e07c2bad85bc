"""All entries of all sites: the truth in the store, and Redis to find them quickly.

    sites/<site>/articles/<id>.json       in the store, one entry each

    order:<site>       zset  id → seconds        newest articles first
    entries:<site>     hash  id → entry          as the store has them
    names:<site>       hash  address or own id → id
    users:<recording>  set   <site>/<id>         whose recording it is
    old                set   <site>/<id>         who has recordings of words that it no longer has
    gone:<site>:<name> 1                         what was struck out a moment ago
    complete           1                         every entry is in the index

Redis can be lost: whoever asks next reads the index back from the store.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any, cast

from redis import Redis, RedisError

from audio_cache import Store
from reader.errors import UnavailableError
from reader.register.entry import ID_LENGTH, Entry, Facts, Recorded, article_id

FOLDER = "sites"

MOST = 5000
"""Articles of one site that are remembered; the oldest go where there are more."""

PATIENCE = 5.0
"""Seconds to wait for whoever changes the same entry."""

GONE = 120
"""Seconds after which nobody holds a page any more that was fetched before it was struck out."""

_IF_COMPLETE = """
local complete = redis.call('EXISTS', KEYS[1])
return {complete, complete == 1 and redis.call(ARGV[1], KEYS[2], unpack(ARGV, 2)) or false}
"""

_PLACE = re.compile(rf"{FOLDER}/[a-z0-9-]+/articles/[0-9a-f]{{{ID_LENGTH}}}\.json")


class Register:
    """What is known of the sites' articles. Every method may raise UnavailableError."""

    def __init__(self, store: Store, redis: "Redis", prefix: str = "reader:register:") -> None:
        self.store = store
        self._redis = redis
        self._prefix = prefix
        self._script = redis.register_script(_IF_COMPLETE)

    def note(self, site: str, facts: Facts, now: datetime, *, sure: bool = True) -> Entry:
        """Write down what is known of an article. Where it is not sure, it only fills gaps."""
        id_ = self.find(site, facts) or article_id(site, facts.own_id or facts.url)

        def noted(entry: Entry | None) -> Entry:
            if entry is None:
                return Entry(id_, site, facts, added=now, changed=now)
            known = facts.over(entry.facts) if sure else entry.facts.over(facts)
            return replace(entry, facts=known)

        return self._change(site, id_, noted)

    def record(self, entry: Entry, made: Recorded, now: datetime) -> Entry:
        """Write down that a recording was made of an article."""
        return self._change(
            entry.site, entry.id, lambda known: (known or entry).recorded(made, now)
        )

    def let_go(self, entry: Entry, keys: Sequence[str]) -> Entry:
        """Strike out recordings of words that the article no longer has."""

        def without(known: Entry | None) -> Entry:
            known = known or entry
            return replace(known, old=tuple(key for key in known.old if key not in keys))

        changed = self._change(entry.site, entry.id, without)
        self._unuse(entry, [key for key in keys if key not in changed.keys])
        return changed

    def forget(self, entry: Entry) -> None:
        """Strike an article out, and know for a while that it is gone."""
        self._strike(entry)
        with self._asked() as redis, redis.pipeline() as pipe:
            for name in filter(None, (entry.facts.url, entry.facts.own_id)):
                pipe.set(self._key("gone", f"{entry.site}:{name}"), "1", ex=GONE)
            pipe.execute()

    def _strike(self, entry: Entry) -> None:
        self.store.remove(_name(entry.site, entry.id))
        names = [name for name in (entry.facts.url, entry.facts.own_id) if name]
        with self._asked() as redis, redis.pipeline() as pipe:
            pipe.zrem(self._key("order", entry.site), entry.id)
            pipe.srem(self._prefix + "old", f"{entry.site}/{entry.id}")
            pipe.hdel(self._key("entries", entry.site), entry.id)
            pipe.hdel(self._key("names", entry.site), *names, "")
            pipe.execute()
        self._unuse(entry, entry.keys)

    def get(self, site: str, name: str) -> Entry | None:
        """The article of that id, ours or its portal's own, or of that address."""
        id_ = self.find(site, Facts(url=name, own_id=name)) or name
        place = _name(site, id_)
        data = self.store.read(place) if _PLACE.fullmatch(place) else None
        return Entry.load(data) if data else None

    def find(self, site: str, facts: Facts) -> str | None:
        """The id of the article that has one of these names already."""
        names = [name for name in (facts.own_id, facts.url) if name]
        found = self._told("HMGET", self._key("names", site), *names) if names else []
        return next((id_ for id_ in found if id_), None)

    def newest(self, site: str, count: int = 100, start: int = 0) -> list[Entry]:
        """The articles of a site, newest first."""
        ids = self._told("ZREVRANGE", self._key("order", site), start, start + count - 1)
        with self._asked() as redis:
            found = cast("Any", redis.hmget(self._key("entries", site), ids)) if ids else []
        return [Entry.load(data) for data in found if data]

    def count(self, site: str) -> int:
        """How many articles of a site are known."""
        return int(self._told("ZCARD", self._key("order", site)))

    def users(self, recording: str) -> list[tuple[str, str]]:
        """Whose recording that is: site and id of each article."""
        found = self._told("SMEMBERS", self._key("users", recording))
        return [(site, id_) for site, _, id_ in (user.partition("/") for user in sorted(found))]

    def knows(self, site: str, url: str, recording: str) -> bool:
        """Whether that article is known to have that recording: asked at every press."""
        id_ = self.find(site, Facts(url=url))
        if id_ is None:
            return False
        with self._asked() as redis:
            return bool(redis.sismember(self._key("users", recording), f"{site}/{id_}"))

    def is_gone(self, site: str, name: str) -> bool:
        """Whether the article of that address or own id was struck out a moment ago."""
        with self._asked() as redis:
            return bool(redis.exists(self._key("gone", f"{site}:{name}")))

    def is_back(self, site: str, name: str) -> None:
        """It is published again."""
        with self._asked() as redis:
            redis.delete(self._key("gone", f"{site}:{name}"))

    def outdated(self) -> list[Entry]:
        """The articles that have recordings of words they no longer have."""
        found = self._told("SMEMBERS", self._prefix + "old")
        pairs = (user.split("/") for user in sorted(found))
        return [entry for site, id_ in pairs if (entry := self.get(site, id_))]

    def rebuild(self) -> int:
        """Read the index back from the store: how many entries there are."""
        entries = 0
        for name, _ in self.store.stamps(FOLDER):
            data = self.store.read(name) if _PLACE.fullmatch(name) else None
            if data:
                self._index(Entry.load(data))
                entries += 1
        with self._asked() as redis:
            redis.set(self._prefix + "complete", "1")
        return entries

    def _change(self, site: str, id_: str, change: Callable[[Entry | None], Entry]) -> Entry:
        """Change an entry, one after another: neither's change is lost."""
        place = _name(site, id_)
        with (
            self._asked() as redis,
            redis.lock(
                self._key("lock", f"{site}/{id_}"), timeout=PATIENCE, blocking_timeout=PATIENCE
            ),
        ):
            data = self.store.read(place)
            before = Entry.load(data) if data else None
            after = change(before)
            if after != before:
                self.store.replace(place, after.dump())
                self._index(after)
        if before is None:
            self._shed(site)
        return after

    def _index(self, entry: Entry) -> None:
        names = {name: entry.id for name in (entry.facts.url, entry.facts.own_id) if name}
        order, entries = self._key("order", entry.site), self._key("entries", entry.site)
        with self._asked() as redis, redis.pipeline() as pipe:
            pipe.zadd(order, {entry.id: entry.when.timestamp()})
            pipe.hset(entries, entry.id, entry.dump())
            if names:
                pipe.hset(self._key("names", entry.site), mapping=cast("Any", names))
            for key in entry.keys:
                pipe.sadd(self._key("users", key), f"{entry.site}/{entry.id}")
            with_old = pipe.sadd if entry.old else pipe.srem
            with_old(self._prefix + "old", f"{entry.site}/{entry.id}")
            pipe.execute()

    def _shed(self, site: str) -> None:
        """Strike out the oldest articles of a site that has too many; their audio goes as all does."""
        with self._asked() as redis:
            ids = cast("list[str]", redis.zrange(self._key("order", site), 0, -MOST - 1))
        for entry in filter(None, (self.get(site, id_) for id_ in ids)):
            self._strike(entry)

    def _unuse(self, entry: Entry, keys: Sequence[str]) -> None:
        with self._asked() as redis, redis.pipeline() as pipe:
            for key in keys:
                pipe.srem(self._key("users", key), f"{entry.site}/{entry.id}")
            pipe.execute()

    def _key(self, kind: str, of: str) -> str:
        return f"{self._prefix}{kind}:{of}"

    def _told(self, command: str, key: str, *more: str | int) -> Any:  # noqa: ANN401 - as Redis has it
        """What Redis answers once it knows every entry; in one command, for each press costs one."""
        keys, words = (self._prefix + "complete", key), (command, *more)
        with self._asked():
            complete, answer = self._script(keys, words)
            if not complete:
                self.rebuild()
                _, answer = self._script(keys, words)
        return answer

    @contextmanager
    def _asked(self) -> Iterator["Redis"]:
        try:
            yield self._redis
        except RedisError as error:
            raise UnavailableError(f"the register's index is away: {error!r}") from error


def _name(site: str, id_: str) -> str:
    return f"{FOLDER}/{site}/articles/{id_}.json"
