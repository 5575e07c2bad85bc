"""Composes the speaking program from the settings: `celery -A workers.main worker -Q parts,opus,ahead`."""

import logging
import os
import threading
from functools import cache
from typing import Any

from celery.signals import (
    celeryd_after_setup,
    worker_before_create_process,
    worker_process_init,
    worker_ready,
    worker_shutting_down,
)

from audio_cache import AudioCache, NoticeBoard, connect, open_cache
from reader import logs, presence, sentry
from reader.broker import Broker
from reader.catalogue import BOARD, LASTS
from reader.jobs import Queue
from reader.liveness import sign_of_life
from reader.orders import Orders
from reader.presence import Post
from reader.settings import Settings
from workers import memory
from workers.app import create_app
from workers.caretaker import Caretaker
from workers.engines.plugins import engines, load
from workers.engines.rack import Rack
from workers.engines.rests import RedisRests
from workers.keeper import Keeper
from workers.opus import Packer
from workers.synthesis import Synthesis

BEHIND = 10
"""The niceness of what speaks later parts: it gives way to the first sound, and to the web server."""

settings = Settings.from_environment(os.environ)
logs.install(settings.log, settings.log_form)
sentry.install(settings.sentry_dsn)
logs.hush_celery(settings.log)
logging.getLogger("urllib3").setLevel(logging.ERROR)  # it warns of every probe that fails


@cache
def _synthesis(_process: int) -> Synthesis:
    """What this process works with, made after the fork: no socket and no engine survives one."""
    return Synthesis(_orders(), _rack())


def _files() -> AudioCache:
    return open_cache(settings.storage, settings.index)


def _orders() -> Orders:
    return Orders(_files(), Broker(settings.broker))


def _rack() -> Rack:
    found = engines(settings.engines, settings.engine_options)
    return Rack(found, RedisRests(connect(settings.index)), settings.paces, settings.line_seconds)


app = create_app(
    settings.broker,
    lambda: _synthesis(os.getpid()),
    lambda: Packer(_synthesis(os.getpid()).cache),
)

app.steps["worker"].add(sign_of_life(settings.data_dir))

_stop = threading.Event()


def _give_way(**_: Any) -> None:  # noqa: ANN401 - whatever Celery tells
    if Queue.FIRST not in app.amqp.queues.consume_from:
        os.nice(BEHIND)


def _share(**_: Any) -> None:  # noqa: ANN401 - whatever Celery tells
    load(settings.engines)
    memory.share()


def _warm_up(**_: Any) -> None:  # noqa: ANN401 - whatever Celery tells
    """Load what the first job would wait for: half a second is half a listener's patience."""
    memory.keep()
    _synthesis(os.getpid()).rack.voices()


def _start_rounds(sender: Any, **_: Any) -> None:  # noqa: ANN401 - whatever Celery tells
    orders, redis = _orders(), connect(settings.index)
    board = NoticeBoard(redis, BOARD, LASTS)
    post = Post(presence.board(redis), sender.hostname, tuple(app.amqp.queues.consume_from))
    keeper = Keeper(_rack(), board, orders.cache, orders, post)
    caretaker = Caretaker(_files(), settings.bounds)
    for name, run in (("keeper", keeper.run), ("caretaker", caretaker.run)):
        threading.Thread(target=run, args=(_stop,), name=name, daemon=True).start()


def _stop_rounds(**_: Any) -> None:  # noqa: ANN401 - whatever Celery tells
    _stop.set()


celeryd_after_setup.connect(_give_way, weak=False)
worker_before_create_process.connect(_share, weak=False)
worker_process_init.connect(_warm_up, weak=False)
worker_ready.connect(_start_rounds, weak=False)
worker_shutting_down.connect(_stop_rounds, weak=False)
