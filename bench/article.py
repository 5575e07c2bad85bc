"""The article that everything is measured with, in as many versions as there are runs."""

import itertools
from pathlib import Path

TEXT = (Path(__file__).parent.parent / "tests" / "corpus" / "article.txt").read_text("utf-8")

_numbers = itertools.count(1000)


def fresh() -> str:
    """The article with every line a little changed, so that no part of it was ever made before."""
    number = next(_numbers)
    lines = (f"{line.rstrip()} {number}" if len(line) > 60 else line for line in TEXT.splitlines())
    return "\n".join(lines)
