"""A dash between two ends, and a dash before one number.

5 - 7 → đến      cấp 8-9 → đến cấp      -5°C → âm      5 - 3 = 2 → trừ      quý II-2021 → năm
"""

import re

from reader.text.classes.day_words import LUNAR_YEAR
from reader.text.classes.sums import in_sum
from reader.text.classes.units import unit_signs
from reader.text.expressions import expression
from reader.text.letters import fold
from reader.text.line import Line, Reading
from reader.text.sets import words_of

_RANGE = expression(
    r"(?:\s?(?:[-–—~→÷]|->)\s?|_(?=(?:19|20)\d\d(?!\w)))(?=\d|[IVX]+\b|[$€£]|nay\b|dưới\s\d)"
)
_AGAIN = expression(
    r"\s?[-–—÷→]\s?([^\W\d_]{1,12})\.?\s?(?=\d|[IVX]+\b|[Hh]ai|[Bb]a|[Tt]ư|[Nn]ăm|[Ss]áu|[Bb]ảy)"
)
_MONTH_OF_YEAR = expression(r"(?:1[0-2]|0?[1-9])/(?:19|20)\d\d(?!\d)")  # 1983 - 4/1988
_NEGATIVE = expression(r"[-–](?=\d)")
_WEIGHT = expression(r"[-–]\d{2,3}\s?[Kk][Gg](?!\w)")
_CLASSES = words_of(
    "kumite hạng cân judo vật wushu taekwondo karate karatedo boxing quyền sambo jujitsu"
)
_COLD = expression(r"[-–]\s(?=\d{1,3}(?:,\d)?\s?(?:độ|[°º])\s?C(?!\w))")
_BEFORE_COLD = words_of("từ đến tới là dưới ở xuống còn mức")
_YEAR_NEXT = expression(rf"[/-]\s?(?:((?:19|20)\d\d)(?!\d)|{LUNAR_YEAR})")
_YEAR_THEN = expression(r",\s?(?:19|20)\d\d(?=\s*(?:$|[.,;)|–-]))")
_KINDS = {
    "time": expression(r"\d{1,2}\s?(?:[hHg:]|giờ|[AaPp]\.?[Mm](?!\w))"),
    "date": expression(
        r"\d{1,2}\s?[/.-]\s?\d|\d{1,2}(?:[hHg]\d{0,2}|:\d\d|\sgiờ(?:\s\d\d)?),?\sngày"
    ),
    "roman": expression("[IVX]+(?!\\w)"),
}
_EDITION = expression(r"\d{1,2}-(?:19|20)\d\d(?!\d|[.,]\d)")  # SEA Games 33-2025
_NEXT_NUMBER = expression(r"(\d{1,9})(?:[.,]\d{1,9}){0,4}\s?([A-Za-zđ%°]{1,5}[23²³]?)?(?!\w)")
_DECIMALS = expression(r"\d{1,6},\d{1,4}(?!\d)")
_THOUSANDS = expression(r"\d{1,3}(?:\.\d{3})+(?!\d)")
_FRACTION = expression(r"\d{1,3}/\d[\d.,]{0,8}\s?kV(?!\w)")
_SUMS = words_of("tính trừ lấy")
_SUM = expression(r"\d[\d.,]{0,12}\s?=\s?[-–]?\d")
_NUMERIC = ("number", "unit", "date", "time", "roman", "fraction")
_UNITS_SAID = words_of(
    "đồng triệu tỷ tỉ nghìn ngàn người giờ tấn tuổi năm tháng ngày độ điểm ha phút mét đô la mỹ"
)
_COUNTED = _UNITS_SAID | words_of(
    "không một hai ba bốn tư lăm sáu bảy tám chín mười mươi mốt trăm vạn chục rưỡi vài mấy phần héc ki lô xăng ti mi li"
)


def dash(line: Line, at: int) -> Reading | None:
    """Read "-" between two quantities as "đến", before a number alone as "âm", else as a pause."""
    last = line.last
    found = _RANGE.match(line.text, at)
    if line.previous(at) == "âm" and _NEGATIVE.match(line.text, at):
        return Reading(at + 1, (), "symbol", "minus", "repeated")  # âm -5 độ
    if _is_negative(line, at):
        below = not _CLASSES.isdisjoint(line.left(at, 4)) and _WEIGHT.match(line.text, at)
        return Reading(at + 1, ("dưới" if below else "âm",), "symbol", "minus")
    if _subtracts(line, at, found):
        return Reading(at + 1, ("chia" if line.text[at] == "÷" else "trừ",), "symbol", "minus")
    if found and last and last.end >= at - 1 and _ranges(line, last, found.end()):
        counted = line.left(at, 2)[:1]
        levels = counted if counted in (("cấp",), ("mùng",), ("mồng",)) else ()
        arrow = line.text.startswith("->", at)
        return Reading(at + 1 + arrow, ("đến", *levels), "range", "to")
    if _counts_again(line, at):
        return Reading(at + 1, ("đến",), "range", "again")
    return None


def _subtracts(line: Line, at: int, found: re.Match[str] | None) -> bool:
    """Is this the minus of "8 - 3 = 5", "tính 12-4" or "y = 3x - 2"?"""
    if found is None or line.last is None or line.last.kind != "number":
        return line.text[at] in "-–" and in_sum(line, at)
    first = line.text[line.said[-1][0] : at].strip()
    second = line.text[found.end() :][:9].split(" ")[0]
    falls = first.isdecimal() and second.isdecimal() and int(first) > int(second)
    summed = any(reading.rule == "+" for _, reading in line.said[-8:])
    told = falls and (summed or not _SUMS.isdisjoint(line.left(at, 2)[:1]))
    return told or in_sum(line, at) or bool(_SUM.match(line.text, found.end()))


def _counts_again(line: Line, at: int) -> bool:
    """Does the word before the last number stand after the dash too: thứ 2 - thứ 6, Km10 - Km12?"""
    found = _AGAIN.match(line.text, at)
    if found is None or not line.said:
        return False
    start = line.said[-1][0]
    first = line.words[line.index(start)] if line.last and line.last.kind == "mixed" else ""
    return fold(found[1]) in (line.previous(start), fold(first).rstrip("0123456789"))


def _ranges(line: Line, last: Reading, end: int) -> bool:
    """Can what was said last, and what follows, be the two ends of one range?"""
    if not _may_follow(line, last, end):
        return False
    following = _KINDS.get(last.kind)
    if following:
        return bool(following.match(line.text, end) or line.text.startswith("nay", end))
    if last.kind in _NUMERIC:
        return True
    counted = len(line.said) > 1 and _counts(line.said[-2][1])
    weekday = line.previous(line.said[-1][0]) == "thứ"
    said = last.kind == "word" and _last_word(last) in _UNITS_SAID
    return counted and said and not weekday


def _counts(reading: Reading) -> bool:
    """Is this a number or a part of one: the "tám" of "tám giờ", and not the "Tiêu" of "Tiêu điểm"?"""
    word = reading.kind == "word" and _last_word(reading) in _COUNTED
    return word or reading.kind in ("number", "unit")


def _last_word(reading: Reading) -> str:
    """Give its last word, in small letters; letters that nobody reads have none."""
    return reading.words[-1].lower() if reading.words else ""


def _may_follow(line: Line, last: Reading, end: int) -> bool:
    """Is the number at `end` no smaller, and counted alike: not Boeing 787-9, not 48V - 20Ah?"""
    found = _NEXT_NUMBER.match(line.text, end)
    thousands = _THOUSANDS.match(line.text, end)  # 749-1.099 USD
    if found is None:
        return last.kind != "number" or line.text[end : end + 1] not in "IVX"  # RON 92-II
    percent = last.kind == "fraction" and found[2] == "%"
    if percent or (last.kind == "unit" and _FRACTION.match(line.text, end)):
        return False  # 38/51 - 74,5%, 560kVA-22/0,4kV
    if last.kind == "unit" and found[2] and len(last.rule) <= 5:
        money = ("k", "tr", "đ", "triệu")
        return found[2] == last.rule or last.rule in money or found[2] not in unit_signs()
    start = line.said[-1][0]
    first = line.text[start : last.end]
    if _EDITION.match(line.text, start) and line.previous(start) != "từ":
        return False
    backwards = line.previous(start) == "từ" or line.next(found.end(1)) == "tcn"
    counted = last.kind == "number" and not (backwards or thousands)
    if not (counted and (first + found[1]).isdecimal()):
        return not (counted and _falls(line, first, end))
    in_year = len(found[1]) == 2 or _MONTH_OF_YEAR.match(line.text, end) is not None
    return len(first) > 9 or int(first) <= int(found[1]) or (len(first) == 4 and in_year)


def _falls(line: Line, first: str, end: int) -> bool:
    """Is the second of two decimals the smaller one: a list and no range, 3,5 - 3,2 - 3,1?"""
    second = _DECIMALS.match(line.text, end)
    if second is None or _DECIMALS.fullmatch(first) is None:
        return False
    return float(first.replace(",", ".")) > float(second.group().replace(",", "."))


def _is_negative(line: Line, at: int) -> bool:
    """Is this the sign of one number: at its front, with no number before it?"""
    before, last = line.text[at - 1 : at] if at else "", line.last
    if before not in ("", " ", "(", ":", "~"):
        return False
    if _COLD.match(line.text, at):
        return line.previous(at) in _BEFORE_COLD or line.left(at, 2) == ("nhiệt", "độ")
    if not _NEGATIVE.match(line.text, at):
        return False
    return last is None or not (
        last.kind in (*_NUMERIC, "range", "mixed", "acronym", "letters", "phone")
        or (last.words and last.words[-1].lower() in _UNITS_SAID and line.left(at)[0] != "độ")
        or (last.words and last.words[-1][:1].isupper())
    )


def year_after(line: Line, at: int) -> Reading | None:
    """Read the "/" of quý II/2021, and the comma of "12 tháng 7, 2016", as "năm"."""
    if line.text[at] == ",":
        dated = line.left(at, 2)[:1] == ("tháng",) and _YEAR_THEN.match(line.text, at)
        return Reading(at + 1, ("năm",), "range", "year") if dated else None
    found, last = _YEAR_NEXT.match(line.text, at), line.last
    if found is None or last is None or last.kind not in ("roman", "number", "date"):
        return None
    named = found[1] is None and last.kind == "date"  # 14/12/Quý Mão
    counted = line.left(at, 2)[:1] in (("quý",), ("tháng",), ("kỳ",), ("vụ",))
    if not (named or last.kind == "roman" or counted):
        return None
    return Reading(at + 1, ("năm",), "range", "year")
