"""Days of the week by number: T2 - T6, T7 & CN, thứ 2,4,6, thứ 2 - CN.

A T with a number is a weekday only beside another; alone it may be a building or a hormone.
"""

import re

from reader.text.expressions import expression
from reader.text.line import Line, Reading
from reader.text.sets import words_of

_NAMES = {"2": "hai", "3": "ba", "4": "tư", "5": "năm", "6": "sáu", "7": "bảy"}
_JOIN = r"\s?(?:[-–,/&+]|đến|tới|và)\s?"
_SHORT = expression(rf"T[2-7](?:{_JOIN}(?:T[2-7]|CN)(?!\w))+")
_BEFORE_TIME = expression(r"T[2-7](?=,?\sngày\s\d|\s?:\s?(?:từ\s)?\d{1,2}(?:[hg:]|\sgiờ))")
_NUMBERS = expression(
    rf"[2-7](?:\s?,\s?[2-7](?!\w|[./-]\d))+(?:{_JOIN}CN(?!\w))?|[2-7]{_JOIN}CN(?!\w)"
)
_SUNDAY = expression(r"CN(?=\s\(?\d{1,2}[/.-]\d{1,2}(?![\d.,]))")
_NO_DAYS = words_of("t1 t8 ga tàu đoạn đốt sống tầng tòa nhà u")
"""After these stand stages, bones and buildings: u giai đoạn T1, T2 và T3."""
_PIECE = expression(r"[2-7]|CN|[-–]|đến|tới|và|&")
_WORDS = {"-": "đến", "–": "đến", "&": "và", "CN": "chủ nhật"}


def weekdays(line: Line, at: int) -> Reading | None:
    """Read T2 - T6 and T7, CN: each with its "thứ"; T7 before an hour, and CN before a day."""
    if _NO_DAYS.intersection(line.left(at)):
        return None
    forms = (_SHORT, _BEFORE_TIME, _SUNDAY)
    found = next((found for form in forms if (found := form.match(line.text, at))), None)
    return _say(found, "thứ ") if found else None


def numbers(line: Line, at: int) -> Reading | None:
    """Read the 2,4,6 of "thứ 2,4,6", and the 2 - CN of "thứ 2 - CN"."""
    found = _NUMBERS.match(line.text, at) if line.previous(at) == "thứ" else None
    return _say(found, "") if found else None


def _say(found: re.Match[str], before: str) -> Reading:
    words: list[str] = []
    for piece in _PIECE.findall(found.group()):
        words += (before + _NAMES[piece] if piece in _NAMES else _WORDS.get(piece, piece)).split()
    return Reading(found.end(), tuple(words), "weekday", "weekdays")
