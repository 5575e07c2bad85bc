"""A Redis client that never makes anybody wait for long."""

from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry

PATIENCE = 1.0
"""Seconds to connect, and to wait for an answer. A hung Redis costs a caller this once."""


def connect(url: str, patience: float = PATIENCE) -> "Redis":
    """A client of its own pool; nothing is sent until it is asked something."""
    return Redis.from_url(
        url,
        socket_timeout=patience,
        socket_connect_timeout=patience,
        health_check_interval=25,
        decode_responses=True,
        # One more try, at once: a connection that Redis closed meanwhile is no outage.
        retry=Retry(NoBackoff(), 1),
        retry_on_error=[ConnectionError],
    )
