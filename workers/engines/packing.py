"""Cuts a line for an engine that takes few characters at a time: at clause marks, then at words."""

import math
import re
from collections.abc import Iterator
from itertools import accumulate

_CLAUSE = re.compile(r".*?[,.;:!?…](?=\s)|.+$", re.DOTALL)


def packed(line: str, limit: int) -> list[str]:
    """The line in as few runs of at most `limit` characters as its clauses and words allow."""
    runs: list[str] = []
    for unit in _units(line, limit):
        if runs and len(runs[-1]) + 1 + len(unit) <= limit:
            runs[-1] += f" {unit}"
        else:
            runs.append(unit)
    return runs


def _units(line: str, limit: int) -> Iterator[str]:
    """Its clauses; those that are too long in even stretches of words."""
    for clause in _CLAUSE.findall(line):
        text = " ".join(clause.split())
        if text:
            yield from _even(text, limit)


def _even(text: str, limit: int) -> Iterator[str]:
    """Text in stretches of about one length, so that no single word is left for the last."""
    words = [word[at : at + limit] for word in text.split() for at in range(0, len(word), limit)]
    ends = list(accumulate(len(word) + 1 for word in words))
    stretches = math.ceil(ends[-1] / (limit + 1))
    while True:
        cut = _cut(words, ends, stretches)
        if max(map(len, cut)) <= limit:
            break
        stretches += 1
    yield from cut


def _cut(words: list[str], ends: list[int], stretches: int) -> list[str]:
    """Words in so many stretches, each word where most of the text before it puts it."""
    share = ends[-1] / stretches
    runs: list[list[str]] = [[] for _ in range(stretches)]
    for word, end in zip(words, ends, strict=True):
        runs[min(int((end - 1 - len(word) / 2) / share), stretches - 1)].append(word)
    return [" ".join(run) for run in runs if run]
