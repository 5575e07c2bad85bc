"""What one article costs: processor, Redis, disk. docs/scaling.md counts with these."""

from collections.abc import Callable, Iterable
from pathlib import Path

import psutil

from audio_cache import names
from bench.article import fresh
from bench.client import Listener
from bench.figures import Row
from bench.results import Series
from bench.standing import service
from bench.table import number
from tests.running import Service

ARTICLES = 6
PRESSES = 100
QUEUED = 50
LISTENED = 200


def measure(runs: int) -> tuple[list[Row], Series]:
    """Counted over some articles, and divided."""
    articles = min(ARTICLES, runs)
    with service() as running:
        listener = Listener(running.address)
        keys = [listener.listen(fresh()).key]
        cold = _used(running, lambda: keys.extend(_read(listener, articles)), articles)
        text = fresh()
        listener.listen(text)
        warm = _used(running, lambda: [listener.press(text) for _ in range(PRESSES)], PRESSES)
        whole = _used(running, lambda: _fetch(listener, keys[0]), LISTENED)
        audio, disk, files = _sizes(running.folder / "audio", keys)
        queued = _queued(running, listener)
    series = {
        "article CPU s": cold["all CPU s"],
        "article web CPU s": cold["web CPU s"],
        "article first CPU s": cold["first CPU s"],
        "article later CPU s": cold["later CPU s"],
        "warm POST CPU s": warm["web CPU s"],
        "whole file CPU s": whole["web CPU s"],
        "audio bytes": audio,
        "disk bytes": disk,
        "files": files,
        "queued bytes": queued,
        "commands cold": cold["commands"],
        "commands warm": warm["commands"],
    }
    return list(_rows(series)), series


def _rows(found: Series) -> Iterable[Row]:
    yield Row(
        "an article: processor, all processes",
        found["article CPU s"],
        unit="s",
        note=f"Web server and Redis {number(found['article web CPU s'] * 1000, 'ms')}, the worker of"
        f" first parts {number(found['article first CPU s'] * 1000, 'ms')}, that of later ones"
        f" {number(found['article later CPU s'] * 1000, 'ms')}: the floor's engine and encoder, a fifth"
        " more for levelling, pauses and an encoder for each part, and files, Redis and Celery.",
    )
    yield Row("an article: sound", found["audio bytes"] / 1e6, unit="MB")
    yield Row("an article: on disk, parts and recipe too", found["disk bytes"] / 1e6, unit="MB")
    yield Row("an article in the queue: Redis", found["queued bytes"] / 1e3, unit="kB")
    yield Row("an article made and heard: Redis commands", found["commands cold"], unit="")
    yield Row("a warm POST: Redis commands", found["commands warm"], unit="")


def _read(listener: Listener, articles: int) -> list[str]:
    return [listener.listen(fresh()).key for _ in range(articles)]


def _fetch(listener: Listener, key: str) -> None:
    for _ in range(LISTENED):
        assert listener.status(f"/v1/recordings/{key}/audio.mp3", "GET") == 200


def _used(running: Service, work: Callable[[], object], times: int) -> dict[str, float]:
    """Seconds of processor and commands of Redis for each time."""
    before = _spent(running)
    work()
    return {name: (late - before[name]) / times for name, late in _spent(running).items()}


def _spent(running: Service) -> dict[str, float]:
    """What was used so far; a worker's child that ended meanwhile counts with its parent."""
    web = [*running.processes("gunicorn"), *running.processes("redis-server")]
    return {
        "web CPU s": _seconds(web),
        "first CPU s": _seconds(running.processes("--hostname=first")),
        "later CPU s": _seconds(running.processes("--hostname=parts")),
        "all CPU s": _seconds(running.processes()),
        "commands": _commands(running),
    }


def _seconds(processes: Iterable[psutil.Process]) -> float:
    times = [process.cpu_times() for process in processes]
    return sum(
        each.user + each.system + each.children_user + each.children_system for each in times
    )


def _commands(running: Service) -> int:
    return int(running.redis.info("stats")["total_commands_processed"])


def _sizes(folder: Path, keys: list[str]) -> tuple[float, float, float]:
    """For each article: bytes of the finished file and of all that is kept, and files of sound."""
    audio = [(folder / names.audio(key)).stat().st_size for key in keys]
    files = [path.stat() for path in folder.rglob("*") if path.is_file()]
    kept = sum(-(-each.st_size // 4096) * 4096 for each in files)
    sound = [path for path in folder.rglob("*") if path.suffix in {".mp3", ".part"}]
    articles = len(keys) + 1
    return sum(audio) / len(keys), kept / articles, len(sound) / articles


def _queued(running: Service, listener: Listener) -> float:
    """Bytes of Redis for each article that waits, while no worker takes any."""
    workers = running.processes("celery")
    for each in workers:
        each.suspend()
    before = running.redis.info("memory")["used_memory"]
    for text in (fresh() for _ in range(QUEUED)):
        listener.press(text)
        listener.press(text)  # orders what the first press leaves to the part's speaker
    after = running.redis.info("memory")["used_memory"]
    for each in workers:
        each.resume()
    return float(after - before) / QUEUED
