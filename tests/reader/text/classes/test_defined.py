import pytest

from reader.text import say


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("nhiều thí sinh (TS) nộp", "nhiều thí sinh, thí sinh, nộp"),
        ("đa phương tiện (ĐPT) là", "đa phương tiện, đa phương tiện, là"),
        ("nhiều người (TS) nộp", "nhiều người, tiến sĩ, nộp"),
    ],
)
def test_an_acronym_stands_for_the_words_before_it(written: str, said: str) -> None:
    assert say(written) == said
