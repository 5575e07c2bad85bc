"""How well a page was read: what its .txt says stands on it, against what came out.

A .txt has a line for each fact and block, `kind⇥text`, in the order of the page.
"""

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from reader.article import Article, BlockKind

FOLDER = Path(__file__).parents[2] / "fixtures/pages"
PAGES = sorted(FOLDER.glob("*.html"))
FACTS = {"title", "date", "byline"}


@dataclass(frozen=True)
class Expected:
    title: str
    date: str
    byline: str
    blocks: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Score:
    precision: float
    recall: float


def expected(page: Path) -> Expected:
    rows = [
        tuple(line.split("\t", 1))
        for line in page.with_suffix(".txt").read_text(encoding="utf-8").splitlines()
    ]
    facts = dict(row for row in rows if row[0] in FACTS)
    blocks = tuple((kind, text) for kind, text in rows if kind not in FACTS)
    return Expected(facts["title"], facts["date"], facts.get("byline", ""), blocks)


def blocks(article: Article) -> tuple[tuple[str, str], ...]:
    """The blocks that are read, but for the title and the byline."""
    return tuple(
        (block.kind.value, block.text)
        for index, block in enumerate(article.blocks)
        if index != article.title_block and block.kind != BlockKind.BYLINE and not block.silences
    )


def score(found: str, page: Path) -> Score:
    """Words found, each as often as it stands there."""
    wanted, given = _words(" ".join(text for _, text in expected(page).blocks)), _words(found)
    common = (wanted & given).total()
    return Score(common / max(1, given.total()), common / wanted.total())


def _words(text: str) -> "Counter[str]":
    return Counter(re.findall(r"\w+", text.lower()))
