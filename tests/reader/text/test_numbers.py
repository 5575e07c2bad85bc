import pytest

from reader.text.numbers import DIALECTS, after_comma, cardinal, decimal, one_by_one, ordinal
from reader.voices import Region

NORTH, SOUTH = DIALECTS[Region.NORTH], DIALECTS[Region.SOUTH]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("0", "không"),
        ("00", "không"),
        ("4", "bốn"),
        ("10", "mười"),
        ("14", "mười bốn"),
        ("15", "mười lăm"),
        ("20", "hai mươi"),
        ("21", "hai mươi mốt"),
        ("24", "hai mươi tư"),
        ("25", "hai mươi lăm"),
        ("101", "một trăm linh một"),
        ("104", "một trăm linh tư"),
        ("110", "một trăm mười"),
        ("555", "năm trăm năm mươi lăm"),
        ("1000", "một nghìn"),
        ("1005", "một nghìn không trăm linh năm"),
        ("2021", "hai nghìn không trăm hai mươi mốt"),
        ("10000", "mười nghìn"),
        ("1000005", "một triệu không trăm linh năm"),
        ("1000000000", "một tỷ"),
        ("1200000000000", "một nghìn hai trăm tỷ"),
        ("1000000000000000000", "một không không không không không không không không không"),
    ],
)
def test_cardinals(number: str, words: str) -> None:
    assert " ".join(cardinal(number, NORTH)).startswith(words)


def test_a_number_too_long_for_a_name_is_said_by_digits() -> None:
    assert cardinal("1" * 5000, NORTH) == ("một",) * 5000


def test_regions_say_their_own_words() -> None:
    assert " ".join(cardinal("1024", SOUTH)) == "một ngàn không trăm hai mươi bốn"
    assert " ".join(cardinal("105", SOUTH)) == "một trăm lẻ năm"


@pytest.mark.parametrize(
    ("digits", "words"),
    [("2", "hai"), ("35", "ba mươi lăm"), ("02", "không hai"), ("773", "bảy trăm bảy mươi ba"),
     ("1416", "một bốn một sáu")],
)  # fmt: skip
def test_decimals(digits: str, words: str) -> None:
    assert " ".join(after_comma(digits, NORTH)) == words


def test_a_decimal_says_its_point() -> None:
    assert " ".join(decimal("4", "0", NORTH, "chấm")) == "bốn chấm không"


def test_digits_one_by_one_pass_over_the_rest() -> None:
    assert one_by_one("09-1") == ("không", "chín", "một")


@pytest.mark.parametrize(("number", "word"), [("1", "nhất"), ("4", "tư"), ("2", "hai")])
def test_ordinals(number: str, word: str) -> None:
    assert ordinal(number, NORTH) == (word,)
