"""What every test may ask for: a private Redis, and a cache on it."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from redis import Redis

from audio_cache import AudioCache, Index, LocalStore, connect
from tests.seaweed import ObjectServer


class RedisServer:
    """A Redis of the tests' own, on a Unix socket that nobody else knows."""

    def __init__(self, folder: Path) -> None:
        self.socket = folder / "redis.sock"
        self.url = f"unix://{self.socket}"
        self.broker = f"redis+socket://{self.socket}"
        self.folder = folder
        self.process = self._start()

    def _start(self) -> "subprocess.Popen[bytes]":
        binary = shutil.which("redis-server") or str(Path(sys.prefix) / "bin" / "redis-server")
        options = ["--port", "0", "--unixsocket", str(self.socket), "--save", "", "--dir"]
        process = subprocess.Popen([binary, *options, str(self.folder)], stdout=subprocess.DEVNULL)
        with Redis.from_url(self.url, retry=None) as client:
            self.wait(client)
        return process

    def wait(self, client: "Redis") -> None:
        """Until it answers; pytest's own time limit bounds this."""
        while True:
            try:
                if client.ping():
                    return
            except (ConnectionError, OSError):
                continue
            except Exception as error:
                if type(error).__name__ not in {"ConnectionError", "BusyLoadingError"}:
                    raise

    def start(self) -> None:
        self.process = self._start()

    def restart(self) -> None:
        self.stop()
        self.start()

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()


@contextmanager
def a_redis() -> Iterator[RedisServer]:
    """A Redis for as long as it is needed."""
    # A socket's path may have some hundred letters only, and pytest's own folders are long.
    with tempfile.TemporaryDirectory(prefix="redis-") as folder:
        server = RedisServer(Path(folder))
        yield server
        server.stop()


@pytest.fixture(scope="session")
def redis_server() -> Iterator[RedisServer]:
    """One Redis for all tests; what they wrote is flushed between them (see `redis`)."""
    with a_redis() as server:
        yield server


@pytest.fixture
def own_redis() -> Iterator[RedisServer]:
    """A Redis for one test alone, to stop, hang or fill."""
    with a_redis() as server:
        yield server


@pytest.fixture(scope="session")
def object_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ObjectServer]:
    """One object store for all tests; each has a prefix of its own in it."""
    server = ObjectServer(tmp_path_factory.mktemp("objects"))
    yield server
    server.stop()


@pytest.fixture
def redis(redis_server: RedisServer) -> Iterator["Redis"]:
    """A client of an empty Redis."""
    client = connect(redis_server.url)
    client.flushall()
    yield client
    client.close()


@pytest.fixture
def index(redis: "Redis") -> Index:
    return Index(redis)


@pytest.fixture
def store(tmp_path: Path) -> LocalStore:
    return LocalStore(tmp_path / "audio")


@pytest.fixture
def cache(store: LocalStore, index: Index) -> AudioCache:
    return AudioCache(store, index)
