"""Looks at every file: reads the index back from them, and finds those that are damaged."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from audio_cache import names
from audio_cache.cache import AudioCache
from audio_cache.store import Stamp

BATCH = 500
"""Files that are noted in one round trip."""

Progress = Callable[[str], None]
"""Told the name of each file that was looked at."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a look at the whole store found."""

    files: int
    damaged: tuple[str, ...]


def rebuild(cache: AudioCache, progress: Progress = lambda _: None) -> int:
    """Read the index back from the store: how many files there are."""
    cache.index.clear_files()
    files, batch = 0, []
    for name, stamp in _audio(cache):
        heard = cache.store.last_read(name) or stamp.written / 1e9
        batch.append((name, stamp.size, heard))
        files += 1
        if len(batch) >= BATCH:
            cache.index.note_many(batch)
            batch.clear()
        progress(name)
    cache.index.note_many(batch)
    cache.index.complete()
    return files


def verify(cache: AudioCache, progress: Progress = lambda _: None) -> Verdict:
    """Read every file and throw away what is not as it was stored."""
    files, damaged = 0, []
    for name, _ in _audio(cache):
        files += 1
        if not cache.whole(name):
            damaged.append(name)
        progress(name)
    return Verdict(files, tuple(damaged))


def _audio(cache: AudioCache) -> Iterator[tuple[str, Stamp]]:
    """The parts and the finished files."""
    endings = (".part", *(f".{each}" for each in names.Format))
    for folder in (names.PARTS, names.RECORDINGS):
        for name, stamp in cache.store.stamps(folder):
            if name.endswith(endings):
                yield name, stamp
