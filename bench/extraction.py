"""Which library finds the article on a page: words found and words too many, on the fixture pages.

pip install trafilatura newspaper4k goose3
python -m bench.extraction          prints the table that stands in docs/extraction.md
"""

import logging
import re
import time
from collections.abc import Callable
from pathlib import Path
from statistics import mean

import goose3
import newspaper
import trafilatura
from lxml import html
from readability import Document

from reader.pages import from_page
from reader.pages.charset import decoded
from reader.sites import Selectors
from tests.reader.pages.scoring import PAGES, Score, blocks, score

NOTE = re.compile(r"\[\d\]")


def ours(page: Path) -> str:
    found = from_page(page.read_bytes(), None, Selectors())
    return " ".join(text for _, text in blocks(found.article))


def by_trafilatura(page: Path) -> str:
    return trafilatura.extract(text(page), include_comments=False) or ""


def by_trafilatura_recall(page: Path) -> str:
    return trafilatura.extract(text(page), include_comments=False, favor_recall=True) or ""


def by_readability(page: Path) -> str:
    return " ".join(html.fromstring(Document(text(page)).summary()).itertext())


def by_newspaper(page: Path) -> str:
    article = newspaper.Article("http://bacha.example.vn/", language="vi")
    article.download(input_html=text(page))
    article.parse()
    return article.text


def by_goose(page: Path) -> str:
    options = {"target_language": "vi", "use_meta_language": False}
    options["stopwords_class"] = goose3.text.StopWords
    return goose3.Goose(options).extract(raw_html=text(page)).cleaned_text


def text(page: Path) -> str:
    return decoded(page.read_bytes(), None)


def row(name: str, read: Callable[[Path], str]) -> str:
    start = time.perf_counter()
    scores: list[Score] = [score(NOTE.sub("", read(page)), page) for page in MODERN]
    each = (time.perf_counter() - start) / len(MODERN)
    worst = min(scores, key=lambda found: found.recall)
    return (
        f"| {name} | {mean(s.precision for s in scores):.3f} | {mean(s.recall for s in scores):.3f}"
        f" | {worst.recall:.2f} | {min(s.precision for s in scores):.2f} | {1000 * each:.0f} ms |"
    )


MODERN = [page for page in PAGES if "-tcvn3-" not in page.stem and "-vni-" not in page.stem]
"""No library knows the old encodings, so their pages would tell nothing about finding."""

if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    print("| | precision | recall | worst recall | worst precision | a page |")
    print("| --- | --- | --- | --- | --- | --- |")
    print(row("readability-lxml 0.9", by_readability))
    print(row("trafilatura 2.3", by_trafilatura))
    print(row("trafilatura 2.3, favouring recall", by_trafilatura_recall))
    print(row("newspaper4k 0.9", by_newspaper))
    print(row("goose3 3.1", by_goose))
    print(row("this service", ours))
