"""Articles to speak, and voices to speak them, for tests of every room."""

from pathlib import Path

from reader.article import Article, Block, BlockKind
from reader.recording import Line, SpokenSentence, Word
from reader.voices import Region, Voice

REAL = Path(__file__).parent.parent / "corpus" / "article.txt"

VOICE = Voice(
    id="espeak-vi-north",
    name="Giọng Bắc",
    engine="espeak",
    region=Region.NORTH,
    gender="male",
    revision="1",
    sample_rate=22050,
    licence="GPL-3.0-or-later",
    attribution="eSpeak NG",
)


def article(*paragraphs: str, title: str = "Tin quận") -> Article:
    return Article(title, tuple(Block(BlockKind.PARAGRAPH, text) for text in paragraphs))


def sentence(spoken: str, block: int = 0, start: int = 0) -> SpokenSentence:
    """A sentence whose every word is said as it is written."""
    words, at = [], start
    for word in spoken.split():
        words.append(Word((at, at + len(word)), 1))
        at += len(word) + 1
    return SpokenSentence(block, (start, at - 1), spoken, (Line(spoken, 300),), tuple(words))
