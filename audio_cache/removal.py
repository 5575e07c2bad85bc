"""Takes a recording out of the cache, with all that is kept for it.

Its parts go too, whoever else uses them: a part is only kept to save making it. A finished file
holds its own copy of the sound, and a recording that still needs the part has it made again.
"""

import logging
from collections.abc import Sequence
from contextlib import suppress

from audio_cache import instead, names
from audio_cache.cache import AudioCache
from audio_cache.envelope import unseal
from audio_cache.errors import DamagedError, IndexUnavailableError

log = logging.getLogger(__name__)


def remove(cache: AudioCache, key: str, parts: Sequence[str]) -> None:
    """Remove a recording, its parts and its recipes.

    The recipe goes first, so that nobody makes it again meanwhile; its owners last, so that what
    was broken off can be begun again.

    Raises:
        IndexUnavailableError: Redis is away; nothing was removed.
    """
    cache.index.leave(key, parts)
    _forget(cache, names.recipe(key))
    _forget_all(cache, names.layouts(key))
    for part in parts:
        remove_part(cache, part)
    _remove_audio(cache, key)
    _forget(cache, names.pin(key))
    _forget_all(cache, names.owners(key))
    log.info("recording-removed", extra={"recording": key})


def remove_part(cache: AudioCache, key: str) -> None:
    """Remove a part, and the one that stands in for it."""
    other = _stand_in(cache.store.read(names.part(key)), key)
    if other is not None:
        _forget(cache, names.part(other))
    _forget(cache, names.part(key))


def _remove_audio(cache: AudioCache, key: str) -> None:
    """Remove the finished files, and those of its stand-in unless that was asked for itself."""
    other = instead.named(instead.read(cache.store.read(names.manifest(key))))
    if other is not None and cache.recipe(other) is None:
        _remove_files(cache, other)
    _remove_files(cache, key)


def _remove_files(cache: AudioCache, key: str) -> None:
    for format_ in names.Format:
        _forget(cache, names.manifest(key, format_))
        _forget(cache, names.audio(key, format_))


def _stand_in(data: bytes | None, key: str) -> str | None:
    with suppress(DamagedError):
        return instead.named(unseal(key, data).facts) if data else None
    return None


def _forget_all(cache: AudioCache, folder: str) -> None:
    for name in [name for name, _ in cache.store.stamps(folder)]:
        cache.store.remove(name)


def _forget(cache: AudioCache, name: str) -> None:
    cache.store.remove(name)
    # From here on it must go on: Redis that went away finds out by and by.
    with suppress(IndexUnavailableError):
        cache.index.forget(name)
