import pytest

from reader.text import tokens


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("hoà bình", "hòa bình"),
        ("VIỆT NAM", "việt nam"),
        ("Đăk R’lấp", "Đăk R’lấp"),
    ],
)
def test_words(written: str, said: str) -> None:
    found = [token for token in tokens(written) if token.kind == "word"]
    assert " ".join(word for token in found for word in token.words) == said
