"""Time grows with the count of characters, and a hundred thousand of the worst take two seconds at most.

Growth is told by a ratio, and that needs no quick machine: four times the characters, measured in
turn with the few, take some four times as long, where a square takes sixteen. All times are those
of this process, and one good try of several is enough: a busy machine takes longer, but not always.
"""

import gc
import re
import time
from collections.abc import Iterator

import pytest

from reader.article import Article
from reader.text import sentences

FEW, MANY, COUNT = 5_000, 20_000, 100_000
WORST = [
    "1", "1-", "1 ", "1a", "8h", "A1", "A-", "a", "a.", "@", "((1", "1.000.", "GD&", "QĐ-", "N.N.N", "2-2, ",
    "+8", "http://a.", "MMMM", "a\u0301\u0301", " ", "x" * 50 + ".", "\ufffc",
    "Anh Đức 5' ", "ông + ", 'tv 5" ', "1 * ", "A 6-1, ", "10 , ", "TT Ban ", "là 10-12 ", "câu 1 5đ ",
]  # fmt: skip
SLOWEST = ["1-", "A1", "GD&", "2-2, ", "TT Ban "]
TRIES = 6
RULE = re.compile(r"\d{1,2}-\d")
USUAL = 0.04
"""Seconds of `slowness` on a machine that reads half a million characters of an article a second."""


@pytest.fixture(autouse=True)
def _other_tests_leave_nothing_to_collect() -> Iterator[None]:
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.mark.parametrize("piece", WORST, ids=ascii)
def test_time_grows_with_the_count_of_characters(piece: str) -> None:
    seconds(piece, 100)
    assert any(seconds(piece, MANY) < 7 * seconds(piece, FEW) for _ in range(TRIES))


@pytest.mark.parametrize("piece", [*SLOWEST, " ".join(WORST)], ids=ascii)
def test_a_hundred_thousand_characters_take_two_seconds_at_most(piece: str) -> None:
    assert any(slowness() * 2 > seconds(piece, COUNT) for _ in range(TRIES))


def slowness() -> float:
    """How many times slower than usual a shared machine is at this moment, at what rules do all day."""
    text = "1-" * 1000
    began = time.process_time()
    for _ in range(200):
        for at in range(0, len(text), 2):
            RULE.match(text, at)
    return max(1.0, (time.process_time() - began) / USUAL)


def seconds(piece: str, count: int) -> float:
    text = (piece * (count // len(piece) + 1))[:count]
    began = time.process_time()
    sentences(Article(text, ()))
    return time.process_time() - began
