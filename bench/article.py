"""The article that everything is measured with, in as many versions as there are runs."""

import itertools
from collections.abc import Iterator
from pathlib import Path

TEXT = (Path(__file__).parent.parent / "tests" / "corpus" / "article.txt").read_text("utf-8")

LONG_LINE = 60
STEP = 4
"""Words between two that a version changes: no breath of it is without one."""

ONSETS = ["b", "ch", "d", "h", "kh", "l", "m", "n", "ph", "r", "s", "t", "th", "tr", "v", "x"]
RIMES = [
    "a",
    "an",
    "anh",
    "ao",
    "ăn",
    "âm",
    "e",
    "em",
    "en",
    "i",
    "in",
    "inh",
    "o",
    "on",
    "ông",
    "u",
    "un",
    "ung",
    "ươi",
]
SYLLABLES = [onset + rime for onset in ONSETS for rime in RIMES]

_numbers = itertools.count(len(SYLLABLES))


def fresh(text: str = TEXT) -> str:
    """The article with other words here and there, so that no part of it was ever made before."""
    word = _word(next(_numbers))
    return "\n".join(" ".join(_changed(line.split(), word)) for line in text.splitlines())


def _changed(words: list[str], word: str) -> Iterator[str]:
    """Every fifth word is another one; where that is no plain word, the next that is."""
    since = STEP
    for each in words:
        since += 1
        if since > STEP and each.isalpha() and not each.isupper():
            since = 0
            yield word
        else:
            yield each


def _word(number: int) -> str:
    """Syllables that no other number has."""
    high, low = divmod(number, len(SYLLABLES))
    return f"{SYLLABLES[high % len(SYLLABLES)]} {SYLLABLES[low]}"


def changed(text: str) -> str:
    """The article with one sentence in its middle changed."""
    lines = text.splitlines()
    long_ones = [place for place, line in enumerate(lines) if len(line) > LONG_LINE]
    lines[long_ones[len(long_ones) // 2]] += f" {_word(next(_numbers))}"
    return "\n".join(lines)


def long(characters: int) -> str:
    """A new article of exactly so many characters, none of whose sentences is like another."""
    text = ""
    while len(text) < characters:
        text += f"{fresh()}\n"
    return text[:characters]
