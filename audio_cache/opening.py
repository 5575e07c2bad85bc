"""Opens the cache that the settings speak of."""

from dataclasses import dataclass
from pathlib import Path

from audio_cache.cache import AudioCache
from audio_cache.connection import connect
from audio_cache.errors import StoreUnavailableError
from audio_cache.index import Index
from audio_cache.nearby import Nearby
from audio_cache.objects import ObjectStore
from audio_cache.place import BucketPlace
from audio_cache.store import LocalStore, Store

COPIES = "copies"
"""Where, below the audio folder, copies of a bucket's files lie: apart from any that are the truth."""


@dataclass(frozen=True, slots=True)
class Storage:
    """Where audio is to lie.

    Attributes:
        folder: the audio folder of this machine.
        place: the bucket that holds the truth; None: the folder does.
        copies: bytes of the bucket's files that are kept in the folder.
        redirect: whether listeners fetch finished audio from the bucket themselves.
    """

    folder: Path
    place: BucketPlace | None = None
    copies: int = 1 << 30
    redirect: bool = False


def open_cache(storage: Storage, redis_url: str) -> AudioCache:
    """A cache on that storage, with that Redis as its index; nothing is asked of either yet."""
    return AudioCache(open_store(storage), Index(connect(redis_url)))


def open_store(storage: Storage) -> Store:
    """The store of that storage.

    Raises:
        StoreUnavailableError: a bucket is asked for, and the extra `s3` is not installed.
    """
    if storage.place is None:
        return LocalStore(storage.folder)
    try:
        # Who keeps audio in a folder needs no client of object stores, nor the memory that it takes.
        from audio_cache.bucket import Bucket  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise StoreUnavailableError("a bucket needs: pip install 'doc-bai-viet[s3]'") from error
    nearby = Nearby(storage.folder / COPIES, storage.copies)
    return ObjectStore(Bucket(storage.place), nearby, redirect=storage.redirect)
