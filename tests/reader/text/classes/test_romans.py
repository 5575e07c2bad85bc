import pytest

from reader.text import tokens


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("khóa XV", "mười lăm"),
        ("lần thứ I", "nhất"),
        ("lần thứ IV", "tư"),
        ("quý I, II và III", "một hai ba"),
        ("loại C", ""),
        ("Thánh Phêrô I", "một"),
        ("Giáo hoàng Piô X", "mười"),
        ("vua Trần V", ""),
        ("thế kỷ XXI", "hai mươi mốt"),
    ],
)
def test_romans(written: str, said: str) -> None:
    found = [token for token in tokens(written) if token.kind == "roman"]
    assert " ".join(word for token in found for word in token.words) == said
