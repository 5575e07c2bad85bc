import pytest

from reader.text import tokens


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Chủ tịch UBND quận", "ủy ban nhân dân"),
        ("Sở GD & ĐT", "giáo dục và đào tạo"),
        ("phát triển KT-XH", "kinh tế xã hội"),
        ("TT Putin thăm", "tổng thống"),
        ("PGS.TS Nguyễn An", "phó giáo sư tiến sĩ"),
    ],
)
def test_acronyms(written: str, said: str) -> None:
    found = [token for token in tokens(written) if token.kind == "acronym"]
    assert " ".join(word for token in found for word in token.words) == said
