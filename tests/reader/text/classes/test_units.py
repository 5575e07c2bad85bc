import pytest

from reader.text import tokens


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("50 µg/m³", "mi crô gam mét khối"),
        ("500.000đ/người", "đồng"),
        ("cao 1m65", "một mét sáu mươi lăm"),
        ("$5,2 triệu", "năm phẩy hai triệu đô la"),
        ("mỗi km", "ki lô mét"),
        ("đạt 8,5đ/10", "điểm"),
        ("BXH: Nam Định 29đ", "điểm"),
        ("giá 29đ", "đồng"),
        ("100k", "nghìn"),
        ("1080p", ""),
        ("vòng 26 V-League", ""),
    ],
)
def test_units(written: str, said: str) -> None:
    found = [token for token in tokens(written) if token.kind == "unit"]
    assert " ".join(word for token in found for word in token.words) == said
