"""Looks after what is stored: reads a lost index back, and holds the store within its bounds."""

import logging
import threading
from dataclasses import dataclass

from audio_cache import AudioCache, Bounds, rebuild, sweep
from workers.rounds import go_round

log = logging.getLogger(__name__)

EVERY = 10.0
"""Seconds between two rounds: less than a disk takes to fill past its reserve."""

TIDY = 3600
"""Seconds between two looks at every file."""


@dataclass(frozen=True, slots=True)
class Caretaker:
    """Of all workers one does each round, whichever comes first."""

    cache: AudioCache
    bounds: Bounds

    def run(self, stop: threading.Event) -> None:
        """Go round until told to stop."""
        go_round([self.look_after], EVERY, stop)

    def look_after(self) -> None:
        """Note the files that Redis does not know, shed what is out of bounds, tidy up."""
        index = self.cache.index
        if not index.lock("bounds", int(EVERY)):
            return
        if not index.is_complete():
            log.info("index-rebuilt", extra={"files": rebuild(self.cache)})
        sweep(self.cache, self.bounds)
        if index.lock("tidy", TIDY):
            self.cache.store.tidy()
