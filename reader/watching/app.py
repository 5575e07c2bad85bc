"""The Celery program that watches: its beat says when, one worker of its own does it.

However many of them run: a site's turn is taken once (`memory.py`).
"""

from collections.abc import Callable

from celery import Celery

WATCH = "watch"
"""The name of the task, and of the queue that carries nothing else."""

OFTEN = 15.0
"""Seconds between two looks at whose turn it is; a turn is what a site is looked at in."""

BROKER = {
    # Longer than a worker's blocking read, so that an idle worker is not taken for a hung Redis.
    "socket_timeout": 10,
    "socket_connect_timeout": 2,
    "health_check_interval": 25,
}


def create_app(broker: str, look: Callable[[], None], every: float) -> Celery:
    """A Celery program whose one task looks at the sites, as often as a site may want it."""
    app = Celery("watcher", broker=broker, set_as_current=False)
    often = min(OFTEN, every)
    beat = {
        "task": WATCH,
        "schedule": often,
        # A look that takes longer is not followed by those that it held up.
        "options": {"queue": WATCH, "expires": often},
    }
    app.conf.update(
        accept_content=["json"],
        beat_schedule={"watch": beat},
        # In memory: what is due is known by Redis.
        beat_scheduler="celery.beat:Scheduler",
        broker_connection_retry_on_startup=True,
        broker_connection_max_retries=None,
        broker_transport_options=BROKER,
        task_default_queue=WATCH,
        task_ignore_result=True,
        worker_enable_remote_control=False,
        worker_hijack_root_logger=False,
        worker_prefetch_multiplier=1,
        worker_send_task_events=False,
    )
    app.task(name=WATCH)(look)
    return app
