"""From the moments at which words begin to the span of every word."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np

from workers.engines.base import Span

_NOTHING = "\u200b"  # says nothing, and parts no words
_WORD = re.compile(r"\S+")


def clean(line: str) -> str:
    """The line, composed, and without what ends a C string or fits into no UTF-8; as many words."""
    whole = line.encode(errors="replace").decode().replace("\0", _NOTHING)
    return unicodedata.normalize("NFC", whole)


def word_starts(line: str) -> list[int]:
    """The code point at which each item of `line.split()` begins."""
    return [match.start() for match in _WORD.finditer(line)]


def word_at(line: str, place: int) -> int:
    """Which item of `line.split()` the code point at `place` belongs to, or stands behind."""
    return max(bisect_right(word_starts(line), place) - 1, 0)


def word_spans(begins: Mapping[int, float], count: int, seconds: float) -> tuple[Span, ...]:
    """A span for each of `count` words, of which some are known to begin at a second.

    A word lasts until the next begins, the last one to the end. Words whose beginning is not known
    share the time between those whose is.
    """
    known = sorted({0: 0.0, **begins, count: seconds}.items())
    indexes, moments = zip(*known, strict=True)
    rising = np.maximum.accumulate(moments)
    return spans_between(np.interp(range(count + 1), indexes, rising).tolist())


def spans_between(moments: Sequence[float]) -> tuple[Span, ...]:
    """Spans that touch: each lasts until the next moment."""
    return tuple(Span(start, end) for start, end in pairwise(moments))
