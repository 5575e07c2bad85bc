import pytest

from reader.errors import SettingsError
from reader.text import NONE, Lexicon, say


def test_a_literal_goes_before_ours() -> None:
    lexicon = Lexicon.parse("// Cổng\nUBND\tủy ban\nBTLP\tBắc Từ Liêm portal\n")
    assert say("UBND quận (BTLP)", lexicon).startswith("ủy ban quận, Bắc Từ Liêm portal")


def test_a_number_in_a_pattern_is_said_in_its_place() -> None:
    lexicon = Lexicon.parse("Ca #\tca số #")
    assert say("Ca 21 và Ca x", lexicon) == "Ca số hai mươi mốt và Ca ích".replace("Ca số", "ca số")


def test_the_rest_of_a_word_may_be_anything() -> None:
    assert say("IMG_0012 đẹp", Lexicon.parse("IMG_*\thình ảnh")) == "hình ảnh đẹp"


def test_the_longest_entry_wins() -> None:
    lexicon = Lexicon.parse("HN\tHà Nội\nHN FC\tcâu lạc bộ Hà Nội")
    assert say("HN FC thắng", lexicon) == "câu lạc bộ Hà Nội thắng"


def test_an_entry_does_not_match_inside_a_word() -> None:
    assert say("HNX", Lexicon.parse("HN\tHà Nội")) == say("HNX")


@pytest.mark.parametrize(
    ("row", "mistake"),
    [
        ("UBND", "needs what is written"),
        ("UBND\t", "needs what is written"),
        ("\tủy ban", "needs what is written"),
        ("-\tgạch", "matches no letter"),
        ("x" * 81 + "\tx", "more than 80"),
        ("A\ta 1", "letters only"),
        ("A\ta #", "more numbers"),
    ],
)
def test_a_wrong_row_is_named(row: str, mistake: str) -> None:
    with pytest.raises(SettingsError, match=mistake) as raised:
        Lexicon.parse("HN\tHà Nội\n" + row)
    assert "line 2" in str(raised.value)


def test_every_mistake_is_told_at_once() -> None:
    with pytest.raises(SettingsError, match=r"line 1.*line 3.*written twice"):
        Lexicon.parse("A\nB\tbê\nB\tbê")


def test_a_lexicon_can_be_a_key() -> None:
    assert hash(Lexicon.parse("A\ta")) == hash(Lexicon.parse("A\ta"))
    assert Lexicon.parse("") == NONE
