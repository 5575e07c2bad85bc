"""The engines that are there, and who speaks when the wanted one cannot.

A line is spoken whole by one voice: the wanted one, or the first of its fallbacks that can. What a
fallback spoke is resampled to the wanted voice's rate, so that every line of a part has one rate.
"""

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

import numpy as np
import soxr

from reader.errors import EngineBrokenError, EngineBusyError, EngineError, EngineMissingError
from reader.voices import Voice
from workers import pcm
from workers.engines import plausible
from workers.engines.base import Engine, Remote, Speech
from workers.engines.rests import MemoryRests, Rests
from workers.engines.watch import watched

log = logging.getLogger(__name__)

BEST_FIRST = ("gtts", "piper", "http", "edge", "espeak")
"""What "auto" prefers; an engine of somebody else's stands before espeak."""


PATIENCE = 30.0
"""Seconds that one line may take: slower than speech itself, no engine keeps up with a listener."""


class Rack:
    """Engines, best first. Made once a process; remote engines rest as `rests` says.

    `paces` slows or hastens a voice for good: {"espeak-vi-north": 0.9}; `patience` is for how many
    seconds an engine may be at one line.
    """

    def __init__(
        self,
        engines: Iterable[Engine],
        rests: Rests,
        paces: Mapping[str, float] | None = None,
        patience: float = PATIENCE,
    ) -> None:
        self._engines = {engine.name: engine for engine in sorted(engines, key=_rank)}
        # Told once: to ask of every line whether its engine is one takes longer than to check it.
        self._remote = {
            name: engine for name, engine in self._engines.items() if isinstance(engine, Remote)
        }
        self._rests = rests
        self._own = MemoryRests()
        self._paces = paces or {}
        self._patience = patience
        self._known: dict[str, Voice] = {}

    def voices(self) -> tuple[Voice, ...]:
        """Every voice that can be spoken here now, best first.

        A revision says how the voice is shaped too.
        """
        found = [voice for engine in self._engines.values() for voice in engine.voices]
        self._known = {voice.id: self._stamped(voice) for voice in found}
        return tuple(self._known.values())

    def reachable(self, voice: Voice) -> bool:
        """Whether its engine would speak now. May take some seconds: for no waiting listener."""
        engine = self._remote.get(voice.engine)
        if engine is None:
            return voice.engine in self._engines
        if self._rests.is_resting(voice.engine) or not engine.answers():
            return False
        self._rests.recovered(voice.engine)
        return True

    def rest(self, voice: Voice, seconds: float) -> None:
        """Let its fallbacks speak first in this process for a while."""
        self._own.rest(voice.engine, seconds)

    def resting(self, voice: Voice) -> bool:
        """Whether its engine failed lately and has not recovered; asks nobody but Redis."""
        return voice.engine in self._remote and self._rests.is_tripped(voice.engine)

    def speak(self, line: str, voice: Voice, pace: float = 1.0) -> tuple[Speech, Voice]:
        """Say a line at `voice`'s sample rate, by it or by its first fallback that can.

        Raises:
            EngineError: of the last one that was tried.
        """
        failure: EngineError = EngineMissingError(f"no engine here speaks {voice.id}")
        for candidate in self._in_turn(voice):
            try:
                speech = self._spoken(line, candidate, pace)
            except EngineError as error:
                log.warning("voice-failed", extra={"voice": candidate.id, "error": repr(error)})
                failure = error
            else:
                return _resampled(speech, voice.sample_rate), candidate
        raise failure

    def _stamped(self, voice: Voice) -> Voice:
        pace = self._paces.get(voice.id, 1.0)
        slower = f" pace {pace:g}" if pace != 1 else ""
        return replace(voice, revision=f"{voice.revision}{slower} {pcm.REVISION}")

    def _in_turn(self, voice: Voice) -> Iterator[Voice]:
        """The voice and its fallbacks; what broke in this process comes last, but is not left out."""
        resting = []
        for candidate in self._candidates(voice):
            if self._own.is_resting(candidate.engine):
                resting.append(candidate)
            else:
                yield candidate
        yield from resting

    def _candidates(self, voice: Voice) -> Iterator[Voice]:
        for id_ in (voice.id, *voice.fallbacks):
            if id_ not in self._known:
                self.voices()
            if id_ in self._known:
                yield self._known[id_]

    def _spoken(self, line: str, voice: Voice, pace: float) -> Speech:
        engine = self._engines[voice.engine]
        remote = engine.name in self._remote
        rests = self._rests if remote else self._own
        if remote and rests.is_resting(engine.name):
            raise EngineBusyError(f"{engine.name} rests")
        try:
            speech = self._checked(engine, line, voice, pace * self._paces.get(voice.id, 1.0))
        except EngineError as error:
            if error.rest:
                rests.rest(engine.name, error.rest)
            raise
        rests.recovered(engine.name)
        self._own.recovered(engine.name)
        return speech

    def _checked(self, engine: Engine, line: str, voice: Voice, pace: float) -> Speech:
        """What an engine gives within its time, if that can be speech."""
        try:
            with watched(self._patience):
                speech = engine.speak(line, voice, pace)
            plausible.check(speech, line, voice, pace)
        except EngineError:
            raise
        except Exception as error:
            # Somebody else's engine may raise anything: here it becomes a failure of this voice.
            raise EngineBrokenError(repr(error)) from error
        return speech


def _rank(engine: Engine) -> float:
    """Its place among ours; somebody else's stands just before espeak, the last resort."""
    return BEST_FIRST.index(engine.name) if engine.name in BEST_FIRST else len(BEST_FIRST) - 1.5


def _resampled(speech: Speech, sample_rate: int) -> Speech:
    if speech.sample_rate == sample_rate:
        return speech
    samples = np.frombuffer(speech.pcm, np.int16)
    resampled = soxr.resample(samples, speech.sample_rate, sample_rate)
    return replace(speech, pcm=resampled.tobytes(), sample_rate=sample_rate)
