import pytest

from reader.text import audit, tokens, unknown_acronyms


def test_nothing_of_an_ordinary_line_is_dropped() -> None:
    line = "Ngày 29/6/2021, UBND quận (Hà Nội) chi 6,5 tỷ đồng – đạt 50%… 😀 IMG_1.jpg"
    assert audit(line, tokens(line)) == ()


def test_what_is_dropped_is_told() -> None:
    line = "nhiệt độ ⌀ 5"
    assert audit(line, tokens(line)) == ("⌀",)


@pytest.mark.parametrize(("line", "unknown"), [("theo XQZK quận", ("XQZK",)), ("UBND quận", ())])
def test_unknown_acronyms_are_told(line: str, unknown: tuple[str, ...]) -> None:
    assert unknown_acronyms(line, tokens(line)) == unknown
