import pytest

from reader.text.letters import NAMES, fold, is_syllable, one_tone_place, spell
from reader.text.numbers import DIALECTS
from reader.voices import Region


def test_every_letter_has_a_name() -> None:
    assert set("abcdefghijklmnopqrstuvwxyzăâđêôơư") == set(NAMES)


def test_letters_and_numbers_are_spelled() -> None:
    assert " ".join(spell("QĐ12W", DIALECTS[Region.NORTH])) == "quy đê mười hai vê kép"


def test_foreign_marks_do_not_silence_a_letter() -> None:
    assert spell("ñ", DIALECTS[Region.NORTH]) == ("en",)


@pytest.mark.parametrize("word", ["nghiêng", "Huế", "ƯƠNG", "quý", "khuỷu", "a"])
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["UBND", "str", "WHO", "Facebook", "KT"])
def test_what_is_no_syllable(word: str) -> None:
    assert not is_syllable(word)


@pytest.mark.parametrize(
    ("word", "one"), [("hoà", "hòa"), ("THUỶ", "THỦY"), ("quý", "quý"), ("hoàn", "hoàn")]
)
def test_the_tone_has_one_place(word: str, one: str) -> None:
    assert one_tone_place(word) == one


def test_folded_words_compare() -> None:
    assert fold("Hoà") == fold("HÒA")
