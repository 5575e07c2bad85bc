"""When each word sounds: in a part, and in the recording that its parts make.

    PartTiming, PartTiming, …  →  timeline  →  SentenceTiming in seconds of the finished file

Seconds are those of a player: they count every sample that a decoder gives for the MP3 frames,
the encoder's own delay too.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from pydantic import TypeAdapter

Words = tuple[tuple[float, float], ...]
"""From where to where each spoken word sounds, in seconds."""


@dataclass(frozen=True, slots=True)
class SentenceTiming:
    """From where to where a sentence sounds, and each of its spoken words, in seconds."""

    start: float
    end: float
    words: Words


@dataclass(frozen=True, slots=True)
class PartTiming:
    """What is known of a part's audio.

    Attributes:
        samples: how many samples a decoder gives for it.
        sample_rate: Hz.
        engines: who spoke it, in order of appearance; none where it was set aside.
        estimated: whether a word's times were worked out rather than told by the engine.
        lines: the times of the words of each line, from the part's own start.
    """

    samples: int
    sample_rate: int
    engines: tuple[str, ...]
    estimated: bool
    lines: tuple[Words, ...]

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


def later(words: Iterable[tuple[float, float]], seconds: float) -> Words:
    """The same, so much later."""
    return tuple((round(a + seconds, 3), round(b + seconds, 3)) for a, b in words)


def timeline(counts: Iterable[int], parts: Iterable[PartTiming]) -> Iterator[SentenceTiming]:
    """The sentences, each of so many lines, of parts that are played one after another.

    Where the parts end within a sentence, that one is known up to there.
    """
    lines = _lines(parts)
    for count in counts:
        words = tuple(word for line in islice(lines, count) for word in line)
        if not words:
            return
        yield SentenceTiming(words[0][0], words[-1][1], words)


def _lines(parts: Iterable[PartTiming]) -> Iterator[Words]:
    before = 0.0
    for part in parts:
        for words in part.lines:
            yield later(words, before)
        before += part.seconds


def engines(parts: Iterable[PartTiming]) -> tuple[str, ...]:
    """Who spoke, in order of appearance."""
    return tuple(dict.fromkeys(engine for part in parts for engine in part.engines))


def skipped(counts: Iterable[int], parts: Iterable[PartTiming]) -> tuple[int, ...]:
    """The sentences, each of so many lines, of which a line was not spoken: by their index."""
    spoken = iter([bool(part.engines) for part in parts for _ in part.lines])
    return tuple(
        index for index, count in enumerate(counts) if not all(list(islice(spoken, count)))
    )
