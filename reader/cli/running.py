"""Which `up` runs on a data folder: it holds the lock, and writes there where its Redis is."""

import contextlib
import fcntl
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TextIO

from reader.cli.redis_server import answers
from reader.errors import SettingsError, UnavailableError
from reader.settings import Settings

LOCK = "up.lock"


@contextlib.contextmanager
def hold(data_dir: Path) -> Iterator[Callable[[str], None]]:
    """Hold the folder for this process alone; what is given tells others the URL of its Redis.

    Raises:
        SettingsError: another holds it, or it cannot be written to.
    """
    with _lock_file(data_dir) as file:
        if not _locked(file.fileno()):
            raise SettingsError(
                f"{data_dir} is in use by another doc-bai-viet: end that one,"
                " or set READER_DATA_DIR to another folder"
            )
        file.truncate(0)

        def tell(url: str) -> None:
            file.write(url)
            file.flush()

        yield tell
        file.truncate(0)


def _lock_file(data_dir: Path) -> TextIO:
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        return (data_dir / LOCK).open("a+")
    except OSError as error:
        raise SettingsError(
            f"{data_dir} cannot be written to ({error.strerror}); set READER_DATA_DIR to a folder"
            " that can"
        ) from None


def index_url(settings: Settings) -> str:
    """The Redis of the settings; else that of the `up` that runs on the data folder.

    Raises:
        UnavailableError: there is neither.
    """
    if settings.redis_url is not None:
        return settings.redis_url
    url = told(settings.data_dir)
    if not url or not answers(url):
        raise UnavailableError(
            f"no doc-bai-viet runs on {settings.data_dir}, and READER_REDIS_URL is not set"
        )
    return url


def told(data_dir: Path) -> str:
    """What the last `up` on this folder has told; it may be gone."""
    try:
        return (data_dir / LOCK).read_text()
    except (FileNotFoundError, NotADirectoryError):
        return ""


def _locked(descriptor: int) -> bool:
    """Whether the lock could be had; it goes with the file's closing."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
