"""Speaks one part: the whole work of a job.

    job → recipe → lines → engine → PCM → trim, level, pause → MP3 frames → the cache → join
                                                                       first part: → order the others

It may run twice, late, or beside itself: what is there already is not made again, and the first
to store a part wins.
"""

import logging
import uuid
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace

from audio_cache import AudioCache, remove, remove_part
from reader.errors import EngineBrokenError, EngineError
from reader.jobs import Job
from reader.latest import Latest
from reader.orders import Orders
from reader.recording import Part, Recording, part_key, spoken_key
from workers.afterwards import afterwards
from workers.engines.rack import Rack
from workers.joining import SET_ASIDE, STAND_IN, join
from workers.pulse import beating
from workers.speaking import skip_part, speak_part

log = logging.getLogger(__name__)

TRIES = 3
"""How often a part may be started: a worker that dies of it does not die for ever."""

REST = 60.0
"""Seconds that a voice is left alone before its part's last try, for which a fallback speaks."""

AT_HAND = 2
"""Recordings that a process keeps read: job after job is of the same ones."""

_at_hand: Latest[str, Recording] = Latest(AT_HAND)


@dataclass(frozen=True, slots=True)
class Synthesis:
    """What a worker process needs to do its jobs."""

    orders: Orders
    rack: Rack

    @property
    def cache(self) -> AudioCache:
        """Where parts go."""
        return self.orders.cache

    def synthesise(self, job: Job) -> None:
        """Make the part of a job, unless it is there, and join what is complete then.

        Whoever has made the first one orders the others: they would only have slowed it down.
        """
        recording = _at_hand.get(job.recording) or self._recording(job.recording)
        if recording is None:
            log.warning("recipe-missing", extra={"recording": job.recording})
            return
        with self._others_after(recording, job):
            asked, going_on = self._settled(recording, recording.parts[job.index])
        wanted = [self._join(each) for each in asked]
        if not going_on and not any(wanted):
            remove_part(self.cache, job.part)

    def _recording(self, key: str) -> Recording | None:
        """What is to be spoken; None where nobody asked for it, or it was removed since."""
        recipe = self.cache.recipe(key)
        if recipe is None:
            return None
        recording = _at_hand.get(key) or Recording.from_recipe(recipe)
        _at_hand.keep(key, recording)
        return recording

    def _others_after(self, recording: Recording, job: Job) -> AbstractContextManager[None]:
        if job.index > 0 or job.ahead:
            return nullcontext()
        return afterwards(lambda: self.orders.go_on(recording))

    def _settled(self, recording: Recording, part: Part) -> tuple[set[str], bool]:
        """Which recordings may be whole now that a part is there; and whether its own goes on, surely.

        Where the part is not there: none, and so it does.
        """
        if not self._made(recording, part):
            return set(), True
        last = recording.parts[-1].key
        waiting, going_on = self.cache.index.settle_for(part.key, recording.key, last)
        own = {recording.key}
        return ({*waiting} - own, True) if going_on else ({*waiting} | own, False)

    def _made(self, recording: Recording, part: Part) -> bool:
        """Make a part, unless it is there; False where another worker is at it, or it failed."""
        token = uuid.uuid4().hex
        attempts, lacking = self.cache.index.take(part.key, token)
        # Looked for behind the claim: another worker may have finished it just before.
        there = not lacking and self.cache.part(part.key) is not None
        if there or attempts == 0:
            return there
        try:
            with beating(lambda: self.cache.index.renew(part.key, token)):
                if attempts > TRIES:
                    self._set_aside(recording, part)
                else:
                    if attempts == TRIES:
                        self.rack.rest(recording.voice, REST)
                    self._make(recording, part)
        except EngineError as error:
            self._failed(recording, part, error)
            return False
        return True

    def _make(self, recording: Recording, part: Part) -> None:
        lines = recording.lines(part)
        spoken = speak_part(lines, recording.voice, self.rack)
        said = zip(lines, spoken.voices, strict=True)
        key = part_key(said, recording.voice.sample_rate)
        self.cache.add_part(key, spoken.audio, spoken.timing.facts())
        if key != part.key:
            self.cache.stand_in(part.key, key, STAND_IN)
        log.info("part-made", extra={"recording": recording.key, "part": part.key})
        for engine in spoken.timing.engines:
            self.cache.index.count(f"part|{engine}|made")

    def _set_aside(self, recording: Recording, part: Part) -> None:
        """Let a short rest stand in for a part that ends whoever speaks it: the others are heard."""
        if len(recording.parts) == 1:
            raise EngineBrokenError(f"started {TRIES} times, and never ended")
        log.error("part-set-aside", extra={"recording": recording.key, "part": part.key})
        lines = recording.lines(part)
        spoken = skip_part(lines, recording.voice)
        key = spoken_key(lines, replace(recording.voice, id="", engine="", revision=""))
        self.cache.add_part(key, spoken.audio, spoken.timing.facts())
        self.cache.stand_in(part.key, key, SET_ASIDE)
        self.cache.index.count(f"part|{recording.voice.engine}|poison")

    def _failed(self, recording: Recording, part: Part, error: EngineError) -> None:
        log.error("part-failed", extra={"part": part.key, "code": error.code}, exc_info=error)
        self.cache.index.settle(part.key, error.code)
        self.cache.index.count(f"part|{recording.voice.engine}|failed")

    def _join(self, key: str) -> bool:
        """Join a recording if it is complete; False where it was removed."""
        recording = _at_hand.get(key) or self._recording(key)
        if recording is None:
            return False
        joined = False
        try:
            joined = join(self.cache, recording)
        except EngineError as error:
            self._failed(recording, recording.parts[0], error)
        if self.cache.recipe(key) is not None:
            return True
        if joined:
            remove(self.cache, key, [part.key for part in recording.parts])
        return False
