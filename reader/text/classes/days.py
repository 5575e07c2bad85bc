"""Is a/b, a-b or a.b a day of a month? The words around it decide.

sáng 5-9, Quốc khánh 2/9, ngày 20.11 → days      từ 5-9 người, 2/3 số phiếu, tăng 2.5 → none
"""

import re

from reader.text.classes.dashed_days import dash_is_day, ends_on
from reader.text.classes.day_words import (
    COUNTED,
    DAY_WORDS,
    EDGES,
    HOLIDAYS,
    D,
    M,
    after_today,
    alone,
    has_name,
    near_date,
)
from reader.text.classes.matches import SCORES, WON, after_score, leads
from reader.text.classes.shares import (
    PARTS_OF,
    after_percent,
    after_share,
    is_mixed,
    is_share,
)
from reader.text.expressions import expression
from reader.text.line import Line
from reader.text.sets import phrases_of, words_of

_TO_DAY = expression(
    rf"\s(?:đến|tới|-|–)\s(?:hết\s|ngày\s)?{D}\.{M}(?!\d|\s?(?:%|triệu|tỷ|tỉ|điểm|lần|độ|km|m|ha|kg)|[.,]\d)"
)
_SPEAK_OF_DAYS = words_of("ngày lễ dịp niệm khánh mừng hội")


def is_day(line: Line, found: re.Match[str]) -> bool:
    """Is what was found, a day, a mark and a month, a date?"""
    day, mark, month = found.groups()
    at = found.start()
    if mark == "-" and ends_on(line, found):
        return True
    played = leads(line, at) if mark == "/" else line.follows(at, WON | SCORES)
    if played or after_score(line):
        return False
    decide = {"/": _slash_is_day, "-": dash_is_day, ".": _dot_is_day}[mark]
    return decide(line, at, found.end(), int(day), int(month))


def _slash_is_day(line: Line, at: int, end: int, day: int, month: int) -> bool:
    labelled = _LABEL.search(line.text, max(0, at - 40), at) is not None
    if labelled or line.follows(at, DAY_WORDS) or has_name(line, at) or _ends_days(line):
        return True
    if _is_part(line, at, end, day, month):
        return False
    if line.follows(at, PARTS_OF - EDGES) or (day == month and line.next(end) == "ngày"):
        return line.previous(at) == "gần" and day > month and f"{day}/{month}" in HOLIDAYS
    if day == month and not line.follows(at, EDGES) and not near_date(line):
        feast = f"{day}/{month}" in HOLIDAYS and not line.said
        return feast or line.text[end : end + 2] == ": "
    surely_share = is_share(line, end, day, month, loose=False)
    if near_date(line) or line.follows(at, EDGES) or f"{day}/{month}" in HOLIDAYS:
        return not surely_share
    return not surely_share and not is_share(line, end, day, month, loose=True)


_IN_CAPITALS = words_of("gb tb mb bch")
"""What is counted, and written in capitals: 4/6 GB, 8/9 BCH."""

_OF_WHOLES = (("của", "tổng"), ("của", "cả"), ("của", "toàn"))
_PORTION = expression(
    r"(?:(?:xác suất|phân số)[^.,;\d]{0,12}|t[ỷỉ] lệ [^.,;\d]{0,20}là )$", re.IGNORECASE
)
"""What is told in fractions: xác suất là 1/6, phân số 3/5, tỷ lệ mắc là 1/3."""


def _is_part(line: Line, at: int, end: int, part: int, whole: int) -> bool:
    """Is this surely a fraction: of a unit, below zero, after a whole number, or told by its words?"""
    of_whole = (
        line.right(end, 2) in _OF_WHOLES and part < whole and f"{part}/{whole}" not in HOLIDAYS
    )
    told = (
        of_whole
        or line.next(end) in _IN_CAPITALS
        or bool(part < whole and _PORTION.search(line.text, max(0, at - 30), at))
    )
    below_zero = line.last is not None and line.last.rule == "minus"
    measured = line.text[end : end + 1].isalpha() or is_mixed(line, at, part, whole)  # 1/2kg, 5 1/2
    listed = after_percent(line) or after_share(line) or _in_sum(line, at, end)
    return told or below_zero or measured or listed


def _in_sum(line: Line, at: int, end: int) -> bool:
    """Is this one of the two of "1/2 + 1/3 = 5/6"?"""
    around = line.text[max(0, at - 2) : at].strip()[-1:] + line.text[end : end + 2].strip()[:1]
    return bool({"+", "="}.intersection(around))


def _dot_is_day(line: Line, at: int, end: int, day: int, month: int) -> bool:
    if line.previous(at) in ("từ", "đến") and _TO_DAY.match(line.text, end):
        return True
    if _ends_list(line) or _follows_day(line, at, day):
        return True
    if line.previous(at) == "đến" and _ends_span(line, at, day):
        return True
    if line.follows(at, _WEEKDAYS) and line.next(end) not in COUNTED:
        return True
    near = _SPEAK_OF_DAYS.intersection(line.left(at, 6)) or (day > 12 and alone(line, at, end))
    if near and f"{day}/{month}" in HOLIDAYS:
        return True
    return (
        (not line.next(end) and after_today(line, at))
        or line.follows(at, _DOTTED_AFTER)
        or (line.previous(at) == "hôm" and line.next(end) not in COUNTED)
        or ((line.follows(at, EDGES) or _after_dash(line)) and near_date(line))
    )


_LABEL = expression(
    r"\b[Nn]gày (?:[Hh]oàng|[Hh]ắc|sinh|cấp|đăng|ký|nhận|gửi|thi|tốt|xấu|khởi|khai|bắt|kết|tổ|diễn|phát|mua|hết)[^.,;:\d]{0,20}: $"
)
"""What stands before a day in a form: Ngày Hoàng Đạo: 01/08."""

_DOTTED_AFTER = phrases_of(
    "ngày|sáng|trưa|chiều|tối|đêm|khuya|hôm nay|hôm qua|sáng nay|trưa nay|chiều nay|tối nay|đêm nay|đêm qua|tối qua|"
    "chiều qua|sáng qua"
)


_WEEKDAYS = phrases_of("thứ hai|thứ ba|thứ tư|thứ năm|thứ sáu|thứ bảy|chủ nhật")


def _after_dash(line: Line) -> bool:
    return bool(line.last and line.last.kind == "range")


def _ends_days(line: Line) -> bool:
    """Is this the 1/5 of "dịp 30/4-1/5"?"""
    return _after_dash(line) and [reading.rule for _, reading in line.said[-2:-1]] == ["day month"]


def _ends_list(line: Line) -> bool:
    """Is this the 9.10 of "các ngày 7, 8, 9.10"?"""
    return any(reading.rule == "listed day" for _, reading in line.said[-2:])


_HELD = frozenset(("ra", "chức", "nghỉ", "thi", "lễ", "hội", "mạc"))
"""What goes on for some days."""


def _ends_span(line: Line, at: int, day: int) -> bool:
    """Is this the 29.6 of "diễn ra từ 26 đến 29.6", or the 24.9 of "ngày 18 đến 24.9"?"""
    index = line.index(at)
    if index >= 3 and line.folded[index - 3] == "ngày":
        first = line.folded[index - 2]
        return first.isdecimal() and int(first) < day
    if index < 4:
        return False
    held, start, first = line.folded[index - 4 : index - 1]
    return held in _HELD and start == "từ" and first.isdecimal() and int(first) < day


def _follows_day(line: Line, at: int, day: int) -> bool:
    """Is this the 3.6 of "hai ngày là 2 và 3.6", or the 1.11 of "ngày 31.10 hoặc 1.11"?"""
    ampersand = line.text[at - 2 : at] == "& "  # Ngày 4 & 5.3
    joined = "và" if ampersand else line.previous(at)
    index = line.index(at) - (1 if ampersand else 2)
    if joined == "hoặc":
        return near_date(line)
    if joined != "và":
        return False
    before = line.words[index] if index >= 0 else ""
    return before.isdecimal() and int(before) < day and "ngày" in line.left(at, 6)
