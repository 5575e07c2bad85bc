"""What stands before the items of a list: bullets, which are silent, and numbers, which are said.

1. → một      II. → hai      a) → a      2.1. → hai chấm một      - • ➢ → nothing
"""

import re

from reader.text.classes.romans import value
from reader.text.expressions import expression
from reader.text.letters import LOWER, UPPER, name
from reader.text.line import Line, Reading
from reader.text.numbers import cardinal
from reader.text.sets import words_of

_BULLET = expression(r"(?:[-–—+*•●○▪■□◦‣⁃·➢➤►▶→✓✔★☆◆❖»]|>{2,3}|o(?=\s))+(?=\s|[^\W\d_])")
_NUMBERED = expression(
    r"(\d{1,3}(?:\.\d{1,2}){0,4}|[IVX]{1,6}|[a-zđA-ZĐ]|\d{1,2}[a-z]|\(\d{1,2}\)|\([a-zđ]\))(?:[.)](?!\w\.)|[/-](?=\s)|(?<=\))|\.\))(?=\s*[^\s\d.)]|\s+\d)"
)
_RARE = words_of("F G H K L M N O P Q R S T U X Y Z")
"""Letters that begin a name (N.Minh) sooner than an item, where nothing parts them from the next word."""

_NAMES = ("V.League", "Đ.c ", "Đ.c. ", "C.ty")
"""What begins like an item, and is a name."""

_SECTION = expression(rf"\d{{1,2}}(?:\.\d{{1,2}}){{1,4}}(?=\s+[{UPPER}][{LOWER}])")


def bullet(line: Line, at: int) -> Reading | None:
    """Pass over the sign before a list item."""
    found = _BULLET.match(line.text, at) if _begins(line) else None
    if found is None or (
        found.group() in "-–+" and line.text[found.end() : found.end() + 1].isdecimal()
    ):
        return None
    return Reading(found.end(), (), "list", "bullet", "bullet")


def numbered(line: Line, at: int) -> Reading | None:
    """Read "1.", "II.", "a)", "2.1." before an item."""
    if not _begins(line):
        return None
    section = _SECTION.match(line.text, at)
    if section:
        return _label(line, section, section.group())
    found = _NUMBERED.match(line.text, at)
    if found is None or line.text.startswith(_NAMES, at):
        return None
    label, rest = found[1].strip("()"), line.text[found.end() : found.end() + 1]
    if rest.isdecimal() and "." not in line.text[at + len(found[1]) : found.end()]:
        return None
    if (label.isdecimal() and len(label) > 2) or (label in _RARE and rest.isalpha()):
        return None
    return _label(line, found, label)


def _label(line: Line, found: re.Match[str], label: str) -> Reading | None:
    end = len(found.group().rstrip()) + found.start()
    if label[0].isdecimal():
        words: tuple[str, ...] = ()
        for number, letter in re.findall(r"(\d+)([a-z]?)", label):
            words += ("chấm",) if words else ()
            words += (*cardinal(number, line.dialect), *name(letter))
    elif len(label) > 1 or label in "IVX":
        words = cardinal(str(value(label)), line.dialect)
    else:
        words = name(label)
    return Reading(end, words, "list", "number")


def _begins(line: Line) -> bool:
    """Has nothing been said of this line yet?"""
    return len(line.said) < 3 and not any(reading.words for _, reading in line.said)
