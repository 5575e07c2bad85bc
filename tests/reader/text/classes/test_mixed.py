import pytest

from reader.text import tokens


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("dịch Covid -19", "Covid mười chín"),
        ("ca F0", "ép không"),
        ("mạng 5G", "năm giê"),
        ("QL1 và ĐT.741", "quốc lộ một đường tỉnh bảy trăm bốn mươi mốt"),
        ("Km22+300", "ki lô mét số hai mươi hai cộng ba trăm"),
        ("thực hiện NQ57", "nghị quyết năm mươi bảy"),
        ("tòa CT12", "xê tê mười hai"),
        ("BN50 nặng", "bệnh nhân năm mươi"),
        ("máy bay Su-30MK2", "Su ba mươi em ca hai"),
        ("doanh thu QII/2024", "quý hai năm hai nghìn không trăm hai mươi tư"),
        ("Q1/2024", "quý một năm hai nghìn không trăm hai mươi tư"),
        ("lớp 10A1", "mười a một"),
        ("lô C5/21", "xê năm trên hai mươi mốt"),
    ],
)
def test_mixed(written: str, said: str) -> None:
    found = [token for token in tokens(written) if token.kind == "mixed"]
    assert " ".join(word for token in found for word in token.words) == said
