"""What a running service holds at one moment: memory, threads and files of each process, keys, files."""

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, cast

import psutil

from audio_cache import names
from tests.running import Service

NAMES = {
    "redis-server": "Redis",
    "reader.wsgi": "web",
    "first@": "first",
    "parts@": "parts",
    "reader.cli": "up",
}
"""What a command line holds, and what we call such a process."""

AUDIO = (names.RECORDINGS, names.PARTS)
"""Folders that the cache's size bounds."""

RECIPES = (names.RECIPES, names.OWNERS)
"""Folders that hold a small file for each article, and outlive the audio."""


class Process(NamedTuple):
    """One process: its name, and what it holds; memory in bytes."""

    name: str
    rss: int
    threads: int
    descriptors: int


@dataclass(frozen=True)
class Holding:
    """All that is held."""

    processes: dict[int, Process]
    redis: int
    """Bytes, as Redis itself counts them."""
    keys: int
    lasting: int
    """Keys that no time ends."""
    audio: int
    """Bytes that the cache's size bounds."""
    recipes: int
    others: int
    """Files that are neither audio nor belong to an article."""

    @classmethod
    def of(cls, running: Service) -> "Holding":
        """Whatever ends at this moment is left out."""
        redis: Any = running.redis
        keys = list(redis.scan_iter(count=1000))
        with redis.pipeline(transaction=False) as pipe:
            for key in keys:
                pipe.ttl(key)
            lasting = cast("list[int]", pipe.execute()).count(-1)
        found = list(_files(running.folder))
        return cls(
            processes=dict(_processes(running)),
            redis=redis.info("memory")["used_memory"],
            keys=len(keys),
            lasting=lasting,
            audio=sum(size for folder, size in found if folder in AUDIO),
            recipes=sum(folder == names.RECIPES for folder, _ in found),
            others=sum(folder not in (*AUDIO, *RECIPES) for folder, _ in found),
        )


def orphans(running: Service) -> list[str]:
    """Processes of this service that nobody looks after any more."""
    known = {process.pid for process in running.processes()} | {running.process.pid, os.getpid()}
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            ours = process.environ().get("READER_DATA_DIR") == str(running.folder)
            if ours and process.pid not in known and process.status() != psutil.STATUS_ZOMBIE:
                found.append(f"{process.pid} {_name(process)}")
    return found


def _processes(running: Service) -> Iterator[tuple[int, Process]]:
    for process in [psutil.Process(running.process.pid), *running.processes()]:
        with suppress(psutil.Error), process.oneshot():
            rss, threads = process.memory_info().rss, process.num_threads()
            yield process.pid, Process(_name(process), rss, threads, process.num_fds())


def _name(process: psutil.Process) -> str:
    command = " ".join(process.cmdline())
    name = next((name for word, name in NAMES.items() if word in command), command)
    parent = process.parent()
    child = parent is not None and parent.cmdline() == process.cmdline()
    return f"{name}'s child" if child else name


def _files(folder: Path) -> Iterator[tuple[str, int]]:
    """Of each file the folder of the cache that it lies in, if any, and its bytes."""
    for path in folder.rglob("*"):
        with suppress(OSError):
            if path.is_file():
                parts = path.relative_to(folder).parts
                yield (
                    parts[1] if parts[0] == "audio" and len(parts) > 1 else "",
                    path.stat().st_size,
                )
