import pytest

from reader.text import say


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("làm việc từ T2 - T6", "làm việc từ thứ hai đến thứ sáu"),
        ("nghỉ T7 & CN", "nghỉ thứ bảy và chủ nhật"),
        ("lịch T3, T5, T7", "lịch thứ ba thứ năm thứ bảy"),
        ("các ngày thứ 2,4,6", "các ngày thứ hai tư sáu"),
        ("từ thứ 2 - CN", "từ thứ hai đến chủ nhật"),
        ("từ thứ 2 - thứ 6", "từ thứ hai đến thứ sáu"),
        ("hết thứ 3, 2/9", "hết thứ ba, ngày hai tháng chín"),
        ("xét nghiệm T3", "xét nghiệm tê ba"),
        ("sáng CN 15/9", "sáng chủ nhật ngày mười lăm tháng chín"),
    ],
)
def test_weekdays(written: str, said: str) -> None:
    assert say(written) == said
