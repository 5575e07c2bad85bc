import pytest

from reader.text import say


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("x² + y² = z²", "ích bình phương cộng y bình phương bằng dét bình phương"),
        ("10⁶", "mười mũ sáu"),
        ("10⁻³", "mười mũ âm ba"),
        ("Trần Văn An², Lê Hòa", "Trần Văn An hai, Lê Hòa"),
        ("5 m²", "năm mét vuông"),
    ],
)
def test_powers(written: str, said: str) -> None:
    assert say(written) == said
