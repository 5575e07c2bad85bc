import pytest

from reader.text import tokens


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("06 tháng đầu năm", "sáu"),
        ("triển khai Đề án 06", "không sáu"),
        ("thứ 4", "tư"),
        ("tháng 4", "tư"),
        ("1.234 người", "một nghìn hai trăm ba mươi tư"),
        ("10,000 USD", "mười nghìn"),
        ("công nghiệp 4.0", "bốn chấm không"),
        ("đạt 8.5 điểm", "tám phẩy năm"),
        ("phiên bản 1.2.3", "một chấm hai chấm ba"),
        ("mã hồ sơ 01234", "không một hai ba bốn"),
    ],
)
def test_quantities(written: str, said: str) -> None:
    found = [token for token in tokens(written) if token.kind == "number"]
    assert " ".join(word for token in found for word in token.words) == said
