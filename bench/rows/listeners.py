"""Five hundred slow listeners of one live article: what they cost, and what others notice."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from bench import slow_engine
from bench.article import fresh, long
from bench.client import Listener
from bench.figures import Row, Sample
from bench.results import Series
from bench.standing import service
from tests.running import Service

LISTENERS = 500
CHARACTERS = 95_000
LOOKS = 5
"""Presses of somebody else, for each run."""

MEGABYTE = 1e6


def measure(runs: int) -> tuple[list[Row], Series]:
    """An engine that waits makes the article, so that only the listeners load the machine."""
    with slow_engine.installed() as slow, service({**slow, "READER_WORKERS": "1"}) as running:
        known = fresh(fresh()[:500])
        Listener(running.address).listen(known)
        idle = _others(running, known, runs)
        before = _web_memory(running)
        key = Listener(running.address).press(long(CHARACTERS))["key"]
        with _crowd(running.address, key):
            early = _web_memory(running)
            busy = _others(running, known, runs)
            late = _web_memory(running)
            assert running.state(key)["state"] == "pending", "it was live to the end"
    return [_memory(before, early, late), _noticed(idle, busy)], {}


def _memory(before: float, early: float, late: float) -> Row:
    return Row(
        f"{LISTENERS} slow listeners of one live article: memory of the web server",
        late,
        unit="MB",
        bar="≤ 1.05 × ten seconds in",
        limit=1.05 * early,
        ratio=late / early,
        than="ten seconds in",
        beside={"before them": before, "each MB": (late - before) / LISTENERS},
    )


def _noticed(idle: Sample, busy: Sample) -> Row:
    return Row(
        f"{LISTENERS} slow listeners: a press of somebody else, p95",
        busy.quantile(0.95),
        bar="≤ 2 × idle",
        limit=2 * idle.quantile(0.95),
        ratio=busy.quantile(0.95) / idle.quantile(0.95),
        than="idle",
        runs=len(busy),
        beside={"idle": idle.quantile(0.95), "median": busy.median},
    )


def _others(running: Service, text: str, runs: int) -> Sample:
    """Milliseconds of a press on an article that is known."""
    listener, found = Listener(running.address), []
    for _ in range(runs * LOOKS):
        start = time.perf_counter()
        listener.press(text)
        found.append((time.perf_counter() - start) * 1000)
        time.sleep(0.02)
    return Sample(found)


def _web_memory(running: Service) -> float:
    """Resident megabytes of the process that serves."""
    return max(each.memory_info().rss for each in running.processes("gunicorn")) / MEGABYTE


@contextmanager
def _crowd(address: str, key: str) -> Iterator[None]:
    """While all of them listen: in a process of their own, which says when each has heard a byte."""
    command = [sys.executable, "-m", "bench.slow_crowd", address, key, str(LISTENERS)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as crowd:
        assert crowd.stdin
        assert crowd.stdout
        hear = crowd.stdout.readline()
        assert hear == f"{LISTENERS} hear\n", hear
        yield
        crowd.stdin.close()
        hear = crowd.stdout.readline()
        assert hear == f"{LISTENERS} hear on\n", hear
