"""Work that comes round again and again, in a thread of a worker's main process."""

import logging
import threading
from collections.abc import Callable

from audio_cache import CacheError
from reader.errors import ReaderError

log = logging.getLogger(__name__)


def go_round(works: list[Callable[[], None]], every: float, stop: threading.Event) -> None:
    """Do each work every so many seconds until told to stop.

    One that fails, since Redis, the broker, the store or the disk is away, is logged, and has its
    next turn.
    """
    while not stop.is_set():
        for work in works:
            try:
                work()
            except (CacheError, ReaderError, OSError):
                log.warning("round-failed", extra={"work": work.__name__}, exc_info=True)
        stop.wait(every)
