import pytest

from reader.text import tokens


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("dịch Covid -19", "Covid mười chín"),
        ("ca F0", "ép không"),
        ("mạng 5G", "năm giê"),
        ("máy bay Su-30MK2", "Su ba mươi em ca hai"),
        ("lớp 10A1", "mười a một"),
        ("lô C5/21", "xê năm trên hai mươi mốt"),
    ],
)
def test_mixed(written: str, said: str) -> None:
    found = [token for token in tokens(written) if token.kind == "mixed"]
    assert " ".join(word for token in found for word in token.words) == said
