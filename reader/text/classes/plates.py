"""Number plates: 29A-123.45, 43A1-234.56, 51F 123.45; and of fishing boats: QNg 96123 TS, BĐ-91234 TS."""

import re

from reader.text.expressions import expression
from reader.text.letters import name
from reader.text.line import Line, Reading
from reader.text.numbers import one_by_one
from reader.text.sets import phrases_of, words_of

_PLATE = expression(
    r"(\d{2}[A-ZĐ]{1,2}\d?|\d{2}-[A-Z]\d(?=\s))\s?[-–]?\s?([\dXx*]{3}\.[\dXx*]{2}|\d{2}\.\d{3}|\d{4,5}|\d[\dXx]{3,4})(?!\d|[.,]\d)"
)
_SPACED = expression(r"(\d{2}\s[A-ZĐ]{1,2}\d?)\s?[-–]?\s?(\d{3}\.\d{2}|\d{4,5})(?!\d|[.,]\d)")
_VESSEL = expression(
    r"([A-ZĐ]{1,2}[A-Za-zđ]{0,2})\s?[-–.]?\s?(\d{2}[.]?\d{3}|\d{3}\.\d{2})\s?[-–]?\s?TS(?!\w)"
)
_CODE = expression(r"[A-ZĐ][A-Za-zđĐ]{0,3}[\s.–-]{0,3}A?\d{2}")
"""How the number of every vessel begins: most letters begin none."""

_NUMBER = expression(r"[A-ZĐ]{1,3}[a-z]?\s?-?\s?\d{4,5}(?!\w|[.,/]\d)")
_BARGE = expression(r"[A-Z]{2}[\s-]\d{4}(?=\sdo\s(?:ông|bà|anh))")
_PLANE = expression(r"VN-A\d{3}(?!\w)")
_DIGITS = expression(r"\d{4,5}(?![\w.,/])")
_BEFORE = words_of("bs bks số soát xe hiệu")
_NUMBERED = phrases_of("số hiệu|biển kiểm soát|biển số|bks|số đăng ký|sà lan|ghe")
_NAMED = phrases_of("bks|biển số|biển kiểm soát|biển số xe|biển hiệu")


def plate(line: Line, at: int) -> Reading | None:
    """Read a number plate, each letter and digit for itself."""
    if found := _PLATE.match(line.text, at):
        return _each(found)
    if (found := _SPACED.match(line.text, at)) and line.follows(at, _BEFORE):
        return _each(found)
    if (found := _DIGITS.match(line.text, at)) and line.follows(at, _NAMED):
        return _each(found)
    return None


def vessel(line: Line, at: int) -> Reading | None:
    """Read the number of a fishing boat, of a barge or a plane: SG-8764, BTr 8398, VN-A863."""
    if not _CODE.match(line.text, at):
        return None
    for form in (_VESSEL, _PLANE, _BARGE):
        if found := form.match(line.text, at):
            return _each(found)
    found = _NUMBER.match(line.text, at)
    return _each(found) if found and line.follows(at, _NUMBERED) else None


def _each(found: re.Match[str]) -> Reading:
    words: list[str] = []
    for char in found.group():
        words += one_by_one(char) if char.isdecimal() else name(char)
    return Reading(found.end(), tuple(words), "plate", "plate")
