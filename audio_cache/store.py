"""Where bytes lie. A reader never sees half a file, and the first to finish one wins.

``add``: temporary file → flush, fsync → link to its name → fsync of the folder
"""

import errno
import logging
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple, Protocol

from audio_cache.errors import StoreFullError

log = logging.getLogger(__name__)

TEMPORARY = ".tmp"

ABANDONED = 3600.0
"""Seconds after which nobody is still writing a temporary file."""

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EIO, errno.EPERM}

UNREADABLE = {errno.EACCES, errno.EIO, errno.EPERM}
"""Another's file, or a bad block: nobody here can have what it holds, so it is made again."""


class Stamp(NamedTuple):
    """Differs whenever the bytes under a name may."""

    size: int
    written: int


class Store(Protocol):
    """Names in, bytes out. Every method may raise StoreUnavailableError.

    Attributes:
        far: a question to Redis takes less than one to the store.
    """

    far: bool

    def add(self, name: str, data: bytes) -> bool:
        """Store data under a name that is free; False if another was first."""

    def replace(self, name: str, data: bytes) -> None:
        """Store data under a name, whatever was there."""

    def read(self, name: str) -> bytes | None:
        """All bytes, or None."""

    def stamp(self, name: str) -> Stamp | None:
        """How many bytes, and when they were written; None where there is no such name."""

    def last_read(self, name: str) -> float | None:
        """When the bytes were last read, by whomever, in Unix seconds; None where nobody can say."""

    def remove(self, name: str) -> None:
        """Forget a name; one that is not there is forgotten already."""

    def stamps(self, folder: str) -> Iterator[tuple[str, Stamp]]:
        """Every name below a folder, in no order."""

    def tidy(self) -> None:
        """Throw away what no name leads to: what processes left behind that were killed."""

    def free(self) -> int | None:
        """How many more bytes fit; None where nobody can say."""

    def ping(self) -> None:
        """Find out whether it answers."""

    def file(self, name: str) -> Path | None:
        """A file of this machine that holds the bytes, to be sent from; None without such a name."""

    def address(self, name: str) -> str | None:
        """Where anybody may fetch the bytes, for a while; None where only this program gives them."""


class LocalStore:
    """A folder on this machine, or one that many machines mount."""

    far = False

    def __init__(self, root: Path) -> None:
        self.root = root

    def add(self, name: str, data: bytes) -> bool:
        """Store data under a name that is free."""
        path = self.path(name)
        if not data:
            return self._marked(path)
        with self._written(path, data) as temporary:
            try:
                os.link(temporary, path)
            except FileExistsError:
                return False
        return True

    def replace(self, name: str, data: bytes) -> None:
        """Store data under a name."""
        path = self.path(name)
        with self._written(path, data) as temporary:
            temporary.replace(path)

    def read(self, name: str) -> bytes | None:
        """All bytes, or None."""
        try:
            return self.path(name).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            if error.errno not in UNREADABLE:
                raise
            log.warning("cache-unreadable", extra={"file": name, "errno": error.errno})
            return None

    def stamp(self, name: str) -> Stamp | None:
        """Size and time, or None."""
        try:
            status = self.path(name).stat()
        except FileNotFoundError:
            return None
        return Stamp(status.st_size, status.st_mtime_ns)

    def last_read(self, name: str) -> float | None:
        """What the file system says; many are mounted to say it once a day."""
        try:
            return self.path(name).stat().st_atime
        except FileNotFoundError:
            return None

    def remove(self, name: str) -> None:
        """Forget a name."""
        with _full_is_told(f"remove {name}"):
            self.path(name).unlink(missing_ok=True)

    def stamps(self, folder: str) -> Iterator[tuple[str, Stamp]]:
        """Every finished file below a folder."""
        for path, status in files(self.root / folder):
            if path.suffix != TEMPORARY:
                name = path.relative_to(self.root).as_posix()
                yield name, Stamp(status.st_size, status.st_mtime_ns)

    def tidy(self) -> None:
        """Throw away temporary files that nobody can still be writing."""
        for path, status in files(self.root):
            if path.suffix == TEMPORARY and status.st_mtime < time.time() - ABANDONED:
                path.unlink(missing_ok=True)

    def free(self) -> int:
        """How many more bytes the disk has."""
        self.root.mkdir(parents=True, exist_ok=True)
        return shutil.disk_usage(self.root).free

    def ping(self) -> None:
        """Raises OSError where the disk is away."""
        self.free()

    def file(self, name: str) -> Path | None:
        """The file itself."""
        path = self.path(name)
        return path if path.is_file() else None

    def address(self, _name: str) -> None:
        """Nowhere: a folder has no web address."""

    def path(self, name: str) -> Path:
        """Where a name lies, or would."""
        return self.root / name

    def _marked(self, path: Path) -> bool:
        """A mark that holds nothing: its name is all, so nothing of it can be half there."""
        with _full_is_told(f"write {path}"):
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                path.touch(exist_ok=False)
            except FileExistsError:
                return False
            _sync_folder(path.parent)
        return True

    @contextmanager
    def _written(self, path: Path, data: bytes) -> Iterator[Path]:
        """A finished temporary file beside `path`; what is left of it afterwards goes."""
        temporary = None
        try:
            with _full_is_told(f"write {path}"):
                path.parent.mkdir(parents=True, exist_ok=True)
                with tempfile.NamedTemporaryFile(
                    dir=path.parent, suffix=TEMPORARY, delete=False
                ) as file:
                    temporary = Path(file.name)
                    file.write(data)
                    file.flush()
                    os.fsync(file.fileno())
                    # A temporary file is the owner's alone; a web server of another user reads ours.
                    os.fchmod(file.fileno(), 0o644)
                yield temporary
                _sync_folder(path.parent)
        finally:
            if temporary is not None:
                temporary.unlink(missing_ok=True)


@contextmanager
def _full_is_told(doing: str) -> Iterator[None]:
    """Raise StoreFullError where the disk takes nothing any more."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise StoreFullError(f"cannot {doing}: {error}") from error
        raise


def files(folder: Path) -> Iterator[tuple[Path, os.stat_result]]:
    """Every file below a folder; one that goes meanwhile may be left out."""
    for path in folder.rglob("*"):
        with suppress(FileNotFoundError):
            status = path.stat()
            if stat.S_ISREG(status.st_mode):
                yield path, status


def _sync_folder(folder: Path) -> None:
    """Make a new name outlive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
