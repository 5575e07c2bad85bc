import pytest

from reader.text import say


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("12°30'B", "mười hai độ ba mươi phút bắc"),
        ("106°42’15” Đ", "một trăm linh sáu độ bốn mươi hai phút mười lăm giây đông"),
        ("21°02'8,5\"N", "hai mươi mốt độ hai phút tám phẩy năm giây bắc"),
        ("16,3°N; 124,6°E", "mười sáu phẩy ba độ bắc, một trăm hai mươi tư phẩy sáu độ đông"),
        ("nóng 38°C", "nóng ba mươi tám độ xê"),
    ],
)
def test_degrees(written: str, said: str) -> None:
    assert say(written) == said
