"""In which order a real worker takes jobs, whatever order they were queued in."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from redis import Redis

from reader.broker import Broker
from tests.conftest import RedisServer
from tests.running import wait_for
from tests.workers.taking import AHEAD, ALL, FIRST, IN_THE_MIDDLE, LONG, MIDDLE, PRESSED, TAKEN

WORKER = ["-m", "celery", "--quiet", "-A", "tests.workers.taking_worker", "worker"]
FLAGS = ["--without-gossip", "--without-mingle", "--without-heartbeat", "-P", "solo"]


@contextlib.contextmanager
def a_worker(server: RedisServer) -> Iterator[None]:
    """One for the parts, and for what is made ahead; a process of its own, on a Redis of its own."""
    process = subprocess.Popen(
        [sys.executable, *WORKER, *FLAGS, "-Q", "parts,ahead"],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "READER_REDIS_URL": server.url, "READER_BROKER_URL": server.broker},
    )
    try:
        yield
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def taken(own_redis: RedisServer) -> list[str]:
    """All parts, in the order in which one worker took them."""
    broker = Broker(own_redis.broker)
    broker.send([*AHEAD, *PRESSED])
    broker.app.close()
    with Redis.from_url(own_redis.url, decode_responses=True) as redis:
        with a_worker(own_redis):
            wait_for(lambda: redis.llen(TAKEN) >= ALL)
        return redis.lrange(TAKEN, 0, -1)


def test_what_is_wanted_soonest_is_taken_first(taken):
    assert taken[:3] == [job.part for job in PRESSED]
    late = [taken.index(job.part) for job in IN_THE_MIDDLE]
    assert late[0] <= MIDDLE + 2, "but for what was in hand already"
    assert late == [late[0], late[0] + 1, late[0] + 2]
    assert [part for part in taken if part.startswith("ahead")] == [job.part for job in AHEAD]
    then = taken[FIRST:]
    assert then.index("short 3") < 8, "of two articles the same rounds are taken in turn"
    assert then.index("short 9") < 30, "no long article keeps a short one waiting"
    assert [part for part in then if part.startswith("long")] == [job.part for job in LONG]
