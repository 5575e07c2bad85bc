"""An article: what came in, as a title and blocks of text."""

from dataclasses import dataclass
from enum import StrEnum


class BlockKind(StrEnum):
    """What a block is on the page: it decides the pause after it and how it is announced."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CELL = "cell"
    CAPTION = "caption"
    BYLINE = "byline"


@dataclass(frozen=True, slots=True)
class Silence:
    """A stretch of a block that is shown but not read, and why (`views`, `toolbar`, `file-name`).

    `start` and `end` count code points of the block's text as it was sent.
    """

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Block:
    """One block of text, exactly as it was sent: spans into it must mean something to the sender."""

    kind: BlockKind
    text: str
    silences: tuple[Silence, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """A title and its blocks, in reading order.

    The title is spoken first. Where a block already holds it, `title_block` is that block's index
    and the title is not said twice; else it is None and the title's sentences have no block.
    A block that is silent throughout stays in its place, so that block indexes stay the sender's.
    """

    title: str
    blocks: tuple[Block, ...]
    title_block: int | None = None
