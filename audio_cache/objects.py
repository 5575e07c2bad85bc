"""A store in a bucket, which many machines share, with copies on this one.

What is asked for is asked of the bucket, so that all machines agree; a copy only saves sending the
bytes again. Where the bucket is away, a finished file is still given out that has a copy here.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from audio_cache.errors import StoreUnavailableError
from audio_cache.nearby import Nearby
from audio_cache.store import Stamp

if TYPE_CHECKING:  # it imports a client that not every installation has
    from audio_cache.bucket import Bucket


class ObjectStore:
    """Names in, bytes out, from any machine that may ask the bucket."""

    far = True

    def __init__(self, bucket: "Bucket", nearby: Nearby, *, redirect: bool = False) -> None:
        self.bucket = bucket
        self.nearby = nearby
        self.redirect = redirect

    def add(self, name: str, data: bytes) -> bool:
        """Store data under a name that is free; of many machines at once, one does."""
        return self.bucket.put(name, data, only_new=True)

    def replace(self, name: str, data: bytes) -> None:
        """Store data under a name."""
        self.bucket.put(name, data)

    def read(self, name: str) -> bytes | None:
        """All bytes, or None."""
        found = self.bucket.get(name)
        return None if found is None else found.data

    def stamp(self, name: str) -> Stamp | None:
        """Size and time, or None."""
        return self.bucket.stamp(name)

    def last_read(self, name: str) -> float | None:
        """When this machine's copy was; nobody knows of the others."""
        return self.nearby.files.last_read(name)

    def remove(self, name: str) -> None:
        """Forget a name; another machine's copy goes when that machine is next asked for it."""
        self.bucket.remove(name)
        self.nearby.remove(name)

    def stamps(self, folder: str) -> Iterator[tuple[str, Stamp]]:
        """Every name below a folder."""
        return self.bucket.stamps(folder)

    def tidy(self) -> None:
        """Hold the copies within their size; a bucket has nothing half-written."""
        self.nearby.trim()

    def free(self) -> None:
        """A bucket has no end that it would tell."""

    def ping(self) -> None:
        """The bucket is asked something."""
        self.bucket.stamp("any")

    def file(self, name: str) -> Path | None:
        """A current copy, fetched where there is none."""
        try:
            stamp = self.bucket.stamp(name)
        except StoreUnavailableError:
            copy = self.nearby.copy(name)
            if copy is None:
                raise
            return copy
        if stamp is None:
            self.nearby.remove(name)
            return None
        return self.nearby.copy(name, stamp) or self._fetched(name)

    def address(self, name: str) -> str | None:
        """A signed address, where this store sends listeners to the bucket."""
        return self.bucket.address(name) if self.redirect else None

    def _fetched(self, name: str) -> Path | None:
        found = self.bucket.get(name)
        return None if found is None else self.nearby.keep(name, *found)
