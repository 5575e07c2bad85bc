"""When each word sounds: in a part, and in the recording that its parts make.

    PartTiming, PartTiming, …  →  timeline  →  SentenceTiming in seconds of the finished file

Seconds are those of a player: they count every sample that a decoder gives for the MP3 frames,
the encoder's own delay too.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter


@dataclass(frozen=True, slots=True)
class SentenceTiming:
    """From where to where a sentence sounds, and each of its spoken words, in seconds."""

    start: float
    end: float
    words: tuple[tuple[float, float], ...]

    def later(self, seconds: float) -> "SentenceTiming":
        """The same, so much later."""
        return SentenceTiming(
            round(self.start + seconds, 3),
            round(self.end + seconds, 3),
            tuple((round(a + seconds, 3), round(b + seconds, 3)) for a, b in self.words),
        )


@dataclass(frozen=True, slots=True)
class PartTiming:
    """What is known of a part's audio.

    Attributes:
        samples: how many samples a decoder gives for it.
        sample_rate: Hz.
        engines: who spoke it, in order of appearance; none where it was set aside.
        estimated: whether a word's times were worked out rather than told by the engine.
        sentences: the times of its sentences, from the part's own start.
    """

    samples: int
    sample_rate: int
    engines: tuple[str, ...]
    estimated: bool
    sentences: tuple[SentenceTiming, ...]

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return self.samples / self.sample_rate

    def facts(self) -> dict[str, Any]:
        """The timing as JSON values; `of` reads it back."""
        facts: dict[str, Any] = _PART.dump_python(self, mode="json")
        return facts

    @classmethod
    def of(cls, facts: Mapping[str, Any]) -> "PartTiming":
        """Read what `facts` wrote."""
        return _PART.validate_python(facts)


_PART = TypeAdapter(PartTiming)
_SENTENCES = TypeAdapter(list[SentenceTiming])


def sentence_facts(sentences: Iterable[SentenceTiming]) -> list[Any]:
    """Sentences' times as JSON values; `sentence_timings` reads them back."""
    facts: list[Any] = _SENTENCES.dump_python(list(sentences), mode="json")
    return facts


def sentence_timings(facts: Iterable[Any]) -> list[SentenceTiming]:
    """Read what `sentence_facts` wrote."""
    return _SENTENCES.validate_python(facts)


def timeline(parts: Iterable[PartTiming]) -> Iterator[SentenceTiming]:
    """The sentences of parts that are played one after another."""
    before = 0.0
    for part in parts:
        for sentence in part.sentences:
            yield sentence.later(before)
        before += part.seconds


def engines(parts: Iterable[PartTiming]) -> tuple[str, ...]:
    """Who spoke, in order of appearance."""
    return tuple(dict.fromkeys(engine for part in parts for engine in part.engines))


def skipped(parts: Iterable[PartTiming]) -> tuple[int, ...]:
    """The sentences of parts, played one after another, that nobody spoke: by their index."""
    found: list[int] = []
    first = 0
    for part in parts:
        last = first + len(part.sentences)
        found += range(first, last) if not part.engines else ()
        first = last
    return tuple(found)
