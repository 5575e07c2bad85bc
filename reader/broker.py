"""Sends a job by the name of its task: the producer's half of Celery, and nothing else of it."""

from collections.abc import Iterable
from typing import Any

from celery import Celery
from kombu.exceptions import ChannelError, KombuError
from redis import RedisError

from reader.errors import UnavailableError
from reader.jobs import ROUNDS, Message, Queue

PATIENCE = 1.0
"""Seconds to connect to the broker, and to wait for its answer."""

TRANSPORT = {
    "socket_timeout": PATIENCE,
    "socket_connect_timeout": PATIENCE,
    "retry_on_timeout": False,
    "max_retries": 0,
    "priority_steps": list(ROUNDS),
}


class Broker:
    """Where jobs are handed in."""

    def __init__(self, url: str) -> None:
        self.app = Celery("reader", broker=url, set_as_current=False)
        self.app.conf.update(
            broker_transport_options=TRANSPORT,
            broker_connection_timeout=PATIENCE,
            # No results are kept; but each thread would look through every installed package for
            # the part of Celery that keeps none.
            result_backend_thread_safe=True,
            task_ignore_result=True,
            task_publish_retry=False,
        )

    def send(self, jobs: Iterable[Message]) -> None:
        """Queue jobs, in order.

        Raises:
            UnavailableError: the broker is down, hung or full; some may have been queued.
        """
        try:
            # One round trip for them all.
            pool = self.app.producer_pool
            with pool.acquire(block=True, timeout=PATIENCE) as producer, producer.batch():
                for job in jobs:
                    message = [job.message()]
                    self.app.send_task(
                        job.task,
                        args=message,
                        argsrepr="",  # nobody reads it, and it takes a fifth of the time
                        queue=job.queue,
                        priority=job.round,
                        producer=producer,
                    )
        except (KombuError, RedisError, OSError) as error:
            raise UnavailableError(f"the broker did not take a job: {error!r}") from error

    def waiting(self, *queues: Queue) -> int:
        """How many jobs no worker has taken yet, in these queues or in all; raises as `lengths` does."""
        lengths = self.lengths()
        return sum(lengths[queue] for queue in queues or Queue)

    def lengths(self) -> dict[Queue, int]:
        """How many jobs wait in each queue.

        Raises:
            UnavailableError: the broker is down or hung.
        """
        try:
            with self.app.connection_for_write() as connection:
                return {queue: _length(connection.default_channel, queue) for queue in Queue}
        except (KombuError, RedisError, OSError) as error:
            raise UnavailableError(f"the broker did not answer: {error!r}") from error


def _length(channel: Any, queue: Queue) -> int:  # noqa: ANN401 - kombu has no types
    try:
        return int(channel.queue_declare(queue, passive=True).message_count)
    except ChannelError:
        return 0  # nothing was ever queued there
