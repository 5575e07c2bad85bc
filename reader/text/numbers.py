"""Numbers as a newsreader says them: cardinals, decimals, and digits one by one.

    21 → hai mươi mốt        1.005 → một nghìn không trăm linh năm        7,02 → bảy phẩy không hai

A number is kept as its digits, never as an int: an article may hold a thousand of them in a row.
"""

from dataclasses import dataclass
from functools import lru_cache

from reader.voices import Region

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
BILLION = 9
LONGEST = 18
"""Digits of the longest number that has a name; longer ones are said digit by digit."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """The words for numbers that differ from region to region."""

    thousand: str
    zero_tens: str
    four: str


DIALECTS = {
    Region.NORTH: Dialect("nghìn", "linh", "tư"),
    Region.CENTRAL: Dialect("ngàn", "lẻ", "bốn"),
    Region.SOUTH: Dialect("ngàn", "lẻ", "bốn"),
}


def one_by_one(text: str) -> tuple[str, ...]:
    """Say each digit of `text`; other characters are passed over."""
    return tuple(DIGITS[ord(char) - 48] for char in text if "0" <= char <= "9")


@lru_cache(maxsize=4096)
def cardinal(number: str, dialect: Dialect) -> tuple[str, ...]:
    """Say the whole number with the digits `number`; zeros in front do not count."""
    number = number.lstrip("0") or "0"
    if len(number) > LONGEST:
        return one_by_one(number)
    if len(number) > BILLION:
        rest = number[-BILLION:]
        tail = _millions(rest, dialect, full=True) if rest.strip("0") else ()
        return (*cardinal(number[:-BILLION], dialect), "tỷ", *tail)
    return _millions(number, dialect, full=False)


def _millions(number: str, dialect: Dialect, *, full: bool) -> tuple[str, ...]:
    """Say at most nine digits; `full` where something greater was said before them."""
    if number == "0":
        return (DIGITS[0],)
    words: list[str] = []
    padded = number.zfill(BILLION)
    for group, name in ((padded[:3], "triệu"), (padded[3:6], dialect.thousand), (padded[6:], "")):
        if group == "000":
            continue
        words += _hundreds(group, dialect, full=full or bool(words))
        if name:
            words.append(name)
    return tuple(words)


def _hundreds(group: str, dialect: Dialect, *, full: bool) -> list[str]:
    hundreds, tens, units = (ord(char) - 48 for char in group)
    words: list[str] = []
    if hundreds or full:
        words += [DIGITS[hundreds], "trăm"]
    if tens == 0 and units and words:
        words.append(dialect.zero_tens)
    elif tens == 1:
        words.append("mười")
    elif tens > 1:
        words += [DIGITS[tens], "mươi"]
    if units:
        words.append(_unit(units, tens, dialect, alone=not words))
    return words


def _unit(units: int, tens: int, dialect: Dialect, *, alone: bool) -> str:
    if units == 1 and tens > 1:
        return "mốt"
    if units == 5 and tens:
        return "lăm"
    if units == 4 and not alone and tens != 1:
        return dialect.four
    return DIGITS[units]


def after_comma(digits: str, dialect: Dialect) -> tuple[str, ...]:
    """Say what stands behind a decimal comma: 35 → ba mươi lăm, 02 → không hai, 1416 → each."""
    if digits.startswith("0") or len(digits) > 3:
        return one_by_one(digits)
    return cardinal(digits, dialect)


def decimal(whole: str, part: str | None, dialect: Dialect, point: str = "phẩy") -> tuple[str, ...]:
    """Say `whole` and the decimals `part`, if it has some, with the word for the point between them."""
    words = cardinal(whole, dialect)
    return (*words, point, *after_comma(part, dialect)) if part else words


def ordinal(number: str, dialect: Dialect) -> tuple[str, ...]:
    """Say what follows "thứ": 1 → nhất, 4 → tư, else the cardinal."""
    special = {"1": "nhất", "4": "tư"}.get(number.lstrip("0"))
    return (special,) if special else cardinal(number, dialect)
