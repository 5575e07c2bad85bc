"""What the text stage gives: sentences, made of pieces, made of tokens.

    Sentence   one unit of reading, marking and stepping
      Piece      a breath of it, at most some 25 words: one request to an engine
        Token      a stretch of the source and the words that are said for it

All positions count code points of the block's text as it was sent. `utf16` turns them into the
UTF-16 code units that a browser counts.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Pause(StrEnum):
    """Why a voice rests after a piece. How long each lasts is data: `pauses.py`."""

    CLAUSE = "clause"
    SENTENCE = "sentence"
    ITEM = "item"
    PARAGRAPH = "paragraph"
    HEADING = "heading"


class Token(NamedTuple):
    """A stretch of the source and what is said for it.

    Attributes:
        start: first code point in the block's text.
        end: one past the last.
        words: spoken words, without marks; empty where the token is silent.
        kind: the class that claimed it: "word", "date", "acronym", "mark" …
        rule: the rule of that class that gave the words, to trace a wrong reading.
        silence: why it is silent ("bracket", "bullet", "file-name" …); empty where it is spoken.
    """

    start: int
    end: int
    words: tuple[str, ...]
    kind: str
    rule: str = ""
    silence: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A breath: the tokens, the line an engine is given, and the rest after it.

    `spoken.split()` has exactly one item for each word of the tokens, in order; commas and full
    stops hang on the word before them, so that a voice phrases as the writer did.
    """

    tokens: tuple[Token, ...]
    spoken: str
    pause: Pause


@dataclass(frozen=True, slots=True)
class Sentence:
    """One unit of reading: its place in the article, and its pieces.

    `block` is None for a title that stands in no block. `text` is the source from `start` to `end`.
    """

    block: int | None
    start: int
    end: int
    text: str
    pieces: tuple[Piece, ...]

    @property
    def spoken(self) -> str:
        """All that is said, in one line."""
        return " ".join(piece.spoken for piece in self.pieces)

    @property
    def tokens(self) -> tuple[Token, ...]:
        """Every token, silent ones too, in the order of the source."""
        return tuple(token for piece in self.pieces for token in piece.tokens)
