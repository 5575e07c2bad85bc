import pytest

from reader.text import tokens


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("8h30", "tám giờ ba mươi phút"),
        ("8g30'", "tám giờ ba mươi phút"),
        ("08:53", "tám giờ năm mươi ba phút"),
        ("9h05", "chín giờ không năm phút"),
        ("7h00", "bảy giờ"),
        ("trực 24/7", "hai mươi tư trên bảy"),
        ("3h05'20''", "ba giờ không năm phút hai mươi giây"),
        ("từ 14g đến 17g", "mười bốn giờ mười bảy giờ"),
        ("nặng 14g", ""),
        ("10:25 PM", "mười giờ hai mươi lăm phút tối"),
        ("09:44 SA", "chín giờ bốn mươi tư phút sáng"),
        ("17:26 PM", "mười bảy giờ hai mươi sáu phút"),
        ("đợt 2: 16 ngày", ""),
        ("lúc 8: 30", "tám giờ ba mươi phút"),
        ("lúc 8.30 sáng", "tám giờ ba mươi phút"),
        ("giá 8.30 USD", ""),
        ("từ 8.30 tối đa", ""),
        ("Văn Toàn (12', 45'+1)", "phút mười hai phút bốn mươi lăm"),
        ("phim (12')", "mười hai phút"),
    ],
)
def test_times(written: str, said: str) -> None:
    found = [token for token in tokens(written) if token.kind == "time"]
    assert " ".join(word for token in found for word in token.words) == said
