import pytest

from reader.text import tokens


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("ĐT: 024.3825.3536", "không hai bốn ba tám hai năm ba năm ba sáu"),
        ("gọi 113", "một một ba"),
        ("tổng đài 1800.1119", "một tám không không một một một chín"),
        ("+84 912 345 678", "cộng tám bốn chín một hai ba bốn năm sáu bảy tám"),
        ("gọi 113 người", ""),
        ("0909.xxx.123", "không chín không chín ích ích ích một hai ba"),
        ("đt: 8.234567", "tám hai ba bốn năm sáu bảy"),
    ],
)
def test_phones(written: str, said: str) -> None:
    found = [token for token in tokens(written) if token.kind == "phone"]
    assert " ".join(word for token in found for word in token.words) == said
