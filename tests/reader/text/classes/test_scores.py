import pytest

from reader.text import tokens


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("thắng Thái Lan 3-1", "ba một"),
        ("hòa 2-2", "hai hai"),
        ("thắng 25-18, 25-21", "hai mươi lăm mười tám hai mươi lăm hai mươi mốt"),
        ("đội hình 4-3-3", "bốn ba ba"),
        ("tỷ số 2,5-1", "hai phẩy năm một"),
        ("thắng 2-0 (6-2,6-2)", "hai không sáu hai sáu hai"),
        ("dẫn Hoàng Nam 6/3; 5/5", "sáu ba năm năm"),
        ("tỉ số 2/6 và 3/6", "hai sáu ba sáu"),
        ("hướng dẫn 2/9", ""),
        ("tỉ lệ 50-50", "năm mươi năm mươi"),
        ("BR-VT - Long An 1-1", "một một"),
        ("Nam Định - Hà Nội 2-1", "hai một"),
        ("tuyến Hà Nội - Hải Phòng 2-3 giờ", ""),
        ("tuyến Hà Nội - Hải Phòng 2-3 chuyến", ""),
        ("Đội Xanh - Đội Vàng 3-2 lúc 19h", "ba hai"),
        ("các set 13-11, 11-8 và 14-12", "mười ba mười một mười một tám mười bốn mười hai"),
        ("từ 3-5 người", ""),
    ],
)
def test_scores(written: str, said: str) -> None:
    found = [token for token in tokens(written) if token.kind == "score"]
    assert " ".join(word for token in found for word in token.words) == said
