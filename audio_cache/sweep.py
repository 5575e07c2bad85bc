"""Keeps the store within its bounds: what was heard least recently goes first.

Recipes stay, so whatever goes is made again on its next press. A file that is being read while it
goes is read to its end: its name goes, its bytes stay until the reader lets them go.
"""

import logging
import time
from dataclasses import dataclass

from audio_cache import names
from audio_cache.cache import AudioCache

log = logging.getLogger(__name__)

BATCH = 100
"""Names looked at in one round trip."""

ALONE = "shed"
"""The lock of whoever sweeps."""

LONGEST = 600
"""Seconds after which a sweep that was never ended no longer keeps others from it."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much may be kept, and for how long. 0 means: no such bound.

    Attributes:
        size: bytes of audio in all.
        age: seconds since a file was last heard.
        reserve: bytes of the disk that are left to others.
    """

    size: int = 0
    age: float = 0
    reserve: int = 0


def sweep(cache: AudioCache, bounds: Bounds) -> int:
    """Throw away what is out of bounds: how many files went; none where another sweeps now.

    Raises:
        IndexUnavailableError: Redis is away; nobody knows what was heard when.
    """
    # Two who count what is too much, and then shed it, shed twice as much.
    if not cache.index.lock(ALONE, LONGEST):
        return 0
    try:
        gone = _shed(cache, bounds)
        if gone:
            log.info("cache-swept", extra={"files": gone})
            cache.index.count("swept", gone)
        return gone
    finally:
        cache.index.unlock(ALONE)


def _shed(cache: AudioCache, bounds: Bounds) -> int:
    gone = 0
    while names_ := _over(cache, bounds):
        for name in names_:
            _drop(cache, name)
        gone += len(names_)
    return gone


def _over(cache: AudioCache, bounds: Bounds) -> list[str]:
    """Some names that must go; none where all is within bounds."""
    if bounds.age:
        old = _unheard(cache, cache.index.oldest(BATCH, time.time() - bounds.age))
        if old:
            return old
    excess = _excess(cache, bounds)
    if excess <= 0:
        return []
    return _enough(cache, excess)


def _excess(cache: AudioCache, bounds: Bounds) -> int:
    """How many bytes must go."""
    _, size = cache.index.totals()
    over = size - bounds.size if bounds.size else 0
    free = cache.store.free() if bounds.reserve else None
    short = 0 if free is None else bounds.reserve - free
    return max(over, min(short, size))


def _enough(cache: AudioCache, excess: int) -> list[str]:
    """The least recently heard names that make `excess` bytes together."""
    chosen: list[str] = []
    for name in _unheard(cache, cache.index.oldest(BATCH)):
        if excess <= 0:
            break
        stamp = cache.store.stamp(name)
        chosen.append(name)
        excess -= stamp.size if stamp else 0
    return chosen


def _unheard(cache: AudioCache, found: list[tuple[str, float]]) -> list[str]:
    """Names that are not pinned, and that nobody heard meanwhile; the others wait for another turn."""
    unheard = []
    for name, heard in found:
        # nginx serves files and tells only the file system.
        read = cache.store.last_read(name)
        if read is not None and read > heard + 1:
            cache.index.touch(name, read)
        elif name.startswith(names.RECORDINGS) and cache.pinned(names.key_of(name)):
            cache.index.touch(name)
        else:
            unheard.append(name)
    return unheard


def _drop(cache: AudioCache, name: str) -> None:
    if name.startswith(names.RECORDINGS):
        cache.store.remove(names.manifest_of(name))
    cache.store.remove(name)
    cache.index.forget(name)
