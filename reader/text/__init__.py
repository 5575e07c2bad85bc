"""Written Vietnamese to spoken Vietnamese: pure, without I/O, total on any string.

For now every word is said as it is written; the classes are on their way.
"""

import re
from collections.abc import Iterator

from reader.article import Article
from reader.text.model import Pause, Piece, Sentence, Token
from reader.voices import Region

__all__ = ["NONE", "PAUSES", "Lexicon", "Pause", "Piece", "Sentence", "Token", "sentences", "utf16"]

PAUSES: dict[Pause, int] = {
    Pause.CLAUSE: 160,
    Pause.SENTENCE: 450,
    Pause.ITEM: 450,
    Pause.PARAGRAPH: 700,
    Pause.HEADING: 900,
}


class Lexicon:
    """How a site wants its words said."""


NONE = Lexicon()


def sentences(
    article: Article, lexicon: Lexicon = NONE, region: Region = Region.NORTH
) -> tuple[Sentence, ...]:
    """Every sentence of an article, its title first."""
    del lexicon, region
    title = [(None, article.title)] if article.title_block is None else []
    blocks = [*title, *((index, block.text) for index, block in enumerate(article.blocks))]
    return tuple(sentence for index, text in blocks for sentence in _block(index, text))


def utf16(text: str) -> list[int]:
    """The UTF-16 offset of every code point, and of the end."""
    at = [0]
    for character in text:
        at.append(at[-1] + (2 if ord(character) > 0xFFFF else 1))
    return at


def _block(index: int | None, text: str) -> Iterator[Sentence]:
    for found in re.finditer(r"[^.!?\n]*\w[^.!?\n]*[.!?]?", text):
        start = found.start()
        words = re.finditer(r"\w+", found.group())
        tokens = tuple(
            Token(start + word.start(), start + word.end(), (word.group(),), "word")
            for word in words
        )
        spoken = " ".join(token.words[0] for token in tokens)
        pieces = (Piece(tokens, spoken, Pause.SENTENCE),)
        yield Sentence(index, start, found.end(), found.group(), pieces)
