import pytest

from reader.text import say


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("1. Công tác", "một, Công tác"),
        ("II. Nhiệm vụ", "hai, Nhiệm vụ"),
        ("a) Về kinh tế", "a, Về kinh tế"),
        ("2.1. Mục tiêu", "hai chấm một, Mục tiêu"),
        ("1.2 Khái niệm", "một chấm hai, Khái niệm"),
        ("- Về văn hóa", "Về văn hóa"),
        ("• Về văn hóa", "Về văn hóa"),
        ("1.005 hộ", "một nghìn không trăm linh năm hộ"),
        ("H. Đông Anh", "huyện Đông Anh"),
        ("-5 độ", "âm năm độ"),
    ],
)
def test_lists(written: str, said: str) -> None:
    assert say(written) == said
