"""Is a sign between two terms of an equation: the + of "ax + b = 0", the - of "y = 3x - 2"?"""

from reader.text.expressions import expression
from reader.text.line import Line

_BEFORE = expression(r"(?<!\w)(?=\S)\d{0,4}([A-Za-z]{0,2})[²³)]?\s?$")
_AFTER = expression(r"\s?\(?(?=\w)\d{0,4}([A-Za-z]{0,2})[²³]?(?!\w)")
_FAR = 40
"""Characters from a sign to the sign of its equation."""


def in_sum(line: Line, at: int) -> bool:
    """Does the sign stand between two terms, one of them with a letter, where something equals something?"""
    before = _BEFORE.search(line.text, max(0, at - 9), at)
    after = _AFTER.match(line.text, at + 1)
    if before is None or after is None or not (before[1] or after[1]):
        return False
    if not (before[1] + after[1]).strip().islower() and line.text[at] in "-–":
        return False  # Tuyến A-B = 5 km
    return "=" in line.text[max(0, at - _FAR) : at + _FAR]
