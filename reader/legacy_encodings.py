"""Old pages, written for fonts instead of for Unicode: TCVN3 (ABC, `.VnTime`) and VNI (`VNI-Times`).

Such a page says it is Latin, and its font draws `®` as `đ`. What it means is a matter of tables:
TCVN3 has one letter for one, VNI a vowel and a letter for its marks. Nothing on the page can be
relied on to say which it is, so the text itself decides: as whichever of them it shows the words that
every Vietnamese text is full of.
"""

import re
from collections.abc import Callable, Iterable

Decode = Callable[[str], str]

_TCVN3_LETTERS = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ", 0xB5: "àảãáạ", 0xBB: "ằẳẵắ", 0xC6: "ặầẩẫấậè", 0xCE: "ẻẽéẹềểễếệìỉ",
    0xDC: "ĩíịò", 0xE1: "ỏõóọồổỗốộờởỡớợù", 0xF1: "ủũúụừửữứựỳỷỹýỵ",
}  # fmt: skip
_TCVN3 = {
    start + step: letter
    for start, letters in _TCVN3_LETTERS.items()
    for step, letter in enumerate(letters)
}

_VNI_TONES = "ùøûõï"
_VNI_PAIRS = {
    "a": (_VNI_TONES + "âáàåãä" + "êéèúüë", "áàảãạ" + "âấầẩẫậ" + "ăắằẳẵặ"),
    "e": (_VNI_TONES + "âáàåãä", "éèẻẽẹ" + "êếềểễệ"),
    "o": (_VNI_TONES + "âáàåãä", "óòỏõọ" + "ôốồổỗộ"),
    "u": (_VNI_TONES, "úùủũụ"),
    "y": (_VNI_TONES[:4], "ýỳỷỹ"),
    "ô": (_VNI_TONES, "ớờởỡợ"),
    "ö": (_VNI_TONES, "ứừửữự"),
}
_VNI_ALONE = dict(zip("ôöñíìæóòî", "ơưđíìỉĩịỵ", strict=True))

_VNI = _VNI_ALONE | {
    vowel + mark: letter
    for vowel, (marks, letters) in _VNI_PAIRS.items()
    for mark, letter in zip(marks, letters, strict=True)
}
_VNI_LETTERS = re.compile("|".join(sorted(_VNI, key=len, reverse=True)), re.IGNORECASE)

_MODERN = re.compile("[ĂăĐđĨĩŨũƠơƯưẠ-ỹ\u0300-\u0323]")
"""Letters that neither old encoding can show."""

_COMMON = re.compile(
    r"\b(?:của|các|những|được|với|người|không|một|ngày|đã|tại|đến|số|để|này|về)\b",
    re.IGNORECASE,
)
_ENOUGH = 3
"""So many more common words prove an encoding: other languages give none of them by chance."""


def from_tcvn3(text: str) -> str:
    """TCVN3 as it looks in Latin letters, to Unicode. Its capitals with a tone exist in no font."""
    return text.translate(_TCVN3)


def from_vni(text: str) -> str:
    """VNI as it looks in Latin letters, to Unicode; a mark's capital is its vowel's."""
    return _VNI_LETTERS.sub(_letter, text)


def is_modern(text: str) -> bool:
    """Whether it has a letter that only Unicode gives Vietnamese."""
    return bool(_MODERN.search(text))


def decoder(texts: Iterable[str]) -> Decode | None:
    """What turns these texts of one page into Unicode; None where they are Unicode already.

    Texts that are modern do not count: an old article often stands in a page that was made anew.
    """
    old = "\n".join(text for text in texts if not is_modern(text))
    best = max((from_tcvn3, from_vni), key=lambda decode: _proof(decode(old)))
    return best if _proof(best(old)) - _proof(old) >= _ENOUGH else None


def _proof(text: str) -> int:
    return len(_COMMON.findall(text))


def _letter(found: "re.Match[str]") -> str:
    letter = _VNI[found[0].lower()]
    return letter.upper() if found[0][0].isupper() else letter
