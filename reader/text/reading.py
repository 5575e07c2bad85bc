"""An article into sentences: the whole way of the text stage."""

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


def sentences(
    article: Article, lexicon: Lexicon = NONE, region: Region = Region.NORTH
) -> tuple[Sentence, ...]:
    """Give every sentence of an article in the order of speaking: the title first, then the blocks."""
    title = article.title_block
    first = Block(BlockKind.HEADING, article.title) if title is None else article.blocks[title]
    found = list(_of_block(first, title, lexicon, region, heading=True))
    for index, block in enumerate(article.blocks):
        if index != title:
            found += _of_block(block, index, lexicon, region)
    return tuple(found)


def say(text: str, lexicon: Lexicon = NONE, region: Region = Region.NORTH) -> str:
    """Say one line: its spoken words, with the marks that a voice phrases by."""
    block = Block(BlockKind.PARAGRAPH, text)
    return " ".join(filter(None, (s.spoken for s in _of_block(block, 0, lexicon, region))))


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


def _of_block(
    block: Block, index: int | None, lexicon: Lexicon, region: Region, *, heading: bool = False
) -> list[Sentence]:
    found = tokens(block.text, lexicon, region, block.silences)
    last = Pause.HEADING if heading else _LAST[block.kind]
    parted = list(breath.sentences(found, block.text))
    return [
        _sentence(part, block.text, index, last if number == len(parted) else Pause.SENTENCE)
        for number, part in enumerate(parted, 1)
    ]


def _sentence(part: list[Token], text: str, index: int | None, last: Pause) -> Sentence:
    start, end = part[0].start, part[-1].end
    return Sentence(index, start, end, text[start:end], breath.pieces(part, text, last))
