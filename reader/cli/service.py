"""The whole service on one machine: Redis, web server and workers as children of one process."""

import contextlib
import http.client
import logging
import os
import shutil
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator, Mapping

from reader.cli import redis_server
from reader.cli.running import hold
from reader.cli.supervisor import Child, end, wait_until
from reader.errors import SettingsError
from reader.jobs import Queue
from reader.settings import Settings

log = logging.getLogger(__name__)

ENDS_WITHIN = 7.0
REDIS_ENDS_WITHIN = 2.0
TICK = 0.2
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def up(settings: Settings, say: Callable[[str], None]) -> None:
    """Run everything until a signal ends it; `say` is told when it listens, and where.

    Raises:
        SettingsError: the port or the folder is taken, or nothing says who may use the service.
        UnavailableError: no Redis, or a program that ends before the service is ready.
    """
    _ = settings.strangers  # better now than in a child that is started again and again
    going = _until_signalled()
    with (
        hold(settings.data_dir) as tell,
        _listener(settings.host, settings.port) as listener,
        _redis(settings, going) as (url, redis),
    ):
        tell(url)
        programs = _programs(settings, url, listener)
        try:
            for program in programs:
                program.start()
            address = _address(settings.host, listener)
            if wait_until(lambda: _is_well(address), [*redis, *programs], going):
                say(f"Listening at {address}")
            _keep([*redis, *programs], going)
        finally:
            end(programs, ENDS_WITHIN)


def _keep(children: list[Child], going: Callable[[float], bool]) -> None:
    while going(TICK):
        for child in children:
            child.tend()


def _programs(settings: Settings, redis_url: str, listener: socket.socket) -> list[Child]:
    environ = {**os.environ, **_handed_on(settings, redis_url)}
    web = [sys.executable, "-m", "gunicorn", "--config", "python:reader.web.gunicorn_conf"]
    web += ["--bind", f"fd://{listener.fileno()}", "reader.wsgi:app"]
    watching = [Child("watcher", watcher(settings), environ)] if settings.sites_file else []
    return [
        *watching,
        Child("web", web, environ, files=[listener.fileno()]),
        Child("first-worker", worker(settings, [Queue.FIRST], 1), environ),
        Child(
            "workers",
            worker(settings, [Queue.PARTS, Queue.OPUS, Queue.AHEAD], settings.workers),
            environ,
        ),
    ]


def worker(settings: Settings, queues: list[Queue], processes: int) -> list[str]:
    """The command that runs the workers of some queues, which they empty in this order."""
    celery = [sys.executable, "-m", "celery", "--quiet", "-A", "workers.main", "worker"]
    flags = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    name = f"--hostname={queues[0]}@%h"
    return [*celery, *flags, name, "-Q", ",".join(queues), "-c", str(processes), "-l", settings.log]


def watcher(settings: Settings) -> list[str]:
    """The command that watches the sites' feeds."""
    celery = [sys.executable, "-m", "celery", "--quiet", "-A", "reader.watcher", "worker"]
    flags = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    name = "--hostname=watcher@%h"
    return [*celery, *flags, name, "-B", "-Q", "watch", "-P", "solo", "-l", settings.log]


def _handed_on(settings: Settings, redis_url: str) -> Mapping[str, str]:
    broker = settings.broker_url or redis_url
    return {
        "READER_REDIS_URL": redis_url,
        "READER_BROKER_URL": broker,
        "READER_DATA_DIR": str(settings.data_dir),
        "READER_AUDIO_DIR": str(settings.audio_dir),
        # A process speaks on one core; numpy's own threads would only wait for each other.
        "OPENBLAS_NUM_THREADS": "1",
    }


@contextlib.contextmanager
def _redis(settings: Settings, going: Callable[[float], bool]) -> Iterator[tuple[str, list[Child]]]:
    """The Redis to use: the one that was named, else a child of ours."""
    if settings.redis_url is not None:
        yield settings.redis_url, []
        return
    server = redis_server.find()
    folder = redis_server.private_folder(settings.data_dir)
    child = redis_server.child(server, folder, settings.data_dir / "redis.log")
    url = f"unix://{redis_server.socket_of(folder)}"
    try:
        child.start()
        wait_until(lambda: redis_server.answers(url), [child], going)
        yield url, [child]
    finally:
        end([child], REDIS_ENDS_WITHIN)
        shutil.rmtree(folder, ignore_errors=True)


def _listener(host: str, port: int) -> socket.socket:
    """The web server's socket: bound here, so that a port in use is said before anything runs."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise SettingsError(
            f"{host}:{port} cannot be listened at ({error.strerror}); choose another port, as in:"
            f" PORT={port % 65535 + 1} make run"
        ) from None


def _address(host: str, listener: socket.socket) -> str:
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{listener.getsockname()[1]}"


def _is_well(address: str) -> bool:
    """Whether the web program finds everything well, the workers too."""
    connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=2)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _until_signalled() -> Callable[[float], bool]:
    """A sleep that ends early, and then says False, once this process is told to end."""
    told = threading.Event()
    for number in ENDING:
        signal.signal(number, lambda *_: told.set())
    return lambda seconds: not told.wait(seconds)
