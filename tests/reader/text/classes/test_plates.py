import pytest

from reader.text import tokens


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("xe 29A-123.45", "hai chín a một hai ba bốn năm"),
        ("BKS 27Z1-426.xx", "hai bảy dét một bốn hai sáu ích ích"),
        ("tàu QNg 96123 TS", "quy en giê chín sáu một hai ba tê ét"),
        ("BS 77 B - 004.98", "bảy bảy bê không không bốn chín tám"),
    ],
)
def test_plates(written: str, said: str) -> None:
    found = [token for token in tokens(written) if token.kind == "plate"]
    assert " ".join(word for token in found for word in token.words) == said
