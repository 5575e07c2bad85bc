import pytest

from reader.text import tokens


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("5 - 7 ngày", "đến"),
        ("trẻ 5 - dưới 12 tuổi", "đến"),
        ("20%-30%", "đến"),
        ("cấp 8-9", "đến cấp"),
        ("mùng 1-3 Tết", "đến mùng"),
        ("lớp 1 - lớp 5", "đến"),
        ("Km10+500 - Km12", "đến"),
        ("Điều 5 - Khoản 2", ""),
        ("Boeing 787-9", ""),
        ("RON 92-II", ""),
        ("48V - 20Ah", ""),
        ("7h-11h30", "đến"),
    ],
)
def test_dashes(written: str, said: str) -> None:
    found = [token for token in tokens(written) if token.kind == "range"]
    assert " ".join(word for token in found for word in token.words) == said
