import pytest

from reader.text import tokens


@pytest.mark.parametrize(
    "written",
    [
        "sáng 5-9",
        "Quốc khánh 2/9",
        "ngày 20.11",
        "từ 21.6 đến 24.6",
        "trước 15/3",
        "lễ 30.4",
        "Ngày mai (7/2 )",
        "từ 6-9, bão mạnh thêm",
        "Hỏa (30.4)",
        "hội 10-3 âm lịch",
        "mùng 5 Tết (2-2)",
    ],
)
def test_days(written: str) -> None:
    assert "date" in {token.kind for token in tokens(written)}


@pytest.mark.parametrize(
    "written",
    [
        "từ 5-9 người",
        "tăng 2.5 lần",
        "2-3 ngày",
        "trực 24/24h, 7/7 ngày",
        "điểm (2.9)",
        "tăng từ 2.5 đến 3.5%",
        "lớp 5-9",
    ],
)
def test_what_is_no_day(written: str) -> None:
    assert "date" not in {token.kind for token in tokens(written)}
