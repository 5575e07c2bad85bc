"""How gunicorn serves the web program, wherever it runs: `--config python:reader.web.gunicorn_conf`.

One process of many greenlets: a listener who waits for the next part of live sound, or takes it
slowly, holds no thread. docs/decisions/web-server.md has what else was measured.
"""

import gc
import os
import resource
from pathlib import Path
from typing import Any

from gevent import get_hub, sleep

# Each who listens live holds two sockets, his own and one to Redis: as many files as the system lets us have.
_, most = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))

worker_class = "gevent"
workers = 1
worker_connections = 2000
# Ends a process that no longer says that it lives.
timeout = 60
# Longer than the browsers and proxies in front keep a connection, so that they are the ones to end it.
keepalive = 75
# Who listens to live sound when a new version is put in place (SIGHUP) hears it to its end.
graceful_timeout = 300
# The program itself tells what was asked and what went wrong, without saying of whom.
accesslog = None
errorlog = "-"
# Its warnings name the address of whoever sends what is no HTTP.
loglevel = "error"
# The heartbeat's file in memory: it must not wait for a disk.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - a private file


_fsync = os.fsync


def post_request(_worker: object, _request: object, _environ: object, _answer: object) -> None:
    """Let the others have their turn: an answer from memory waits for nothing in which they could."""
    sleep(0)


def post_worker_init(_worker: object) -> None:
    """Let nobody wait for another's slow disk, nor for the collector.

    gevent leaves fsync as it is, and all would stand still. The collector would, every few presses,
    look through all that the program is made of, which stays for ever.
    """
    os.fsync = _fsync_aside
    gc.collect()
    gc.freeze()


def _fsync_aside(fd: Any) -> None:  # noqa: ANN401 - as the real one: a number, or what has one
    get_hub().threadpool.apply(_fsync, (fd,))
