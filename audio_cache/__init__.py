"""Key in, file out: the audio cache. README.md beside this file is its map."""

from audio_cache.cache import AudioCache, StoredRecording
from audio_cache.connection import connect
from audio_cache.envelope import StoredPart
from audio_cache.errors import (
    CacheError,
    DamagedError,
    IndexUnavailableError,
    StoreFullError,
    StoreUnavailableError,
)
from audio_cache.index import AHEAD_HOLD, HOLD, LEASE, LOST, WAITED, Index
from audio_cache.names import Format
from audio_cache.notices import NoticeBoard
from audio_cache.opening import Storage, open_cache, open_store
from audio_cache.place import BucketPlace
from audio_cache.removal import remove, remove_part
from audio_cache.store import LocalStore, Store
from audio_cache.sweep import Bounds, sweep
from audio_cache.upkeep import Verdict, rebuild, verify

__all__ = [
    "AHEAD_HOLD",
    "HOLD",
    "LEASE",
    "LOST",
    "WAITED",
    "AudioCache",
    "Bounds",
    "BucketPlace",
    "CacheError",
    "DamagedError",
    "Format",
    "Index",
    "IndexUnavailableError",
    "LocalStore",
    "NoticeBoard",
    "Storage",
    "Store",
    "StoreFullError",
    "StoreUnavailableError",
    "StoredPart",
    "StoredRecording",
    "Verdict",
    "connect",
    "open_cache",
    "open_store",
    "rebuild",
    "remove",
    "remove_part",
    "sweep",
    "verify",
]
