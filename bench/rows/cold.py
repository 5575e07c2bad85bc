"""Cold: an article nobody asked for before, on an idle machine. Floor, service and peer by turns."""

import contextlib
import http.client
import json
import os
import time
from collections.abc import Iterator, Mapping

from bench.article import fresh
from bench.client import JSON, Listener
from bench.figures import Row, Sample, Trial, in_turn, seldom
from bench.floor import Floor
from bench.peers.running import tutorial
from bench.results import Series
from bench.stages import PART, TEXT, stages
from bench.standing import service, standing
from bench.table import number

AFTER = (
    "The press and the first part come before what two workers can share, and web server, Redis and"
    " Celery run on the same two cores."
)
FLOOR, TWO, ONE, TUTORIAL = "floor", "service", "service on one core", "tutorial"
SELDOM = 10
"""The peer takes as long as all others together: it is measured in every tenth round."""


def measure(runs: int) -> tuple[list[Row], Series]:
    """First byte, and the whole article ready: with two cores, and with one for everything."""
    with contextlib.ExitStack() as stack:
        trials = [
            _floor(),
            stages(),
            _heard(TWO, Listener(standing().address)),
            *(stack.enter_context(each) for each in (_one(), _peer())),
        ]
        found = in_turn(runs, *(trial for trial in trials if trial))
    rows = [_first_byte(found), _some(found), *_ready(found)]
    return rows, {name: sample.median for name, sample in found.items()}


def _first_byte(found: Mapping[str, Sample]) -> Row:
    floor, ours = found[f"{FLOOR} first"], found[f"{TWO} first"]
    return Row(
        "cold: POST to the first byte of live.mp3",
        ours.median,
        bar="≤ 2 × floor + 15 ms",
        limit=2 * floor.median + 15,
        ratio=ours.median / floor.median,
        than=FLOOR,
        runs=len(ours),
        beside={
            "of it the POST": found[f"{TWO} posted"].median,
            "p95": ours.quantile(0.95),
            **_beside(found, "first"),
        },
        note=_where(found),
    )


def _some(found: Mapping[str, Sample]) -> Row:
    floor, ours = found[f"{FLOOR} some"], found[f"{TWO} some"]
    return Row(
        "cold: POST to 32 KiB of live.mp3",
        ours.median,
        ratio=ours.median / floor.median,
        than=FLOOR,
        runs=len(ours),
        beside={"p95": ours.quantile(0.95), FLOOR: floor.median},
    )


def _ready(found: Mapping[str, Sample]) -> Iterator[Row]:
    floor = found[f"{FLOOR} ready"]
    for name, work, times, note in (
        (ONE, "cold: whole article ready, everything on one core", 1.25, ""),
        (TWO, "cold: whole article ready, two workers", 0.75, AFTER),
    ):
        if f"{name} ready" not in found:
            continue
        ours = found[f"{name} ready"]
        yield Row(
            work,
            ours.median,
            bar=f"≤ {times} × floor",
            limit=times * floor.median,
            ratio=ours.median / floor.median,
            than=FLOOR,
            runs=len(ours),
            beside=_beside(found, "ready"),
            note=note,
        )


def _where(found: Mapping[str, Sample]) -> str:
    """What the time to the first byte is made of."""
    posted, text = found[f"{TWO} posted"].median, found[TEXT].median
    rest, part = found[f"{TWO} first"].median - posted, found[PART].median
    return (
        f"The POST takes {number(posted, 'ms')}, of which reading the text takes {number(text, 'ms')};"
        f" the {number(rest, 'ms')} after it hold {number(part, 'ms')} of speaking and encoding the"
        " first part. What is left is HTTP, Redis, Celery and files."
    )


def _beside(found: Mapping[str, Sample], what: str) -> dict[str, float]:
    """The limit, and the peer, which gives its first byte when all is ready."""
    wanted = {FLOOR: f"{FLOOR} {what}", TUTORIAL: f"{TUTORIAL} first"}
    return {shown: found[name].median for shown, name in wanted.items() if name in found}


def _floor() -> Trial:
    floor = Floor()

    def trial() -> Mapping[str, float]:
        spoken = floor.speak(fresh())
        return {
            f"{FLOOR} first": spoken.first * 1000,
            f"{FLOOR} some": spoken.some * 1000,
            f"{FLOOR} ready": spoken.ready * 1000,
        }

    return trial


@contextlib.contextmanager
def _one() -> Iterator[Trial | None]:
    """Web server, Redis and workers on one core, as the floor is; the listener has the other."""
    cores = sorted(os.sched_getaffinity(0))
    if len(cores) == 1:
        yield None
        return
    bound = ("taskset", "-c", str(cores[-1]))
    with service({"READER_WORKERS": "1"}, within=bound) as running:
        yield _heard(ONE, Listener(running.address))


def _heard(name: str, listener: Listener) -> Trial:
    def trial() -> Mapping[str, float]:
        heard = listener.listen(fresh())
        return {
            f"{name} posted": heard.posted * 1000,
            f"{name} first": heard.first * 1000,
            f"{name} some": heard.some * 1000,
            f"{name} ready": heard.ready * 1000,
        }

    return trial


@contextlib.contextmanager
def _peer() -> Iterator[Trial | None]:
    with tutorial() as peer:
        yield peer and seldom(lambda: _peers(peer.address), SELDOM)


def _peers(address: str) -> Mapping[str, float]:
    return {f"{TUTORIAL} first": first_byte(address, fresh()) * 1000}


def first_byte(address: str, text: str) -> float:
    """Seconds from the tutorials' POST to its first byte: it gives none before the last is made."""
    connection = http.client.HTTPConnection(address, timeout=300)
    start = time.perf_counter()
    connection.request("POST", "/tts", json.dumps({"text": text}).encode(), JSON)
    answer = connection.getresponse()
    assert answer.status == http.HTTPStatus.OK, answer.status
    answer.read(1)
    seconds = time.perf_counter() - start
    connection.close()
    return seconds
