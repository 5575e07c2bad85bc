"""Scale-out: articles a minute against worker processes of one machine, and against whole nodes."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from itertools import cycle
from pathlib import Path

from bench import slow_engine
from bench.article import TEXT, fresh
from bench.client import Listener
from bench.figures import Row
from bench.network import HERE, NoNetworkError, nodes
from bench.results import Series
from reader.cli.redis_server import find
from tests.deploy.fronting import free_port
from tests.running import Service, service, wait_for
from tests.seaweed import KEY, SECRET, ObjectServer

WORKERS = (1, 2, 4)
ARTICLES = 8
OPEN = {"READER_OPEN": "yes", "READER_ADDRESS_LIMIT": "0", "READER_SITE_LIMIT": "0"}
"""The nodes answer this machine, which is another one to them."""

SHORT = TEXT[: len(TEXT) // 4]
"""Of an article that is spoken by an engine that waits: a quarter will do."""

ESPEAK, WAITS = "eSpeak", "an engine that waits"


def measure(_runs: int) -> tuple[list[Row], Series]:
    """A heap of new articles each time, until the last is ready."""
    with slow_engine.installed() as slow:
        engines = {ESPEAK: ({}, TEXT), WAITS: (slow, SHORT)}
        workers = {
            name: [_with_workers(number, settings, text) for number in WORKERS]
            for name, (settings, text) in engines.items()
        }
        spread = {name: _with_nodes(*how) for name, how in engines.items()}
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
        yield _row(spread[WAITS], "nodes (web and worker), one Redis, one bucket")


def _with_workers(number: int, settings: Mapping[str, str], text: str) -> float:
    with service({**settings, "READER_WORKERS": str(number)}) as running:
        return _rate([running], text)


def _rate(running: Sequence[Service], text: str) -> float:
    """Articles a minute: asked for at the nodes in turn, ready when the last is."""
    _ready(running[0], [running[0].press(fresh(text))["key"]])  # warms up
    start = time.perf_counter()
    places = cycle(running)
    asked = [(next(places), fresh(text)) for _ in range(ARTICLES)]
    keys = [Listener(node.address).press(new)["key"] for node, new in asked]
    _ready(running[-1], keys)
    return ARTICLES / (time.perf_counter() - start) * 60


def _ready(node: Service, keys: Sequence[str]) -> None:
    listener = Listener(node.address)
    for key in keys:
        wait_for(lambda key=key: listener.status(f"/v1/recordings/{key}/audio.mp3") == 200, 120)


def _with_nodes(settings: Mapping[str, str], text: str) -> list[float]:
    """Against 1, 2, 4 nodes of one worker each; nothing where no networks can be made."""
    try:
        with nodes(WORKERS[-1]) as made, _shared() as shared, ExitStack() as stack:
            running: list[Service] = []
            found = []
            for number in WORKERS:
                for node in made[len(running) : number]:
                    own = {**shared, **settings, "READER_HOST": node.address, "READER_WORKERS": "1"}
                    running.append(stack.enter_context(service(own, within=node.within)))
                found.append(_rate(running, text))
            return found
    except NoNetworkError as error:
        print(error, file=sys.stderr)
        return []


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
