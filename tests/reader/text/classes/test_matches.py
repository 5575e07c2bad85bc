import pytest

from reader.text import tokens


@pytest.mark.parametrize(
    "written",
    ["dẫn 6/5", "dẫn Hoàng Nam 6/3; 5/5", "cách biệt 4/5", "thắng 3-1", "thắng 25-18, 25-21"],
)
def test_matches(written: str) -> None:
    kinds = {token.kind for token in tokens(written)}
    assert "score" in kinds
    assert "date" not in kinds


@pytest.mark.parametrize(
    "written",
    [
        "hướng dẫn ngày 6/5",
        "chiến thắng 30/4",
        "nghỉ lễ 2/9 và 3/9",
        "dẫn đầu, 2/9 có mặt",
        "đường dẫn cầu, sáng 5/6",
        "dẫn đầu đoàn ngày 2/9",
    ],
)
def test_what_is_no_match(written: str) -> None:
    assert "score" not in {token.kind for token in tokens(written)}
