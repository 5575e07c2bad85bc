"""What waits in the queues, as Redis holds it: a list for each queue and round (kombu's own names)."""

from collections.abc import Iterable

from redis import Redis

from reader.jobs import ROUNDS, Queue


def lists(*queues: Queue) -> list[str]:
    """The lists of these queues, or of all, in the order in which a worker looks into them."""
    return [
        f"{queue}\x06\x16{number}" if number else str(queue)
        for number in ROUNDS
        for queue in queues or Queue
    ]


def waiting(redis: Redis, *queues: Queue) -> int:
    """How many jobs wait in these queues, or in all."""
    return sum(map(redis.llen, lists(*queues)))


def envelopes(redis: Redis, *queues: Queue) -> Iterable[str]:
    """The messages that wait in these queues, or in all, in order."""
    return [raw for name in lists(*queues) for raw in reversed(redis.lrange(name, 0, -1))]
