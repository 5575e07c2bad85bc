"""An article into sentences: the whole way of the text stage.

    block  →  tokens  →  sentences  →  their pieces

Of an article that is corrected here and there only the blocks are read anew that changed.
"""

from collections.abc import Callable
from functools import lru_cache

from reader.article import Article, Block, BlockKind, Silence
from reader.text import breath
from reader.text.lexicon import NONE, Lexicon
from reader.text.line import Line
from reader.text.model import Pause, Sentence, Token
from reader.text.numbers import DIALECTS
from reader.text.scan import MASK, scan
from reader.text.source import Source
from reader.voices import Region

_LAST = {
    BlockKind.HEADING: Pause.HEADING,
    BlockKind.PARAGRAPH: Pause.PARAGRAPH,
    BlockKind.ITEM: Pause.ITEM,
    BlockKind.CELL: Pause.ITEM,
    BlockKind.CAPTION: Pause.PARAGRAPH,
    BlockKind.BYLINE: Pause.PARAGRAPH,
}

REMEMBERED = 128
"""Blocks that are remembered of each way of saying, those that were read last."""

LONGEST = 2000
"""Characters of a block that is remembered: fifty bytes for each of them stay in memory."""

WAYS = 4
"""Ways of saying, a lexicon and a region each, of which blocks are remembered."""

Reader = Callable[[Block, Pause], tuple[Sentence, ...]]
"""Gives the sentences of a block, the last of which rests so long. Where the block stands is not told."""


def sentences(
    article: Article, lexicon: Lexicon = NONE, region: Region = Region.NORTH
) -> tuple[Sentence, ...]:
    """Give every sentence of an article in the order of speaking: the title first, then the blocks."""
    title = article.title_block
    first = Block(BlockKind.HEADING, article.title) if title is None else article.blocks[title]
    read = _reader(lexicon, region)
    found = _placed(read(first, Pause.HEADING), title)
    for index, block in enumerate(article.blocks):
        if index != title:
            found += _placed(read(block, _LAST[block.kind]), index)
    return tuple(found)


def _placed(found: tuple[Sentence, ...], block: int | None) -> list[Sentence]:
    """The sentences of a block, where it stands."""
    return [Sentence(block, each.start, each.end, each.text, each.pieces) for each in found]


@lru_cache(maxsize=WAYS)
def _reader(lexicon: Lexicon, region: Region) -> Reader:
    """Reads blocks in one way, and remembers those that it read last."""

    def read(block: Block, last: Pause) -> tuple[Sentence, ...]:
        return tuple(_of_block(block, last, lexicon, region))

    remembering = lru_cache(maxsize=REMEMBERED)(read)
    return lambda block, last: (remembering if len(block.text) <= LONGEST else read)(block, last)


def say(text: str, lexicon: Lexicon = NONE, region: Region = Region.NORTH) -> str:
    """Say one line: its spoken words, with the marks that a voice phrases by."""
    block = Block(BlockKind.PARAGRAPH, text)
    found = _of_block(block, Pause.PARAGRAPH, lexicon, region)
    return " ".join(filter(None, (sentence.spoken for sentence in found)))


def tokens(
    text: str,
    lexicon: Lexicon = NONE,
    region: Region = Region.NORTH,
    silences: tuple[Silence, ...] = (),
) -> tuple[Token, ...]:
    """Part a text into tokens: every character but spaces belongs to exactly one, in order."""
    source = Source.of(text)
    masked, reasons = _mask(source, silences)
    line = Line(masked, DIALECTS[region], lexicon)
    found: list[Token] = []
    for at, reading in scan(line):
        start, end = source.span(at, reading.end)
        end = max(end, start + 1)
        silence = reading.silence
        if reading.kind == "silence":
            silence = next((s.reason for s in reasons if s.start <= start < s.end), "unknown")
        elif not reading.words and not silence:
            silence = "unknown"
        token = Token(start, end, reading.words, reading.kind, reading.rule, silence)
        found.append(_joined(found.pop(), token) if found and start < found[-1].end else token)
    return tuple(found)


def _joined(first: Token, second: Token) -> Token:
    """Make one token of two that share a code point of the source."""
    words = first.words + second.words
    silence = "" if words else first.silence
    end = max(first.end, second.end)
    return Token(first.start, end, words, first.kind, first.rule, silence)


def _mask(source: Source, silences: tuple[Silence, ...]) -> tuple[str, tuple[Silence, ...]]:
    """Hide the stretches that are shown but not read, so that no rule looks into them."""
    text = source.text.replace(MASK, "\ufffd")
    for silence in silences:
        start, end = source.place(silence.start), source.place(silence.end)
        text = text[:start] + MASK * (end - start) + text[end:]
    return text, silences


def _of_block(block: Block, last: Pause, lexicon: Lexicon, region: Region) -> list[Sentence]:
    found = tokens(block.text, lexicon, region, block.silences)
    parted = list(breath.sentences(found, block.text))
    return [
        _sentence(part, block.text, last if number == len(parted) else Pause.SENTENCE)
        for number, part in enumerate(parted, 1)
    ]


def _sentence(part: list[Token], text: str, last: Pause) -> Sentence:
    start, end = part[0].start, part[-1].end
    return Sentence(None, start, end, text[start:end], breath.pieces(part, text, last))
