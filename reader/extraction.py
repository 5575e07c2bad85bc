"""What was sent becomes an article: blocks, plain text by its lines, HTML by its elements.

Indexes and spans stay the sender's: a line or block that is not read stays in its place, silent.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from reader.article import Article, Block, BlockKind, Silence
from reader.furniture import silences
from reader.markup import blocks_of
from reader.text.source import Source

_HEAD = 12
"""Blocks among which a title stands: a later one that repeats it belongs to the text."""

_LONGEST_TITLE = 250
_LONGEST_CATEGORY = 60
_LONGEST_LINE = 200

_DATE = re.compile(
    r"\W*(?:(?:ngày\s+đăng|đăng\s+(?:ngày|lúc)|cập\s+nhật|thứ\s+(?:hai|ba|tư|năm|sáu|bảy)|chủ\s+nhật)\b)?"
    r"\W*(?:\d{1,2}[:h]\d{2}\b\W*)?(?:ngày\s+)?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\b"
    r"(?:[\W\d]|gmt|am|pm|sa|ch|giờ|phút|lúc|h)*",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"\W*(?:tin|bài|ảnh|tác\s+giả|nguồn|thực\s+hiện|người\s+viết|phóng\s+viên)"
    r"(?:[\s,;&–-]+(?:và\s+)?(?:tin|bài|ảnh|viết))*\s*:.{1,80}",
    re.IGNORECASE,
)
_ENDS_NO_TITLE = (".", ",", ";", ":", "…")


def from_blocks(blocks: Iterable[Block], title: str = "") -> Article:
    """An article from what a page shows. Without a title, a heading that comes first is it."""
    heard = tuple(replace(block, silences=silences(block.text)) for block in blocks)
    if title.strip():
        return Article(title, heard, _place(title, heard))
    first = next((index for index, block in enumerate(heard) if _read(block)), None)
    if first is None or heard[first].kind != BlockKind.HEADING:
        return Article("", heard)
    return Article(heard[first].text, heard, first)


def from_text(text: str, title: str = "") -> Article:
    """An article from plain text: line n is block n. Without a title, one is looked for."""
    return _headed([_line(line) for line in text.split("\n")], title)


def from_html(html: str, title: str = "") -> Article:
    """An article from a page or a piece of one. Without a title, one is looked for.

    Raises:
        MalformedError: elements are nested deeper than in any page.
    """
    found = (replace(block, silences=silences(block.text)) for block in blocks_of(html))
    return _headed(list(found), title)


def _headed(blocks: Sequence[Block], title: str) -> Article:
    """Find the title's block; what stands before it is the page's way to the article."""
    place = _place(title, blocks) if title.strip() else _headline(blocks)
    if place is None:
        return Article(title, tuple(blocks))
    found = replace(blocks[place], kind=BlockKind.HEADING)
    before = map(_passed_over, blocks[:place])
    return Article(
        title.strip() or found.text.strip(), (*before, found, *blocks[place + 1 :]), place
    )


def _place(title: str, blocks: Sequence[Block]) -> int | None:
    """Which of the first blocks says the title."""
    wanted = _plain(title)
    return next(
        (at for at, block in enumerate(blocks[:_HEAD]) if _plain(block.text) == wanted), None
    )


def _headline(blocks: Sequence[Block]) -> int | None:
    """Which block is the title: a heading, else the line above the date, else a short first line."""
    head = [(at, block) for at, block in enumerate(blocks[:_HEAD]) if _read(block)]
    headings = [at for at, block in head if block.kind == BlockKind.HEADING]
    if headings:
        return headings[0]
    dates = [at for at, block in head if _is_date(block)]
    above = (
        [at for at, block in head if at < dates[0]][-1:] if dates else [at for at, _ in head][:1]
    )
    alone = len(blocks) == 1
    return next((at for at in above if _is_title(blocks[at]) and not alone), None)


def _passed_over(block: Block) -> Block:
    """A category, or a way of links: short, and no sentence."""
    text = block.text.strip()
    if not text or len(text) > _LONGEST_CATEGORY or text.endswith(_ENDS_NO_TITLE):
        return block
    return replace(block, silences=(Silence(0, len(block.text), "category"),))


def _line(line: str) -> Block:
    kind = BlockKind.BYLINE if _is(_BYLINE, line) else BlockKind.PARAGRAPH
    return Block(kind, line, silences(line))


def _read(block: Block) -> bool:
    silent = sum(silence.end - silence.start for silence in block.silences)
    return silent < len(block.text) and bool(re.search(r"\w", block.text))


def _is_date(block: Block) -> bool:
    shown = block.text[: block.silences[0].start] if block.silences else block.text
    return _is(_DATE, shown)


def _is(pattern: "re.Pattern[str]", line: str) -> bool:
    """Whether a line is one of these; a long one is none, and is not worth a long search."""
    return len(line) <= _LONGEST_LINE and pattern.fullmatch(_plain(line)) is not None


def _is_title(block: Block) -> bool:
    text = _plain(block.text)
    return len(text) <= _LONGEST_TITLE and not text.endswith(_ENDS_NO_TITLE)


def _plain(text: str) -> str:
    """In normal form, with single spaces: two spellings of one line are equal."""
    return " ".join(Source.of(text).text.split())
