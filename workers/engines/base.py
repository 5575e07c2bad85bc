"""The door that every engine comes in by.

    line + voice  →  Engine.speak  →  Speech: PCM, and word times where the engine knows them

A line is one piece of a sentence, at most some 25 words, already written as it is said. An engine
keeps nothing between two lines that would change the sound of the second.
"""

from dataclasses import dataclass
from typing import Protocol

from reader.voices import Voice


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
    """

    pcm: bytes
    sample_rate: int
    words: tuple[Span, ...] | None = None


class Engine(Protocol):
    """What speaks. Made once a process; `speak` is called from one thread at a time."""

    name: str

    @property
    def voices(self) -> tuple[Voice, ...]:
        """The voices this engine can speak on this machine, now."""

    def speak(self, line: str, voice: Voice) -> Speech:
        """Say one line.

        Raises:
            EngineMissingError: its library or model is not there.
            EngineBusyError: it asks us to wait (429, overloaded).
            EngineRefusedError: it will not say this line, whatever is tried.
            EngineBrokenError: it crashed, hung past its deadline, or gave no speech.
        """
