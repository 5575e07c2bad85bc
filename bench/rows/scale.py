"""Scale-out: articles a minute against worker processes of one machine, and against whole nodes."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from itertools import repeat
from pathlib import Path

from bench import slow_engine
from bench.article import TEXT, fresh
from bench.client import Listener
from bench.figures import Row
from bench.network import HERE, NoNetworkError, nodes
from bench.results import Series
from bench.standing import service
from reader.cli.redis_server import find
from tests.deploy.fronting import free_port
from tests.running import Service, wait_for
from tests.seaweed import KEY, SECRET, ObjectServer

WORKERS = (1, 2, 4)
EACH = 5
"""Articles for each worker: however many they are, they have the same share of beginning and of end."""

WARMING = 1
"""Articles for each node before: every process has asked the bucket and spoken then."""

OPEN = {"READER_OPEN": "yes", "READER_ADDRESS_LIMIT": "0", "READER_SITE_LIMIT": "0"}
"""The nodes answer this machine, which is another one to them."""

OFTEN = 0.25
"""Seconds between two looks whether an article is ready: each takes a node and the bucket what is measured."""

SHORT = TEXT[: len(TEXT) // 8]
"""Of an article: an eighth will do."""

ESPEAK, WAITS = "eSpeak", "an engine that waits"
VOICES = {ESPEAK: "espeak-vi-north", WAITS: slow_engine.NAME}

Rates = dict[str, list[float]]
"""Articles a minute by the name of the engine, against the numbers of WORKERS."""


def measure(_runs: int) -> tuple[list[Row], Series]:
    """A heap of new articles each time, until the last is ready."""
    with slow_engine.installed() as slow:
        settings = {**slow, "READER_ENGINES": f"espeak,{slow_engine.NAME}"}
        workers = _with_workers(settings)
        spread = _with_nodes(settings)
    series = {"workers": WORKERS, "one machine": workers, "nodes": spread}
    return [_row(workers[WAITS], "worker processes"), *_node_rows(spread)], series


def _row(found: Sequence[float], what: str) -> Row:
    return Row(
        f"throughput with {WORKERS[-1]} {what}, {WAITS}",
        found[-1],
        unit="articles/min",
        bar=f"≥ 0.8 × {WORKERS[-1]} times of 1",
        limit=0.8 * WORKERS[-1] * found[0],
        at_least=True,
        ratio=found[-1] / found[0],
        than="of 1",
        beside={str(number): rate for number, rate in zip(WORKERS, found, strict=True)},
    )


def _node_rows(spread: Mapping[str, Sequence[float]]) -> Iterator[Row]:
    if spread[WAITS]:
        row = _row(spread[WAITS], "nodes (web and worker), one Redis, one bucket")
        yield replace(
            row,
            note="All of them on the cores of this machine, which on a slow one are short first.",
        )


def _with_workers(settings: Mapping[str, str]) -> Rates:
    found: Rates = {name: [] for name in VOICES}
    for number in WORKERS:
        with service({**settings, "READER_WORKERS": str(number)}) as running:
            _measure([running], number, found)
    return found


def _measure(running: Sequence[Service], workers: int, found: Rates) -> None:
    for name, rates in found.items():
        rates.append(_rate(running, VOICES[name], EACH * workers))


def _rate(running: Sequence[Service], voice: str, articles: int) -> float:
    """Articles a minute: asked for at all nodes at once, ready when the last is."""
    _make(running, voice, WARMING * len(running))
    start = time.perf_counter()
    _make(running, voice, articles)
    return articles / (time.perf_counter() - start) * 60


def _make(running: Sequence[Service], voice: str, articles: int) -> None:
    with ThreadPoolExecutor(len(running)) as pool:
        heaps = pool.map(_asked, running, repeat(voice), repeat(articles // len(running)))
        keys = [key for heap in heaps for key in heap]
    _ready(running[-1], keys)


def _asked(node: Service, voice: str, articles: int) -> list[str]:
    listener = Listener(node.address)
    return [listener.press(fresh(SHORT), voice=voice)["key"] for _ in range(articles)]


def _ready(node: Service, keys: Sequence[str]) -> None:
    listener = Listener(node.address)
    for key in keys:
        address = f"/v1/recordings/{key}/audio.mp3"
        wait_for(lambda address=address: listener.status(address) == 200, 120, every=OFTEN)


def _with_nodes(settings: Mapping[str, str]) -> Rates:
    """Against 1, 2, 4 nodes of one worker each; nothing where no networks can be made."""
    found: Rates = {WAITS: []}  # eSpeak's limit, the two cores, is seen with one node already
    try:
        with nodes(WORKERS[-1]) as made, _shared() as shared, ExitStack() as stack:
            running: list[Service] = []
            for number in WORKERS:
                for node in made[len(running) : number]:
                    own = {**shared, **settings, "READER_HOST": node.address, "READER_WORKERS": "1"}
                    running.append(stack.enter_context(service(own, within=node.within)))
                _measure(running, number, found)
    except NoNetworkError as error:
        print(error, file=sys.stderr)
    return found


@contextmanager
def _shared() -> Iterator[dict[str, str]]:
    """One Redis and one object store, which every node reaches over its network."""
    with tempfile.TemporaryDirectory(prefix="shared-") as folder, ExitStack() as stack:
        redis = stack.enter_context(_redis(Path(folder)))
        bucket = ObjectServer(Path(folder), HERE)
        stack.callback(bucket.stop)
        yield {
            **OPEN,
            "READER_REDIS_URL": redis,
            "READER_STORE_URL": f"s3://audio/{bucket.place().prefix}",
            "READER_STORE_ENDPOINT": bucket.endpoint,
            "READER_STORE_KEY_ID": KEY,
            "READER_STORE_SECRET": SECRET,
        }


@contextmanager
def _redis(folder: Path) -> Iterator[str]:
    port = free_port()
    options = ["--bind", HERE, "--port", str(port), "--protected-mode", "no", "--save", ""]
    command = [str(find()), *options, "--dir", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        try:
            yield f"redis://{HERE}:{port}/0"
        finally:
            process.terminate()
