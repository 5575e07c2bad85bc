"""Meanings that depend on neighbours, as the tables write them.

<phrase  directly left      >phrase  directly right      phrase  within six words
<^ >^    a capitalised word there    <# >#  a number there
^-       first in its line, before a dash or in brackets: the sign of a newspaper
()$      in brackets at the end of its line: who wrote it
"""

from functools import cache
from typing import NamedTuple

from reader.text.expressions import expression
from reader.text.letters import fold
from reader.text.line import NEAR, Line

_DATELINE = expression(r"\)?\s?[-–—:]\s?(?=\w)")


class Context(NamedTuple):
    """One condition: where ("<", ">", "^-", "()$", or "" for nearby), and the words that stand there."""

    side: str
    words: list[str]

    def holds(self, line: Line, first: int, last: int, end: int, around: str) -> bool:
        """Does it hold around the words from `first` up to `last`, which end at `end`?

        `around` is the neighbourhood, as one string of words.
        """
        if self.side == "^-":
            bracketed = line.text.startswith("(") and line.text.startswith(")", end)
            return first == 0 and (bracketed or bool(_DATELINE.match(line.text, end)))
        if self.side == "()$":
            closing = first < last == len(line.words)
            return closing and line.text.endswith("(", 0, line.starts[first])
        if self.words in (["^"], ["#"]):
            return self._begins(line, first - 1 if self.side == "<" else last)
        size = len(self.words)
        if self.side == "<":
            return first >= size and line.folded[first - size : first] == self.words
        if self.side == ">":
            return line.folded[last : last + size] == self.words
        return f" {' '.join(self.words)} " in around

    def _begins(self, line: Line, index: int) -> bool:
        """Is there a word, and does it begin with a capital, or a digit?"""
        word = line.words[index] if 0 <= index < len(line.words) else ""
        return word[:1].isupper() if self.words == ["^"] else word[:1].isdecimal()


class Meaning(NamedTuple):
    """One row of a table: its words hold where one of the contexts does, or where it names none."""

    words: tuple[str, ...]
    contexts: tuple[Context, ...]
    priority: int


def contexts(written: str) -> tuple[Context, ...]:
    """Read the contexts of a row, which "|" parts."""
    return tuple(_context(each) for each in written.split("|")) if written else ()


def best(meanings: list[Meaning], line: Line, start: int, end: int) -> Meaning | None:
    """Give the meaning of the highest priority whose context holds around the span."""
    first, last = line.index(start), line.index(end)
    near = [*line.folded[max(0, first - NEAR) : first], "|", *line.folded[last : last + NEAR]]
    around = f" {' '.join(near)} "
    for meaning in meanings:
        if not meaning.contexts:
            return meaning
        for context in meaning.contexts:
            if context.holds(line, first, last, end, around):
                return meaning
    return None


@cache
def _context(written: str) -> Context:
    if written in ("^-", "()$"):
        return Context(written, [])
    side, phrase = (written[0], written[1:]) if written[0] in "<>" else ("", written)
    return Context(side, [phrase] if side and phrase in ("^", "#") else _folded(phrase))


def _folded(phrase: str) -> list[str]:
    """Fold a phrase as the words of a line are."""
    parted = "".join(char if char.isalnum() else " " for char in phrase)
    return [fold(word) for word in parted.split()]
