"""A finished recording as Opus: made by a worker when somebody first asks for it, and kept.

asked → there: given
      → not there: ordered once, however many ask; waited for; given, or "ask again soon"
"""

import time
from dataclasses import dataclass
from importlib.util import find_spec

from audio_cache import AudioCache, Format, StoredRecording
from reader import trace
from reader.broker import Broker
from reader.errors import EngineBrokenError, NotOfferedError, UnavailableError
from reader.jobs import OpusJob
from reader.listening import Listening

OFFERED = find_spec("av") is not None
"""Whether Opus is made here: the web program and the workers are one installation."""

PATIENCE = 20.0
"""Seconds that an asker waits: a worker packs over half an hour of speech in that time."""

CLAIM = 120
"""Seconds after which an order that nobody fulfilled is given again."""

WAKE = 0.4
"""Seconds that an asker waits for news before he looks for himself."""


@dataclass(frozen=True, slots=True)
class OpusFiles:
    """Hands out Opus files, and has made what is missing."""

    listening: Listening
    broker: Broker

    def file(self, key: str) -> StoredRecording:
        """The Opus file of a recording, or of the one that stands in for it.

        Raises:
            NotOfferedError: none is made here.
            NotReadyError, NotFoundError: as `Listening.audio` does.
            EngineBrokenError: it could not be made.
            UnavailableError: it is being made, and takes longer; Redis or the broker is away.
        """
        if not OFFERED:
            raise NotOfferedError("Opus comes with the extra `opus`")
        found = self._cache.recording(key, Format.OPUS)
        if found is None:
            found = self._awaited(OpusJob(self.listening.audio(key).key, trace.current()))
        self._cache.heard(found.key, Format.OPUS)
        return found

    @property
    def _cache(self) -> AudioCache:
        return self.listening.cache

    def _awaited(self, job: OpusJob) -> StoredRecording:
        index, place, until = self._cache.index, "0", time.monotonic() + PATIENCE
        while (found := self._cache.recording(job.recording, Format.OPUS)) is None:
            if failure := index.failure([job.claim]):
                raise EngineBrokenError(f"{job.claim} failed: {failure}")
            self._order(job)
            if time.monotonic() > until:
                raise UnavailableError(f"{job.claim} takes longer than {PATIENCE:g} s")
            place = index.follow(job.recording, place, WAKE)
        return found

    def _order(self, job: OpusJob) -> None:
        if not self._cache.index.lock(job.claim, CLAIM):
            return
        try:
            self.broker.send([job])
        except UnavailableError:
            self._cache.index.unlock(job.claim)
            raise
