import pytest

from reader.text import tokens


@pytest.mark.parametrize(
    "written",
    [
        "2/3 số phiếu",
        "100% (12/12) xã",
        "bậc 3/7",
        "điểm 9/10",
        "4/5 nhiệm kỳ",
        "1/3-1/2 diện tích",
        "7/8 châu Á và 6/11 Đông Nam Á",
    ],
)
def test_shares(written: str) -> None:
    kinds = {token.kind for token in tokens(written)}
    assert "fraction" in kinds
    assert "date" not in kinds
