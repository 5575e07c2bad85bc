"""Redis in every kind of trouble: what is ready plays, what is new is refused in words, all heals."""

import contextlib
import signal
import time

import pytest
from redis import Redis, RedisError

from audio_cache import connect
from tests.conftest import RedisServer, a_redis
from tests.faults.articles import ARTICLE, long_article
from tests.faults.listener import Listener
from tests.faults.slow_line import SlowLine
from tests.running import service, wait_for

SOON = 3.0
"""Seconds within which a refusal comes."""


@pytest.fixture(scope="module")
def server():
    with a_redis() as started:
        yield started


@pytest.fixture(scope="module")
def line(server):
    with contextlib.closing(SlowLine(server.socket)) as slow:
        yield slow


@pytest.fixture(scope="module")
def running(line):
    with service({"READER_REDIS_URL": f"redis://127.0.0.1:{line.port}/0"}) as started:
        yield started


class Trouble:
    """A fault of Redis: how it begins, how it is seen, how it ends."""

    def __init__(self, server: RedisServer, line: SlowLine) -> None:
        self.server = server
        self.line = line
        self.redis = Redis.from_url(server.url, socket_timeout=1, retry=None)

    def refused(self, word: str) -> str:
        """What Redis answers to a write."""
        with pytest.raises(RedisError, match=word) as error:
            self.redis.set("reader:ping", "x" * 1000)
        return str(error.value)

    @contextlib.contextmanager
    def stopped(self):
        self.server.stop()
        with pytest.raises(RedisError):
            self.redis.ping()
        yield "does not answer"
        self.server.start()

    @contextlib.contextmanager
    def hung(self):
        self.server.process.send_signal(signal.SIGSTOP)
        try:
            with pytest.raises(RedisError, match="Timeout"):
                self.redis.ping()
            yield "takes connections, never answers"
        finally:
            self.server.process.send_signal(signal.SIGCONT)

    @contextlib.contextmanager
    def slow(self):
        self.line.delay = 1.0
        try:
            with connect(f"redis://127.0.0.1:{self.line.port}/0") as far, pytest.raises(RedisError):
                far.ping()
            yield "2 s a round trip"
        finally:
            self.line.delay = 0.0

    @contextlib.contextmanager
    def full(self):
        self.redis.config_set("maxmemory", "1mb")
        try:
            yield self.refused("maxmemory")
        finally:
            self.redis.config_set("maxmemory", "0")

    @contextlib.contextmanager
    def read_only(self):
        self.redis.replicaof("127.0.0.1", "1")
        try:
            yield self.refused("read only replica")
        finally:
            self.redis.replicaof("no", "one")

    @contextlib.contextmanager
    def without_replicas(self):
        self.redis.config_set("min-replicas-to-write", 1)
        try:
            yield self.refused("Not enough good replicas")
        finally:
            self.redis.config_set("min-replicas-to-write", 0)


FAULTS = {
    "stopped": "Redis stopped, and started again empty",
    "hung": "Redis hung (SIGSTOP)",
    "slow": "Redis slow (2 s a round trip)",
    "full": "Redis full (maxmemory, noeviction)",
    "read_only": "Redis read-only (a replica)",
    "without_replicas": "Redis read-only (too few replicas)",
}


def within(seconds: float, ask):
    """An answer, and that it came soon; a busy machine may try again."""
    for _ in range(3):
        began = time.monotonic()
        answer = ask()
        if time.monotonic() - began < seconds:
            return answer
    raise AssertionError(f"three answers, and none within {seconds} s")


def parents(running) -> set[int]:
    """Every process that must not be started again: all but the workers' own children."""
    children = {child.pid for each in running.processes("celery") for child in each.children()}
    return {each.pid for each in running.processes()} - children


@pytest.mark.parametrize("fault", FAULTS)
def test_redis_in_trouble(running, server, line, table, fault):
    ready = running.until_ready(running.press(ARTICLE)["key"])["key"]
    heard = running.ask("GET", f"/v1/recordings/{ready}/audio.mp3").body
    before = parents(running)
    middle = running.press(long_article(f"giữa chừng {fault}", 3))["key"]
    listener = Listener(running.address, middle)
    wait_for(lambda: listener.heard)
    with getattr(Trouble(server, line), fault)() as proof:
        assert running.ask("GET", f"/v1/recordings/{ready}/audio.mp3").body == heard
        part = running.ask(
            "GET", f"/v1/recordings/{ready}/audio.mp3", headers={"Range": "bytes=9-"}
        )
        assert (part.status, part.body) == (206, heard[9:])
        assert within(SOON, lambda: running.press(ARTICLE))["state"] == "ready"
        new = within(SOON, lambda: running.ask("POST", "/v1/recordings", {"text": f"Mới {fault}."}))
        assert (new.status, new.json()["code"]) == (503, "unavailable")
        assert "Máy đọc" in new.json()["detail"]
    lifted = time.monotonic()
    wait_for(lambda: running.ask("POST", "/v1/recordings", {"text": f"Mới {fault}."}).status < 300)
    state = running.until_ready(running.press(f"Mới {fault}.")["key"])
    healed = time.monotonic() - lifted
    assert state["state"] == "ready"
    assert running.until_ready(middle)["state"] == "ready"
    whole = running.ask("GET", f"/v1/recordings/{middle}/audio.mp3").body
    assert listener.to_the_end() == whole
    assert listener.cuts == 0
    assert parents(running) == before, "nobody was started again"
    table(
        FAULTS[fault], proof, "ready ones play, new ones 503 within 3 s, listener not cut", healed
    )
