"""Growth: one cached article, and ten thousand. What must stay as it is, and what may grow with them."""

import random
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from audio_cache import AudioCache, Index, LocalStore, rebuild, verify
from bench.article import fresh
from bench.client import Listener
from bench.figures import Row, Sample, Trial, in_turn
from bench.library import fill
from bench.results import Series
from bench.standing import service
from tests.running import Service
from workers.engines.espeak import Espeak

SIZES = (1, 10, 100, 1000, 10_000)
FLAT = 1.5
LOOKUPS = 20
PRESSES = 5
UPKEEPS = 1
ROOM = 2 << 30
STARTS = 10
"""One start for so many runs: each takes seconds."""


def measure(runs: int) -> tuple[list[Row], Series]:
    """A service that stays small beside one that grows, by turns; then the starts of both."""
    with TemporaryDirectory(dir=_where()) as small, TemporaryDirectory(dir=_where()) as large:
        folders = Path(small), Path(large)
        with ExitStack() as stack:
            one, many = (stack.enter_context(service(folder=folder)) for folder in folders)
            sizes = list(_grown(one, many, runs))
        starts = in_turn(-(-runs // STARTS), *map(_start, folders, ("small", "large")), warm_up=0)
    last = sizes[-1]
    flat = [
        _flat(f"lookup with {SIZES[-1]:,} cached articles", last, "lookup"),
        _flat(f"warm POST with {SIZES[-1]:,} cached articles", last, "press"),
        _flat(f"start-up with {SIZES[-1]:,} cached articles", starts, "start"),
    ]
    linear = [_linear(sizes, "rebuild"), _linear(sizes, "verify")]
    medians = [{name: sample.median for name, sample in size.items()} for size in sizes]
    return flat + linear, {"sizes": SIZES, "medians": medians}


def _where() -> str | None:
    """In memory where there is room: what is measured is the number of files, not the disk."""
    memory = Path("/dev/shm")  # noqa: S108 - a folder of our own below it
    roomy = memory.is_dir() and shutil.disk_usage(memory).free > ROOM
    return str(memory) if roomy else None


def _grown(one: Service, many: Service, runs: int) -> Iterator[dict[str, Sample]]:
    """At each size: milliseconds of a lookup and a press, small and large; of rebuild and verify."""
    text, voice = fresh(), Espeak().voices[0]
    for running in (one, many):
        Listener(running.address).listen(text)
    few = fill(one.folder / "audio", voice, range(1))
    keys: list[str] = []
    for size in SIZES:
        keys += fill(many.folder / "audio", voice, range(len(keys), size))
        kept = _upkeep(many)
        trials = [
            trial
            for name, running, held in (("small", one, few), ("large", many, keys))
            for trial in (_lookup(name, running, held), _press(name, running, text))
        ]
        yield {**in_turn(runs, *trials), **kept}


def _upkeep(running: Service) -> dict[str, Sample]:
    """Milliseconds to read the index back, and to read every file; bytes of Redis with the index."""
    cache = running.cache
    rebuilt = [_milliseconds(lambda: rebuild(cache)) for _ in range(UPKEEPS)]
    verified = [_milliseconds(lambda: verify(cache)) for _ in range(UPKEEPS)]
    assert not verify(cache).damaged
    memory = float(running.redis.info("memory")["used_memory"])
    return {"rebuild": Sample(rebuilt), "verify": Sample(verified), "redis": Sample([memory])}


def _milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def _lookup(name: str, running: Service, keys: list[str]) -> Trial:
    """Recordings by key, in a process that has not seen them."""

    def trial() -> Mapping[str, float]:
        cache = AudioCache(LocalStore(running.folder / "audio"), Index(running.redis))
        wanted = random.choices(keys, k=LOOKUPS)
        start = time.perf_counter()
        found = [AudioCache(cache.store, cache.index).recording(key) for key in wanted]
        seconds = time.perf_counter() - start
        assert all(found)
        return {f"{name} lookup": seconds / LOOKUPS * 1000}

    return trial


def _press(name: str, running: Service, text: str) -> Trial:
    listener = Listener(running.address)

    def trial() -> Mapping[str, float]:
        start = time.perf_counter()
        for _ in range(PRESSES):
            listener.press(text)
        return {f"{name} press": (time.perf_counter() - start) / PRESSES * 1000}

    return trial


def _start(folder: Path, name: str) -> Trial:
    def trial() -> Mapping[str, float]:
        begun = time.perf_counter()
        with service(folder=folder):
            return {f"{name} start": (time.perf_counter() - begun) * 1000}

    return trial


def _flat(work: str, found: Mapping[str, Sample], what: str) -> Row:
    small, large = found[f"small {what}"], found[f"large {what}"]
    return Row(
        work,
        large.median,
        bar=f"flat: ≤ {FLAT} × with one",
        limit=FLAT * small.median,
        ratio=large.median / small.median,
        than="with one",
        runs=len(large),
        beside={"with one": small.median},
    )


def _linear(sizes: list[dict[str, Sample]], what: str) -> Row:
    """The last size is ten times the one before it."""
    before, last = sizes[-2][what].median, sizes[-1][what].median
    return Row(
        f"cache {what} of {SIZES[-1]:,} articles",
        last / 1000,
        unit="s",
        bar=f"linear: ≤ 12.5 × of {SIZES[-2]:,}",
        limit=12.5 * before / 1000,
        ratio=last / before,
        than=f"of {SIZES[-2]:,}",
        runs=len(sizes[-1][what]),
        beside={f"of {SIZES[-2]:,}": before / 1000},
    )
