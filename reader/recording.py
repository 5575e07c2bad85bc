"""A recording: a whole article in one voice, as an ordered list of parts.

    sentences + voice  →  parts  →  Recording        its key names its bytes

A part is a run of sentences: the unit of speaking, of caching and of a job. The first is one
sentence, so that sound starts at once; later ones grow, so that there are few. A part's key is the
SHA-256 of everything that changes a byte of it, and of nothing else: the same words in the same
voice have the same key on every machine.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Self

from pydantic import TypeAdapter, ValidationError

from reader.article import Article
from reader.text import PAUSES, Pause, Sentence, utf16
from reader.voices import Voice

SCHEMA = 1
"""Changes whenever the meaning of a key changes: every older key then misses, and is made again."""

FORMAT = "mp3 cbr 48 mono"

PART_CHARACTERS = (240, 480, 960, 1600)
"""How much is said in the second part, the third, … and in every later one, in characters."""

HEADING_PACE = 0.92


@dataclass(frozen=True, slots=True)
class Line:
    """One piece to say, the rest after it in milliseconds, and its pace: 0.9 is a tenth slower."""

    spoken: str
    pause: int
    pace: float = 1.0


@dataclass(frozen=True, slots=True)
class Word:
    """A token that is heard: its span on the page, and how many spoken words it makes.

    The span counts UTF-16 code units of the block's text as it was sent.
    """

    span: tuple[int, int]
    count: int


@dataclass(frozen=True, slots=True)
class SpokenSentence:
    """A sentence as clients and workers see it: plain, and ready for JSON."""

    block: int | None
    span: tuple[int, int]
    text: str
    lines: tuple[Line, ...]
    words: tuple[Word, ...]

    @property
    def spoken(self) -> str:
        """All that is said, in one line."""
        return " ".join(line.spoken for line in self.lines)


@dataclass(frozen=True, slots=True)
class Part:
    """A run of sentences, from `first` on, under one key."""

    key: str
    first: int
    sentences: tuple[SpokenSentence, ...]


@dataclass(frozen=True, slots=True)
class Recording:
    """All that is needed to speak an article: small, and it outlives the audio."""

    key: str
    title: str
    voice: Voice
    parts: tuple[Part, ...]

    @classmethod
    def of(cls, title: str, sentences: Iterable[SpokenSentence], voice: Voice) -> Self:
        """Group sentences into parts and name everything."""
        parts: list[Part] = []
        first = 0
        for run in runs(list(sentences)):
            lines = ((line, voice) for sentence in run for line in sentence.lines)
            parts.append(Part(part_key(lines, voice.sample_rate), first, tuple(run)))
            first += len(run)
        return cls(recording_key(part.key for part in parts), title, voice, tuple(parts))

    @property
    def sentences(self) -> tuple[SpokenSentence, ...]:
        """Every sentence, in reading order."""
        return tuple(sentence for part in self.parts for sentence in part.sentences)

    def recipe(self) -> bytes:
        """The recording as JSON; `from_recipe` reads it back."""
        return _RECIPE.dump_json(self)

    @classmethod
    def from_recipe(cls, recipe: bytes) -> "Recording":
        """Read what `recipe` wrote.

        Raises:
            ValueError: it was written by another version of this program, or harmed.
        """
        try:
            return _RECIPE.validate_json(recipe)
        except ValidationError as error:  # it repeats what it read
            raise ValueError(f"no recipe: {error.error_count()} mistakes") from None


_RECIPE = TypeAdapter(Recording)


def spoken_sentences(article: Article, found: Iterable[Sentence]) -> Iterator[SpokenSentence]:
    """Sentences of the text stage, as clients and workers see them; silent ones are left out."""
    for block, group in groupby(found, key=lambda sentence: sentence.block):
        at = utf16(article.title if block is None else article.blocks[block].text)
        for sentence in group:
            if sentence.spoken:
                yield _spoken_sentence(at, sentence)


def _spoken_sentence(at: Sequence[int], sentence: Sentence) -> SpokenSentence:
    return SpokenSentence(
        block=sentence.block,
        span=(at[sentence.start], at[sentence.end]),
        text=sentence.text,
        lines=tuple(
            Line(piece.spoken, PAUSES[piece.pause], _pace(sentence))
            for piece in sentence.pieces
            if piece.spoken
        ),
        words=tuple(
            Word((at[token.start], at[token.end]), len(token.words))
            for token in sentence.tokens
            if token.words
        ),
    )


def _pace(sentence: Sentence) -> float:
    """Headings are said a little slower, so that they stand apart by ear."""
    return HEADING_PACE if sentence.pieces[-1].pause is Pause.HEADING else 1.0


def runs(sentences: Sequence[SpokenSentence]) -> Iterator[list[SpokenSentence]]:
    """Sentences in groups: the first alone, then ever longer runs."""
    sizes = iter((0, *PART_CHARACTERS))
    size, run, length = next(sizes), [], 0
    for sentence in sentences:
        run.append(sentence)
        length += len(sentence.spoken)
        if length >= size:
            yield run
            size, run, length = next(sizes, PART_CHARACTERS[-1]), [], 0
    if run:
        yield run


def part_key(spoken: Iterable[tuple[Line, Voice]], sample_rate: int) -> str:
    """SHA-256, in hex, over everything that changes a byte: each line and who speaks it."""
    lines = [
        [line.spoken, line.pause, line.pace, voice.id, voice.engine, voice.revision]
        for line, voice in spoken
    ]
    return _sha256([SCHEMA, FORMAT, sample_rate, lines])


def recording_key(part_keys: Iterable[str]) -> str:
    """SHA-256, in hex, over the keys of the parts, in order."""
    return _sha256([SCHEMA, *part_keys])


def _sha256(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
