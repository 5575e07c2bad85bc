"""Sets of words and phrases, as the rules write them."""

import pytest

from reader.text.lexicon import NONE
from reader.text.line import Line
from reader.text.numbers import DIALECTS, Region
from reader.text.sets import LONGEST, phrases_of


def test_a_phrase_that_is_too_long_to_be_found_is_refused() -> None:
    with pytest.raises(ValueError, match="longer than 4 words: số của tổng đài hỗ trợ"):
        phrases_of("hotline|số của tổng đài hỗ trợ")


def test_the_longest_phrase_is_found() -> None:
    phrase = "thông tư liên tịch"
    assert len(phrase.split()) == LONGEST
    line = Line(f"theo {phrase} 5", DIALECTS[Region.NORTH], NONE)
    assert line.follows(len(line.text) - 1, phrases_of(phrase))
