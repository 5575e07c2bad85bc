"""The door that every engine comes in by.

    line + voice + pace  →  Engine.speak  →  Speech: PCM, and word times where the engine knows them

A line is one piece of a sentence, at most some 25 words, already written as it is said. An engine
keeps nothing between two lines that would change the sound of the second. Its package names it in
the entry point group `doc_bai_viet.engines`; `rack.py` finds it there and calls it with its options.
"""

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from reader.voices import Voice

ENTRY_POINTS = "doc_bai_viet.engines"


@dataclass(frozen=True, slots=True)
class Span:
    """When a word sounds, in seconds from the first sample of its speech."""

    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Speech:
    """One spoken line.

    Attributes:
        pcm: 16-bit signed little-endian mono samples.
        sample_rate: Hz, what the voice promises.
        words: one span for each item of `line.split()`, or None where the engine knows no times.
        loudness: LUFS to level this voice from, where it was measured once over many lines and
            holds (with what the limiter takes); None where every line is to be measured.
    """

    pcm: bytes
    sample_rate: int
    words: tuple[Span, ...] | None = None
    loudness: float | None = None


class Engine(Protocol):
    """What speaks. Made once a process; may be asked by several threads."""

    name: str

    @property
    def voices(self) -> tuple[Voice, ...]:
        """The voices this engine can speak on this machine, now."""

    def speak(self, line: str, voice: Voice, pace: float = 1.0) -> Speech:
        """Say one line; `pace` 0.9 is a tenth slower, where the engine can be told so.

        Raises:
            EngineMissingError: its library or model is not there.
            EngineBusyError: it asks us to wait (429, overloaded).
            EngineRefusedError: it will not say this line, whatever is tried.
            EngineBrokenError: it crashed, hung past its deadline, or gave no speech.
        """


@runtime_checkable
class Remote(Protocol):
    """An engine that speaks elsewhere, so that it may be away: rested and probed by the rack."""

    def answers(self) -> bool:
        """Whether it would speak now; asks it, for at most some 3 s. Not for a waiting listener."""
