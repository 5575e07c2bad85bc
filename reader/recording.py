"""A recording: a whole article in one voice, as an ordered list of parts.

    sentences + voice  →  parts  →  Recording        its key names its bytes

A part is a run of lines: the unit of speaking, of caching and of a job (`grouping.py` says where
each ends). A part's key is the SHA-256 of everything that changes a byte of it, and of nothing
else: the same words in the same voice have the same key on every machine.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Self

from pydantic import TypeAdapter, ValidationError

from reader.article import Article
from reader.grouping import ends
from reader.text import PAUSES, Pause, Sentence, utf16
from reader.voices import Voice

SCHEMA = 2
"""Changes whenever the meaning of a key changes: every older key then misses, and is made again."""

FORMAT = "mp3 cbr 48 mono"

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
    """The lines of a recording from `first` on and before `last`, under one key."""

    key: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Recording:
    """All that is needed to speak an article: small, and it outlives the audio."""

    key: str
    title: str
    voice: Voice
    sentences: tuple[SpokenSentence, ...]
    parts: tuple[Part, ...]

    @classmethod
    def of(cls, title: str, sentences: Iterable[SpokenSentence], voice: Voice) -> Self:
        """Group the lines of sentences into parts, and name everything."""
        said = tuple(sentences)
        lines = _lines(said)
        bounds = [0, *ends([[line.spoken for line in each.lines] for each in said])]
        parts = tuple(
            Part(spoken_key(lines[first:last], voice), first, last)
            for first, last in pairwise(bounds)
        )
        return cls(recording_key(part.key for part in parts), title, voice, said, parts)

    def lines(self, part: Part) -> tuple[Line, ...]:
        """What is said in a part."""
        return _lines(self.sentences)[part.first : part.last]

    @property
    def counts(self) -> list[int]:
        """How many lines each sentence has."""
        return [len(sentence.lines) for sentence in self.sentences]

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


def _lines(sentences: Iterable[SpokenSentence]) -> tuple[Line, ...]:
    return tuple(line for sentence in sentences for line in sentence.lines)


def spoken_key(lines: Iterable[Line], voice: Voice) -> str:
    """The key of a part all of whose lines one voice speaks."""
    return part_key(((line, voice) for line in lines), voice.sample_rate)


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
