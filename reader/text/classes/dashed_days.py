"""Is a-b a day of a month?

sáng 5-9, kết thúc 30-4 → days      từ 5-9 người, 2-3 ngày, thắng 2-1 → none
"""

import re

from reader.text.classes.day_words import (
    COUNTED,
    DAY_WORDS,
    EDGES,
    HOLIDAYS,
    D,
    M,
    after_today,
    alone,
    counts,
    has_name,
    in_year,
    near_date,
    won,
)
from reader.text.classes.matches import of_match
from reader.text.classes.shares import FUNCTION
from reader.text.expressions import expression
from reader.text.line import Line
from reader.text.sets import phrases_of, words_of

_TO_DASHED = expression(rf"\s(?:đến|tới)\s(?:hết\s|ngày\s)?{D}-{M}(?!\d|[.,]\d|\s?%)")
_BEFORE_NUMBERS = phrases_of("lúc|độ tuổi|lớp|cấp|giá trị từ|chỉ số từ|mức từ")
"""What two numbers follow, and no day."""


def ends_on(line: Line, found: re.Match[str]) -> bool:
    """Is this the 30-4 of "kết thúc 30-4" or "chiến thắng 30-4": an end, a defeat, a feast, and no score?"""
    day, _, month = found.groups()
    at, end = found.span()
    if of_match(line, at, end, int(day)) or counts(line, end, COUNTED) or line.next(end) == "trước":
        return False
    if line.follows(at, _ENDED):
        return True
    before = " ".join(line.left(at, 8))
    if int(day) > 12 and line.follows(at, _FAILED):
        return in_year(line, end) or "cuộc đảo chính" in before or "khởi nghĩa" in before
    if "chiến thắng" not in before or f"{day}/{month}" not in _VICTORIES:
        return False
    return day != "7" or "điện biên" in before or "niệm" in before


_ENDED = phrases_of("kết thúc")
_FAILED = phrases_of("thất bại|thắng lớn")
_TIMES = words_of("giờ phút tháng tuần năm")
_VICTORIES = words_of("30/4 7/5")


def dash_is_day(line: Line, at: int, end: int, day: int, month: int) -> bool:
    """Tell a day from a range: "sáng 5-9" is a day; "từ 5-9 người" and "2-3 ngày" are not."""
    opens = not line.said and line.text[end : end + 2] == ", "  # 19-10, Hội Liên hiệp Phụ nữ
    follows = line.follows(at, DAY_WORDS) and line.next(end) and not counts(line, end, _TIMES)
    if opens or (follows and day > 12):
        return True  # Đêm 31-12 người dân: nothing goes from 31 to 12
    if _is_range(line, at, end, day):
        return False
    to = _TO_DASHED.match(line.text, end)
    to_day = to is not None and not counts(line, to.end(), COUNTED)
    if (
        to_day
        or _surely_day(line, at, end, day, month)
        or (in_year(line, end) and not won(line, at))
    ):
        return True
    if alone(line, at, end):
        feast = "tết" in line.left(at, 2)
        return feast or (day > 12 and not won(line, at))
    following = line.text[end : end + 2].strip()
    sentence_goes_on = not following or not following[0].islower() or line.next(end) in _GOES_ON
    return (line.follows(at, EDGES) or near_date(line)) and sentence_goes_on and day != month - 1


def _is_range(line: Line, at: int, end: int, day: int) -> bool:
    """Is this from one number to another, of what is counted or measured, or how a half of a match ended?"""
    numbers = line.follows(at, _BEFORE_NUMBERS) or "ngưỡng" in line.left(at, 12)
    feast = line.previous(at) in ("mùng", "mồng") and line.next(end) in ("tết", "âm")
    measured = line.text[end : end + 2].startswith(("%", "°", " %", "ha", "km"))
    counted = counts(line, end, COUNTED) or _graded(line, at, day)
    monthly = line.right(end, 2) in (("hàng", "tháng"), ("hằng", "tháng"))  # ngày 1-3 hàng tháng
    return monthly or numbers or feast or measured or counted or "hiệp" in line.right(end, 2)


_KEPT = words_of("ngày lễ niệm khánh mừng tinh mạng lập")
"""Words that speak of a day which is kept: kỷ niệm, mít tinh, Cách mạng tháng Tám."""

_GOES_ON = FUNCTION | {"đồng"}  # từ 1-7 đồng loạt


def _graded(line: Line, at: int, day: int) -> bool:
    """Is this the 1-5 of "thang điểm từ 1-5"?"""
    return day == 1 and _GRADES.search(line.text, max(0, at - 60), at) is not None


_GRADES = expression(r"(?:[Tt]hang (?:điểm|đo)|[Mm]ức độ|[Cc]ấp độ|[Cc]hấm điểm)[^.;\d]*\btừ $")


def _surely_day(line: Line, at: int, end: int, day: int, month: int) -> bool:
    """Do the words before it leave no doubt: a word for days, today, a day with a name, an hour?"""
    before = line.previous(at)
    return (
        line.follows(at, DAY_WORDS - {"sau", "hết"})
        or (before == "đợt" and f"{day}/{month}" in HOLIDAYS)
        or (before == "đến" and near_date(line))
        or (before == "giờ" and line.left(at, 2)[0].isdecimal())
        or after_today(line, at)
        or has_name(line, at)
        or (day > 12 and "ngày" in line.left(at, 3) and not won(line, at))
        or _is_kept(line, at, end, day, month)
        or _DEADLINE.search(line.text, max(0, at - 50), at) is not None
    )


def _is_kept(line: Line, at: int, end: int, day: int, month: int) -> bool:
    """Is this a feast that the words before speak of: kỷ niệm … 22-12, and not "thành lập 5-6 tổ"?"""
    listed = any(reading.kind == "date" for _, reading in line.said[-12:])
    spoken_of = listed or not _KEPT.isdisjoint(line.left(at, 10))
    if f"{day}/{month}" not in HOLIDAYS or won(line, at) or not spoken_of:
        return False
    return day > month or line.next(end) in ("", *_GOES_ON)


_DEADLINE = expression(r"(?:[Hh]ạn (?:nộp|chót|cuối|đăng)[^.;\d]*|[Cc]hậm nhất) là $")
