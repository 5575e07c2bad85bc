from hypothesis import given
from hypothesis import strategies as st

from reader.text import utf16


@given(st.text(st.characters(codec="utf-8")))
def test_every_place_counts_as_a_browser_counts(text: str) -> None:
    counted = [len(text[:at].encode("utf-16-le")) // 2 for at in range(len(text) + 1)]
    assert list(utf16(text)) == counted


def test_a_lone_surrogate_is_one_unit() -> None:
    assert list(utf16("\ud800😀")) == [0, 1, 3]
