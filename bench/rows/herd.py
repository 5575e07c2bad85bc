"""The same new article, asked for by many at the same moment; and one of which a sentence changed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from audio_cache import LocalStore, names
from bench.article import changed, fresh
from bench.client import Listener, Reply, at_once, post
from bench.figures import Row, Sample
from bench.peers.running import Peer, tutorial
from bench.results import Series
from bench.standing import standing
from bench.table import number
from tests.running import Service

CROWD = 200
ROUNDS = 5
SMALL_CROWD = 2
"""As many as the tutorials' service can be asked at once, in a time that one can wait for."""

OK = {200, 202}


def measure(runs: int) -> tuple[list[Row], Series]:
    """One press and two hundred by turns; then an article, and the same with a sentence changed."""
    running = standing()
    Listener(running.address).listen(fresh())  # warms up
    herd = _herd(running, runs)
    with tutorial() as peer:
        small = _small_herd(peer) if peer else {}
    rows = [_answered(herd, small), _made(herd, small), *_edited(herd)]
    return rows, {"crowd": CROWD, **{name: sample.median for name, sample in herd.items()}, **small}


def _herd(running: Service, runs: int) -> dict[str, Sample]:
    """Round by round: some articles pressed by one alone, then changed; and one by the crowd.

    Milliseconds of each press and until an article is ready; parts made more than once, parts that
    a change made; answers missing; processor of the web server for each of the crowd.
    """
    rounds = min(ROUNDS, runs)
    ones: list[_One] = []
    crowd, twice, used, refused = [], [], [], 0
    for _ in range(rounds):
        ones += [_one(running) for _ in range(-(-runs // rounds))]
        before = made(running) - stored(running)
        cpu = _spent(running)
        replies = _pressed(running, CROWD)
        used.append((_spent(running) - cpu) / CROWD * 1000)
        crowd += [reply.seconds * 1000 for reply in replies]
        refused += sum(reply.status not in OK for reply in replies)
        twice.append(made(running) - stored(running) - before)
    found = {
        "alone": [one.pressed for one in ones],
        "cold": [one.cold for one in ones],
        "changed": [one.changed for one in ones],
        "parts of a change": [one.parts for one in ones],
        "of the crowd": crowd,
        "made again": twice,
        "refused": [refused],
        "CPU": used,
    }
    return {name: Sample(values) for name, values in found.items()}


@dataclass(frozen=True, slots=True)
class _One:
    """An article, and the same with a sentence changed: milliseconds of its press, until each was ready."""

    pressed: float
    cold: float
    changed: float
    parts: int


def _one(running: Service) -> _One:
    listener = Listener(running.address)
    text = fresh()
    cold = listener.listen(text)
    before = made(running)
    again = listener.listen(changed(text))
    listener.close()
    return _One(1000 * cold.posted, 1000 * cold.ready, 1000 * again.ready, made(running) - before)


def _pressed(running: Service, crowd: int) -> list[Reply]:
    """A new article, pressed by so many at once; it is ready when this returns."""
    request = post(running.address, "/v1/recordings", {"text": fresh()})
    replies = at_once(running.address, [request] * crowd)
    running.until_ready(_key(replies))
    return replies


def _key(replies: list[Reply]) -> str:
    taken = next(reply for reply in replies if reply.status in OK)
    return str(json.loads(taken.body)["key"])


def _spent(running: Service) -> float:
    """Seconds of processor that the web server has used so far."""
    times = [process.cpu_times() for process in running.processes("gunicorn")]
    return sum(each.user + each.system for each in times)


def made(running: Service) -> int:
    """How many parts were ever made."""
    return sum(n for event, n in running.cache.index.counts().items() if event.endswith("|made"))


def stored(running: Service) -> int:
    """How many parts there are."""
    return sum(1 for _ in LocalStore(running.folder / "audio").stamps(names.PARTS))


def _answered(herd: Mapping[str, Sample], small: Mapping[str, float]) -> Row:
    crowd, alone = herd["of the crowd"], herd["alone"]
    return Row(
        f"{CROWD} POSTs of one new article at once, p95",
        crowd.quantile(0.95),
        bar="≤ 3 × the median of one",
        limit=3 * alone.median,
        ratio=crowd.quantile(0.95) / alone.median,
        than="one alone",
        runs=len(crowd),
        beside={"one alone": alone.median}
        | ({f"tutorial, {SMALL_CROWD} at once": small["tutorial p95"]} if small else {}),
        note=f"Each of the crowd costs the one web process {number(herd['CPU'].median, 'ms')}.",
    )


def _made(herd: Mapping[str, Sample], small: Mapping[str, float]) -> Row:
    wrong = sum(herd["made again"].values) + herd["refused"].values[0]
    return Row(
        f"{CROWD} POSTs of one new article at once: parts made twice, or not answered",
        wrong,
        unit="",
        bar="0",
        limit=0,
        runs=len(herd["made again"]),
        beside={f"tutorial: syntheses for {SMALL_CROWD}": small["tutorial syntheses"]}
        if small
        else {},
    )


def _small_herd(peer: Peer) -> dict[str, float]:
    """How the tutorials' service answers a few who want the same new article, once."""
    request = post(peer.address, "/tts", {"text": fresh()})
    replies = at_once(peer.address, [request] * SMALL_CROWD)
    return {
        "tutorial p95": Sample([reply.seconds * 1000 for reply in replies]).quantile(0.95),
        "tutorial syntheses": len((peer.folder / "syntheses").read_text().splitlines()),
    }


def _edited(herd: Mapping[str, Sample]) -> list[Row]:
    cold, edited, parts = herd["cold"], herd["changed"], herd["parts of a change"]
    return [
        Row(
            "one sentence of 26 changed: ready",
            edited.median,
            bar="≤ 0.2 × cold",
            limit=0.2 * cold.median,
            ratio=edited.median / cold.median,
            than="cold",
            runs=len(edited),
            beside={"cold": cold.median},
            note="One part of some fifteen is spoken anew; the press reads the block that changed, half of the words.",
        ),
        Row(
            "one sentence of 26 changed: parts made, at most",
            max(parts.values),
            unit="",
            bar="1 or 2",
            limit=2,
            runs=len(parts),
        ),
    ]
