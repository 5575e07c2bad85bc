"""Word times for an engine that tells none: syllables shared out between the pauses that are heard.

    sound → stretches between pauses;  line → syllables  →  which words each stretch says  →  spans

A pause is looked for after a comma first: the words are divided among the stretches so that each
stretch has about the syllables that fit into its time.
"""

import re
import unicodedata
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from workers.engines.base import Span
from workers.levels import mean_squares

QUIET = 0.01
"""Root mean square under which 10 ms of levelled speech are silent: −40 dBFS."""

PAUSE = 0.15
"""Seconds of silence that part two stretches: shorter ones lie within words, before t or k."""

LETTER = 0.1
"""What a letter adds to its word's length, in syllables: "nghiêng" takes longer than "a"."""

UNMARKED = 4.0
"""What a pause after a word without a mark costs: as much as being two syllables out."""

_STEP = 0.01
_VOWELS = re.compile(r"[aeiouy]+", re.IGNORECASE)
_MARK = re.compile(r"[,.;:!?…)–-]$")

Stretch = tuple[float, float]


def estimate(line: str, samples: NDArray[np.int16], sample_rate: int) -> tuple[Span, ...]:
    """A span for each item of `line.split()`, rising, within the sound."""
    words = line.split()
    weights = np.array([_weight(word) for word in words])
    stretches = _stretches(samples, sample_rate)
    marked = np.array([bool(_MARK.search(word)) for word in words])
    ends = _divided(weights, marked, stretches)
    return tuple(_spans(weights, stretches, ends))


def _weight(word: str) -> float:
    """How long a word takes beside others: its syllables, and a little for each letter.

    Every group of vowels is a syllable; a letter or a figure alone is one too.
    """
    plain = unicodedata.normalize("NFD", word)
    letters = "".join(letter for letter in plain if letter.isalnum())
    syllables = max(len(_VOWELS.findall(letters)), int(bool(letters)))
    return syllables + LETTER * max(len(letters), 1)


def _stretches(samples: NDArray[np.int16], sample_rate: int) -> list[Stretch]:
    """From where to where there is sound without a pause, in seconds; one at least."""
    sounding = np.flatnonzero(mean_squares(samples, int(_STEP * sample_rate)) > QUIET**2)
    length = len(samples) / sample_rate
    if not sounding.size:
        return [(0.0, length)]
    gaps = np.flatnonzero(np.diff(sounding) * _STEP > PAUSE)
    firsts = sounding[np.append(0, gaps + 1)] * _STEP
    lasts = (sounding[np.append(gaps, -1)] + 1) * _STEP
    return [(float(a), min(float(b), length)) for a, b in zip(firsts, lasts, strict=True)]


def _divided(
    weights: NDArray[np.float64], marked: NDArray[np.bool_], stretches: list[Stretch]
) -> list[int]:
    """How many words have been said by the end of each stretch: the cheapest division.

    By dynamic programming over stretches; a stretch may say no word (a breath, a click).
    """
    said = np.append(0, np.cumsum(weights))
    pace = said[-1] / max(sum(end - start for start, end in stretches), _STEP)
    after = np.append(0.0, np.where(marked, 0.0, UNMARKED))
    after[-1] = 0
    best, chosen = np.where(np.arange(len(said)) == 0, 0.0, np.inf), []
    for start, end in stretches:
        out = said[None, :] - said[:, None] - (end - start) * pace
        cost = best[:, None] + np.where(said[None, :] >= said[:, None], out**2, np.inf)
        chosen.append(cost.argmin(axis=0))
        best = cost.min(axis=0) + after
    ends = [len(said) - 1]
    for before in reversed(chosen[1:]):
        ends.append(int(before[ends[-1]]))
    return ends[::-1]


def _spans(
    weights: NDArray[np.float64], stretches: list[Stretch], ends: list[int]
) -> Iterator[Span]:
    begin = 0
    for (start, end), upto in zip(stretches, ends, strict=True):
        share = np.cumsum(weights[begin:upto])
        moments = start + (end - start) * np.append(0, share) / (share[-1] if share.size else 1)
        for index in range(upto - begin):
            yield Span(float(moments[index]), float(moments[index + 1]))
        begin = upto
