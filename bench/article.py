"""The article that everything is measured with, in as many versions as there are runs."""

import itertools
from pathlib import Path

TEXT = (Path(__file__).parent.parent / "tests" / "corpus" / "article.txt").read_text("utf-8")

LONG_LINE = 60

_numbers = itertools.count(1000)


def fresh(text: str = TEXT) -> str:
    """The article with every line a little changed, so that no part of it was ever made before."""
    number = next(_numbers)
    return "\n".join(
        f"{line.rstrip()} {number}" if len(line) > LONG_LINE else line for line in text.splitlines()
    )


def changed(text: str) -> str:
    """The article with one sentence in its middle changed."""
    lines = text.splitlines()
    long_ones = [place for place, line in enumerate(lines) if len(line) > LONG_LINE]
    lines[long_ones[len(long_ones) // 2]] += f" {next(_numbers)}"
    return "\n".join(lines)


def long(characters: int) -> str:
    """A new article of exactly so many characters, none of whose long lines is like another."""
    text = ""
    while len(text) < characters:
        text += f"{fresh()}\n"
    return text[:characters]
