"""A running service from outside: whose processes are whose, what is made, one more worker beside it."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import psutil

from audio_cache import AudioCache, Index, LocalStore
from reader.recording import Recording
from tests.running import Service, wait_for


def children(running: Service, *words: str) -> list[psutil.Process]:
    """The children of its processes whose command line holds all of these words."""
    found = []
    for each in running.processes(*words):
        with suppress(psutil.NoSuchProcess):
            found += each.children()
    return found


def masters(running: Service, *words: str) -> list[psutil.Process]:
    """Its processes of such a command line that `up` itself started."""
    found = running.processes(*words)
    return [each for each in found if each.ppid() == running.process.pid]


def made(index: Index) -> int:
    """How many parts were ever made, by any worker."""
    return sum(n for event, n in index.counts().items() if event.endswith("|made"))


def part_keys(cache: AudioCache, key: str) -> set[str]:
    """The different parts of a recording: a sentence that comes again is the same part."""
    return {part.key for part in Recording.from_recipe(cache.recipe(key)).parts}


def stored(running: Service, key: str) -> list[str]:
    """The parts of a recording that are in the cache, each once."""
    parts = part_keys(running.cache, key)
    found = [name for name, _ in LocalStore(running.folder / "audio").stamps("parts")]
    return [name for name in found if name.rpartition("/")[2].removesuffix(".part") in parts]


@contextmanager
def spare_worker(running: Service) -> Iterator[psutil.Process]:
    """Another worker for the same queues, as a fleet has them; it is nobody's victim."""
    (worker,) = masters(running, "-Q parts")
    command = [word.replace("parts@", "spare@") for word in worker.cmdline()]
    with subprocess.Popen(command, env=worker.environ()) as process:
        try:
            wait_for(lambda: list(running.folder.glob("spare@*.alive")))
            yield psutil.Process(process.pid)
        finally:
            process.terminate()
