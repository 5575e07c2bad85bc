"""Copies on this machine of what lies far away, so that it can be sent from disk.

A copy carries the time of its original: it counts as current while that and the length agree. What
was used least recently goes first once there is more than the folder may hold; what was used within
the last minute stays, since somebody may be sending it. Processes share the folder without a word:
each looks at it again whenever it has itself added a sixteenth of the limit.
"""

import os
import time
from pathlib import Path

from audio_cache.store import LocalStore, Stamp, files

GRACE = 60.0
"""Seconds after its last use in which a copy stays."""

LOOKS = 16
"""How many times a process looks at the folder while it fills it once."""


class Nearby:
    """A folder of copies that holds about `limit` bytes."""

    def __init__(self, folder: Path, limit: int) -> None:
        self.files = LocalStore(folder)
        self.limit = limit
        self._added = limit  # Whatever is there was added by somebody.

    def copy(self, name: str, original: Stamp | None = None) -> Path | None:
        """A copy, where there is one and, if the original is given, it is current."""
        stamp = self.files.stamp(name)
        if stamp is None or (original is not None and stamp != original):
            return None
        path = self.files.path(name)
        try:
            _used(path, stamp.written)
        except FileNotFoundError:  # trimmed at this moment
            return None
        return path

    def remove(self, name: str) -> None:
        """Forget a copy; one that is not there is forgotten already."""
        self.files.remove(name)

    def keep(self, name: str, data: bytes, written: int) -> Path:
        """Keep a copy of bytes that were written at this time."""
        self.files.replace(name, data)
        path = self.files.path(name)
        _used(path, written)
        self._added += len(data)
        if self._added > self.limit // LOOKS:
            self._added = 0
            self.trim()
        return path

    def trim(self) -> None:
        """Throw away what was used least recently, until the rest is within the limit."""
        now = time.time()
        found = sorted(
            (status.st_atime, status.st_size, path) for path, status in files(self.files.root)
        )
        excess = sum(size for _, size, _ in found) - self.limit
        for used, size, path in found:
            if excess <= 0 or used > now - GRACE:
                return
            path.unlink(missing_ok=True)
            excess -= size


def _used(path: Path, written: int) -> None:
    """Note that a copy was used now; a file system may be mounted not to note it itself."""
    os.utime(path, ns=(time.time_ns(), written))
