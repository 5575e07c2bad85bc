import pytest

from reader.text import tokens


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("điện, nước, v.v...", "vân vân"),
        ("v/v thu phí", "về việc"),
        ("Ô. Trần Văn A, B. Lê Thị H", "ông bà"),
        ("CN. Trần D và CN. Lê H", "cử nhân cử nhân"),
        ("làm ở khu CN. Ông Nam nói", ""),
        ("NXB Trẻ, 120 tr., bìa cứng", "trang"),
    ],
)
def test_titles(written: str, said: str) -> None:
    found = [token for token in tokens(written) if token.kind == "title"]
    assert " ".join(word for token in found for word in token.words) == said
