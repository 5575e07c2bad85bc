"""Short-lived facts that processes tell each other: which voices are here, who is alive."""

import json
from typing import Any, cast

from redis import Redis, RedisError

from audio_cache.clock import now, seconds
from audio_cache.errors import IndexUnavailableError


class NoticeBoard:
    """A board of named notices; one that is not pinned again in time counts as gone."""

    def __init__(self, redis: "Redis", board: str, lasts: float, prefix: str = "reader:") -> None:
        self.redis = redis
        self.lasts = lasts
        self._key = f"{prefix}notices:{board}"

    def pin(self, notices: dict[str, Any]) -> None:
        """Pin notices, each a JSON value, for `lasts` seconds from now."""
        if not notices:
            return
        try:
            since = now(self.redis)
            mapping = {name: json.dumps([since, value]) for name, value in notices.items()}
            self.redis.hset(self._key, mapping=cast("Any", mapping))
        except RedisError as error:
            raise IndexUnavailableError(repr(error)) from error

    def read(self) -> dict[str, Any]:
        """The notices that still hold."""
        try:
            with self.redis.pipeline(transaction=False) as pipe:
                pipe.hgetall(self._key)
                pipe.time()
                found, told = pipe.execute()
        except RedisError as error:
            raise IndexUnavailableError(repr(error)) from error
        pinned = {name: json.loads(notice) for name, notice in found.items()}
        oldest = seconds(told) - self.lasts
        return {name: value for name, (since, value) in pinned.items() if since >= oldest}
