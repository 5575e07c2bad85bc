"""Meanings that depend on neighbours, as the tables write them.

<phrase  directly left      >phrase  directly right      phrase  within six words
<^ >^    a capitalised word there    <# >#  a number there
^-       first in its line, before a dash: the sign of a newspaper
"""

import re
from functools import cache
from typing import NamedTuple

from reader.text.letters import fold
from reader.text.line import NEAR, Line

_DATELINE = re.compile(r"\)?\s?[-–—:]\s?(?=\w)")


class Meaning(NamedTuple):
    """One row of a table: its words hold where one of the alternatives of `context` does."""

    words: tuple[str, ...]
    context: tuple[str, ...]
    priority: int


def best(meanings: list[Meaning], line: Line, start: int, end: int) -> Meaning | None:
    """Give the meaning of the highest priority whose context holds around the span."""
    for meaning in meanings:
        if not meaning.context or any(_holds(c, line, start, end) for c in meaning.context):
            return meaning
    return None


def _holds(context: str, line: Line, start: int, end: int) -> bool:
    first, last = line.index(start), line.index(end)
    if context == "^-":
        return first == 0 and bool(_DATELINE.match(line.text, end))
    if context[0] == "<":
        return _stands(context[1:], line, first, -1)
    if context[0] == ">":
        return _stands(context[1:], line, last, 1)
    around = [*line.folded[max(0, first - NEAR) : first], "|", *line.folded[last : last + NEAR]]
    return f" {_words(context)} " in f" {' '.join(around)} "


def _stands(phrase: str, line: Line, index: int, side: int) -> bool:
    """Does `phrase` end just before word `index` (side -1), or begin at it (side 1)?"""
    if phrase in ("^", "#"):
        index -= side < 0
        word = line.words[index] if 0 <= index < len(line.words) else ""
        return word[:1].isupper() if phrase == "^" else word[:1].isdecimal()
    wanted = _words(phrase).split()
    start = index if side > 0 else index - len(wanted)
    return start >= 0 and line.folded[start : start + len(wanted)] == wanted


@cache
def _words(phrase: str) -> str:
    """Fold a phrase as the words of a line are."""
    parted = "".join(char if char.isalnum() else " " for char in phrase)
    return " ".join(fold(word) for word in parted.split())
