import pytest

from reader.text import tokens


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (
            "Nghị định 42/2022/NĐ-CP",
            "bốn mươi hai trên hai nghìn không trăm hai mươi hai trên nghị định chính phủ",
        ),
        ("số 120 -KL/TW", "một trăm hai mươi kết luận trung ương"),
        (
            "Luật số 13/2022/QH15",
            "mười ba trên hai nghìn không trăm hai mươi hai trên quốc hội khóa mười lăm",
        ),
        ("Quy định 37-QĐ/TW", "ba mươi bảy quy định trung ương"),
        ("Nghị định 10/2023", "mười trên hai nghìn không trăm hai mươi ba"),
        (
            "QCVN 08-MT:2015/BTNMT",
            "không tám em tê hai nghìn không trăm mười lăm trên bộ tài nguyên và môi trường",
        ),
    ],
)
def test_legal(written: str, said: str) -> None:
    found = [token for token in tokens(written) if token.kind == "legal"]
    assert " ".join(word for token in found for word in token.words) == said
