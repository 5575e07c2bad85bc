import pytest

from reader.text import tokens


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2/3 số phiếu", "hai phần ba"),
        ("chiếm 1/4 diện tích", "một phần tư"),
        ("15/19 tiêu chí", "mười lăm trên mười chín"),
        ("số 12/5/3 phố", "mười hai trên năm trên ba"),
        ("100% (12/12) xã", "mười hai trên mười hai"),
        ("đường dây 22/0,4kV", "hai mươi hai trên không phẩy bốn"),
        ("tỷ lệ 1:500", "một trên năm trăm"),
        ("½ quả", "một phần hai"),
    ],
)
def test_fractions(written: str, said: str) -> None:
    found = [token for token in tokens(written) if token.kind == "fraction"]
    assert " ".join(word for token in found for word in token.words) == said
