"""What time it is for all who share a Redis: their own clocks need not agree."""

from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from redis import Redis


def now(redis: "Redis") -> float:
    """Seconds since 1970 by Redis's own clock; raises as any command does."""
    return seconds(redis.time())


def seconds(told: Any) -> float:  # noqa: ANN401 - redis-py says Any
    """What TIME answers, seconds and millionths, as one number."""
    whole, millionths = cast("tuple[int, int]", told)
    return whole + millionths / 1e6
