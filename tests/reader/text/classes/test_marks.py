import pytest

from reader.text import say, tokens


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("nhân dân & chính quyền", "nhân dân và chính quyền"),
        ("tăng +3,1%", "tăng cộng ba phẩy một phần trăm"),
        ("a + b = c", "a cộng bê bằng xê"),
        ("3^2", "ba mũ hai"),
        ("1/2 + 1/3", "một phần hai cộng một phần ba"),
        ("Toán + Lý", "Toán Lý"),
        ("GPA 3.2/4.0", "giê pê a ba chấm hai trên bốn chấm không"),
        ("≥ 5", "lớn hơn hoặc bằng năm"),
        ("83 mã/259 mã", "tám mươi ba mã trên hai trăm năm mươi chín mã"),
        ("và/hoặc", "và hoặc"),
        ("Ông An - Phó Bí thư", "Ông An, Phó Bí thư"),
        ("kinh tế - xã hội", "kinh tế xã hội"),
        ("xong./.", "xong."),
    ],
)
def test_marks(written: str, said: str) -> None:
    assert say(written) == said


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("“", "quote"),
        ("{", "bracket"),
        ("😀", "emoji"),
        ("®", "ornament"),
        ("\x07", "control"),
        ("⌀", "symbol"),
    ],
)
def test_a_silent_sign_says_why(written: str, why: str) -> None:
    assert [token.silence for token in tokens(f"a {written} a")][1] == why
