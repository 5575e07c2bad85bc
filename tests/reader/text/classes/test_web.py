import pytest

from reader.text import tokens


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("gửi a.b@hanoi.gov.vn", "a chấm bê a còng hanoi chấm gov chấm vê en"),
        ("https://chinhphu.vn.", "chinhphu chấm vê en"),
        ("IMG_1873.jpg", ""),
        ("#CungNhau", "hát tắc cung nhau"),
        ("tham gia.Theo đó", ""),
    ],
)
def test_web(written: str, said: str) -> None:
    found = [token for token in tokens(written) if token.kind == "web"]
    assert " ".join(word for token in found for word in token.words) == said
