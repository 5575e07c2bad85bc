import pytest

from reader.text import tokens


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("sáng 5-9, trường khai giảng", "ngày năm tháng chín"),
        ("Quốc khánh 2/9", "ngày hai tháng chín"),
        ("ngày 20.11", "hai mươi tháng mười một"),
        ("trong tháng 8/2023", "tám năm hai nghìn không trăm hai mươi ba"),
        ("ngày 27-28/6", "hai mươi bảy đến hai mươi tám tháng sáu"),
        ("ngày 28/02-03/3", "hai mươi tám tháng hai ngày ba tháng ba"),
        ("từ 21.6 đến 24.6", "ngày hai mươi mốt tháng sáu ngày hai mươi tư tháng sáu"),
        ("quý 3/2023", "ba năm hai nghìn không trăm hai mươi ba"),
        ("từ tháng 5-10 hằng năm", "năm đến tháng mười"),
        ("2024-01-15", "ngày mười lăm tháng một năm hai nghìn không trăm hai mươi tư"),
        ("Tin vắn 6 – 7", "ngày sáu tháng bảy"),
    ],
)
def test_dates(written: str, said: str) -> None:
    found = [token for token in tokens(written) if token.kind == "date"]
    assert " ".join(word for token in found for word in token.words) == said
