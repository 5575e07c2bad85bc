"""Warm: the press on an article that was read before; and the memory of the service that idles."""

import json
from collections.abc import Iterable, Iterator

import psutil

from bench.article import fresh
from bench.client import JSON, Listener
from bench.figures import Row, Sample, in_turn
from bench.load import Load, Request, load
from bench.peers.running import Peer, tutorial
from bench.results import Series
from bench.rows.cold import first_byte
from bench.standing import service
from bench.table import number
from tests.running import Service

PRESSES = 50
"""Presses between two looks at the clock of the processor."""

CONNECTIONS = 50
SELDOM = 4


def measure(runs: int) -> tuple[list[Row], Series]:
    """Ours and the tutorials' service by turns, on one article that both have made."""
    text = fresh()
    with service({"READER_ENGINES": "espeak"}) as running, tutorial() as peer:
        listener = Listener(running.address)
        listener.listen(text)
        if peer:
            first_byte(peer.address, text)
        memory = _memory(running, peer)
        found = in_turn(runs, lambda: {"CPU": _cpu(running, listener, text)})
        loads, peers = [], []
        for number in range(runs):
            loads.append(_loaded(running.address, "/v1/recordings", text))
            if peer and number % SELDOM == 0:
                peers.append(_loaded(peer.address, "/tts", text))
    return [_used(found["CPU"]), _spread(loads, peers), memory], {}


def _loaded(address: str, path: str, text: str) -> Load:
    return load(address, Request(path, "POST", json.dumps({"text": text}), JSON), CONNECTIONS)


def _cpu(running: Service, listener: Listener, text: str) -> float:
    """Milliseconds of processor that all processes of the service spend on one press."""
    processes = [*running.processes("gunicorn"), *running.processes("redis-server")]
    before = _spent(processes)
    for _ in range(PRESSES):
        listener.press(text)
    return (_spent(processes) - before) / PRESSES * 1000


def _spent(processes: Iterable[psutil.Process]) -> float:
    times = [process.cpu_times() for process in processes]
    return sum(each.user + each.system for each in times)


def _used(cpu: Sample) -> Row:
    return Row(
        "warm: POST of a known article, server CPU",
        cpu.median,
        bar="≤ 3 ms",
        limit=3,
        runs=len(cpu),
        note=f"Web server and Redis together, over {PRESSES} presses in each run. The first press of a minute "
        "asks Redis twice.",
    )


def _spread(loads: list[Load], peers: list[Load]) -> Row:
    median = Sample([each.median for each in loads]).median
    p99 = Sample([each.p99 for each in loads]).median
    rate = Sample([each.rate for each in loads]).median
    row = Row(
        f"warm: POST at {CONNECTIONS} connections, p99",
        p99,
        bar="≤ 10 × median",
        limit=10 * median,
        ratio=p99 / median,
        than="median",
        runs=len(loads),
        beside={"median": median, "POSTs a second": rate},
    )
    if not peers:
        return row
    return row.beside_of(
        {
            "tutorial p99": Sample([each.p99 for each in peers]).median,
            "median ": Sample([each.median for each in peers]).median,
            "POSTs a second ": Sample([each.rate for each in peers]).median,
        }
    )


def _memory(running: Service, peer: Peer | None) -> Row:
    """Each page counted once, and shared out among those who hold it."""
    ours = [psutil.Process(running.process.pid), *running.processes()]
    row = Row(
        "memory of the whole idle service with espeak, after one article",
        _megabytes(ours, "pss"),
        unit="MB",
        bar="≤ 350 MB",
        limit=350,
        beside={"counted process by process": _megabytes(ours, "rss"), "processes": len(ours)},
        note="Process by process: " + ", ".join(_each(ours)) + ".",
    )
    return row.beside_of({"tutorial": _megabytes(peer.processes(), "pss")}) if peer else row


def _each(processes: Iterable[psutil.Process]) -> Iterator[str]:
    """What each of them holds, by the program that it runs."""
    for process in processes:
        yield f"{_program(process.cmdline())} {number(process.memory_full_info().pss / 1e6, 'MB')}"


def _program(words: list[str]) -> str:
    """`up`, the web server, Redis, or the queues of a worker."""
    if words[-1] == "up":
        return "up"
    if "-Q" in words:
        return f"worker of {words[words.index('-Q') + 1]}"
    return "web" if any("gunicorn" in word for word in words) else "Redis"


def _megabytes(processes: Iterable[psutil.Process], kind: str) -> float:
    return sum(getattr(each.memory_full_info(), kind) for each in processes) / 1e6
