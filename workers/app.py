"""The Celery program: two tasks, four queues, and settings under which nothing is lost.

Each setting's reason is measured in docs/architecture.md, "Jobs".
"""

from collections.abc import Callable
from typing import Any

from celery import Celery

from audio_cache import IndexUnavailableError, StoreUnavailableError
from reader import trace
from reader.errors import UnavailableError
from reader.jobs import PACK, ROUNDS, SPEAK, Job, OpusJob, Queue
from workers.opus import Packer
from workers.synthesis import Synthesis

SOFT_LIMIT = 240
"""Seconds after which a job is told to end."""

HARD_LIMIT = 270
"""Seconds after which its process is killed."""

RETRY = 2
"""Seconds after which a job is tried again that found Redis away or the disk full."""

VISIBLE = 2 * HARD_LIMIT
"""Seconds after which a message that nobody acknowledged is delivered again."""

TRANSPORT = {
    # A worker of `-Q parts,opus,ahead` looks into the second only where the first is empty.
    "queue_order_strategy": "priority",
    # And into a later round only where all of its queues have nothing left of the earlier ones.
    "priority_steps": list(ROUNDS),
    "visibility_timeout": VISIBLE,
    # What a dead worker held comes back within seconds of that, not within kombu's 100.
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
    # Longer than a worker's blocking read, so that an idle worker is not taken for a hung Redis.
    "socket_timeout": 10,
    "socket_connect_timeout": 2,
    "health_check_interval": 25,
}


def create_app(
    broker: str, synthesis: Callable[[], Synthesis], packer: Callable[[], Packer]
) -> Celery:
    """A Celery program whose tasks make parts, and Opus files.

    `synthesis` and `packer` are called in the process that works, once for each job.
    """
    app = Celery("workers", broker=broker, set_as_current=False)
    app.conf.update(
        accept_content=["json"],
        # Redis that takes no write (a replica now, or full) is as good as away: it is waited for.
        broker_channel_error_retry=True,
        broker_connection_retry_on_startup=True,
        broker_connection_max_retries=None,
        broker_transport_options=TRANSPORT,
        task_acks_late=True,
        task_default_queue=Queue.PARTS,
        task_ignore_result=True,
        task_queues={queue.value: {"exchange": queue.value} for queue in Queue},
        task_reject_on_worker_lost=True,
        task_soft_time_limit=SOFT_LIMIT,
        task_time_limit=HARD_LIMIT,
        worker_cancel_long_running_tasks_on_connection_loss=True,
        worker_enable_remote_control=False,
        worker_hijack_root_logger=False,
        worker_max_tasks_per_child=1000,
        worker_prefetch_multiplier=1,
        worker_send_task_events=False,
    )

    def speak(message: dict[str, Any]) -> None:
        job = Job.from_message(message)
        with trace.working_for(job.trace):
            synthesis().synthesise(job)

    def pack(message: dict[str, Any]) -> None:
        job = OpusJob.from_message(message)
        with trace.working_for(job.trace):
            packer().pack(job)

    for name, work in ((SPEAK, speak), (PACK, pack)):
        app.task(name=name, bind=True, max_retries=None)(_patient(work))
    return app


def _patient(work: Callable[[dict[str, Any]], None]) -> Callable[[Any, dict[str, Any]], None]:
    """Work that is put off where Redis is away or the disk full."""

    def run(task: Any, message: dict[str, Any]) -> None:  # noqa: ANN401 - Celery has no types
        try:
            work(message)
        except (IndexUnavailableError, StoreUnavailableError, UnavailableError) as error:
            raise task.retry(exc=error, countdown=RETRY) from error

    return run
