import pytest

from reader.text import tokens


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("QL1 và ĐT.741", "quốc lộ một đường tỉnh bảy trăm bốn mươi mốt"),
        ("Km22+300", "ki lô mét số hai mươi hai cộng ba trăm"),
        ("thực hiện NQ57", "nghị quyết năm mươi bảy"),
        ("tòa CT12", "xê tê mười hai"),
        ("BN50 nặng", "bệnh nhân năm mươi"),
        ("doanh thu QII/2024", "quý hai năm hai nghìn không trăm hai mươi tư"),
        ("Q1/2024", "quý một năm hai nghìn không trăm hai mươi tư"),
        ("T.4/2024", "tháng tư năm hai nghìn không trăm hai mươi tư"),
        ("doanh thu 6T/2024", "sáu tháng năm hai nghìn không trăm hai mươi tư"),
        ("thu 6T đầu năm", "sáu tháng"),
        ("kỳ hạn 6T", "sáu tháng"),
        ("thai 12w", "mười hai tuần"),
        ("xe 6T", ""),
        ("anh Nam lái xe tải 15t", ""),
        ("bệnh nhân nữ, 45t", "bốn mươi lăm tuổi"),
        ("uống 2v", "hai viên"),
        ("NV1 42,5 điểm", "nguyện vọng một"),
        ("lũ trên BĐ2", "báo động hai"),
    ],
)
def test_counted(written: str, said: str) -> None:
    found = [token for token in tokens(written) if token.kind == "mixed"]
    assert " ".join(word for token in found for word in token.words) == said
