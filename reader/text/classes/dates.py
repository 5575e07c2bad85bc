"""Dates, and ranges of them.

29/6/2021, 29-6-2021, 29.6.2021 → ngày hai mươi chín tháng sáu năm …
tháng 8/2023 → tháng tám năm …      27-28/6 → ngày hai mươi bảy đến hai mươi tám tháng sáu
Quốc khánh 2/9, sáng 5-9, ngày 20.11 → a day, where the words before it say so
"""

import re

from reader.text.classes.day_words import DAY_WORDS, EDGES, LUNAR_YEAR, D, M, near_date
from reader.text.classes.days import is_day
from reader.text.classes.shares import PARTS_OF, is_share_span
from reader.text.expressions import expression
from reader.text.line import Line, Reading
from reader.text.numbers import cardinal
from reader.text.sets import phrases_of, words_of

_Y = r"((?:1[0-9]|20|21)\d\d)"
_END = r"(?![\d%]|[.,/-]\d|/[A-ZĐ])"
_DASH = r"\s?(?:-|–|—|đến)\s?"
_FULL = expression(rf"{D}(?:\s?([/.-])\s?){M}\s?\2\s?{_Y}(?!\d|[.,]\d|/\w)")
_MIXED = expression(rf"{D}([/.]){M}\s?[-–]\s?((?:19|20)\d\d)(?!\d|[.,]\d)")
_SHORT_YEAR = expression(rf"{D}([/-]){M}\2(\d\d){_END}")
_MONTH = expression(rf"{M}\s?[/.–-]\s?{_Y}(?!\d|[.,/]\d|-\d(?!\d?/(?:19|20)\d\d(?!\d))|/[A-ZĐ])")
_DATELINE = expression(rf"{M}\s{_Y}(?=\s\d|\s*$|[,.)])")  # 25 Tháng 1 2022 16:22
_DAYS = expression(rf"{D}\s?[-–]\s?{D}\s?[/.]\s?{M}(?:\s?[/.-]\s?{_Y})?{_END}")
_DAYS_LIST = expression(rf"{D}(?=(?:,\s?\d{{1,2}}){{0,4}}(?:,| và)\s?\d{{1,2}}[/.-]{M}(?!\d))")
_DAY = expression(rf"{D}([/.-]){M}(?!\d|[A-ZĐ]|[.,-]\d|/[\dA-ZĐ]|%)")
_SPACED_DAY = expression(rf"{D}\s?([/-])\s?{M}(?!\d|\s?[/-]\s?\d|[.,]\d)")
_LUNAR = expression(
    rf"{D}\s?([/.–-])\s?{M}(?=(?:\s(?:và|đến)\s\d{{1,2}}\s?[/.–-]\s?\d{{1,2}})?\s?(?:ÂL|[Ââ]m [Ll]ịch)(?!\w)"
    rf"|[/.-]\s?{LUNAR_YEAR})"  # 14/12/Quý Mão
)
_BULLETIN = phrases_of("tin vắn|điểm tin|điểm báo|bản tin|tin nhanh|báo số ra")
_BULLETIN_DAY = expression(rf"{D}\s?([/–-])\s?{M}(?=\s*(?:[.:,;]|$))")
_ISO = expression(rf"{_Y}([/.-])(1[0-2]|0[1-9])\2(3[01]|[12]\d|0[1-9])(?![\d/-])")
_AMERICAN = expression(rf"{M}/(1[3-9]|2\d|3[01])/{_Y}(?!\d|[.,]\d|/\w)")
_SPAN = expression(rf"{D}([/.])0?{M}(?=\s?[-–]\s?\d{{1,2}}\2\d{{1,2}}(?!\d))")
_MONTHS = expression(rf"{M}{_DASH}{M}\s?[/.]\s?{_Y}{_END}")
_QUARTER = expression(r"([1-4])/([0-4]\d)(?![\d/.,-])")
_SEVERAL_MONTHS = expression(rf"{M}\s?[-–]\s?{M}{_END}")

_MAPS = words_of("qh hoạch đồ")
"""What has a scale: QH chung 1/2000, bản đồ địa chính 1/1000."""

_SAID_DAY = words_of("ngày mùng mồng hôm đường phố")
_ISSUES = words_of("số đợt kỳ lần khóa vòng tập phiên quyển kì học")


def full(line: Line, at: int) -> Reading | None:
    """Read 29/6/2021, 2021-06-29, and 6/29/2021."""
    if iso := _ISO.match(line.text, at):
        year, _, month, day = iso.groups()
        return Reading(iso.end(), _say(line, at, day, month, year), "date", "year month day")
    if american := _AMERICAN.match(line.text, at):
        month, day, year = american.groups()
        return Reading(american.end(), _say(line, at, day, month, year), "date", "month day year")
    found = _FULL.match(line.text, at)
    if found is None and line.follows(at, DAY_WORDS | EDGES):
        found = _MIXED.match(line.text, at)
    if found is None:
        return None
    day, _, month, year = found.groups()
    return Reading(found.end(), _say(line, at, day, month, year), "date", "day month year")


def short_year(line: Line, at: int) -> Reading | None:
    """Read 29/06/21."""
    found = _SHORT_YEAR.match(line.text, at)
    if found is None:
        return None
    padded = len(found[1]) == len(found[3]) == 2 and found[2] == "/"
    address = line.follows(at, PARTS_OF - EDGES) and not padded
    if address or not (found[2] == "/" or near_date(line) or line.follows(at, DAY_WORDS | EDGES)):
        return None
    day, _, month, year = found.groups()
    century = "20" if int(year) < 50 else "19"
    return Reading(found.end(), _say(line, at, day, month, century + year), "date", "short year")


def several_days(line: Line, at: int) -> Reading | None:
    """Read 27-28/6."""
    found = _DAYS.match(line.text, at)
    if found is None:
        return None
    first, second, month, year = found.groups()
    if int(first) >= int(second):
        return None
    words = (
        *_day_word(line, at),
        *cardinal(first, line.dialect),
        "đến",
        *_say(line, at, second, month, year)[line.previous(at) not in _SAID_DAY :],
    )
    return Reading(found.end(), words, "date", "days")


def listed_day(line: Line, at: int) -> Reading | None:
    """Read the 26 of "ngày 26, 27/6": a day whose month comes later."""
    found = _DAYS_LIST.match(line.text, at)
    if found is None or not (line.previous(at) in _SAID_DAY or near_date(line)):
        return None
    return Reading(found.end(1), cardinal(found[1], line.dialect), "date", "listed day")


def month_of_year(line: Line, at: int) -> Reading | None:
    """Read 8/2023, and the "1 2022" of a dateline."""
    before, found = line.previous(at), _MONTH.match(line.text, at)
    if found is None and before == "tháng":
        found = _DATELINE.match(line.text, at)
    if found is None:
        return _quarter(line, at) if before == "quý" else None
    year = cardinal(found[2], line.dialect)
    scaled = line.listed is not None and line.listed.kind == "fraction"  # tỷ lệ 1/500, 1/2000
    of_map = found.group() in ("1/1000", "1/2000") and not _MAPS.isdisjoint(line.left(at, 5))
    scaled = scaled or of_map
    if scaled or line.follows(at, PARTS_OF - {"số"}):
        return None
    if before in ("quý", *_ISSUES):
        number = cardinal(found[1], line.dialect)
        return Reading(
            found.end(), (*number, "trên" if before == "số" else "năm", *year), "date", "issue"
        )
    words = (*_month(found[1], line), "năm", *year)
    if before != "tháng":
        words = ("tháng", *words)
    return Reading(found.end(), words, "date", "month year")


def _quarter(line: Line, at: int) -> Reading | None:
    """Read the 1/25 of "quý 1/25"."""
    found = _QUARTER.match(line.text, at)
    if found is None:
        return None
    words = (*cardinal(found[1], line.dialect), "năm", *cardinal(f"20{found[2]}", line.dialect))
    return Reading(found.end(), words, "date", "quarter")


def several_months(line: Line, at: int) -> Reading | None:
    """Read 3-5/2021, and the "3-5" of "tháng 3-5"."""
    said = line.previous(at) == "tháng"
    found = _MONTHS.match(line.text, at) or (said and _SEVERAL_MONTHS.match(line.text, at))
    if not found or line.previous(at) in (*_SAID_DAY, *_ISSUES):
        return None
    year = found[3] if found.re.groups > 2 else None
    words = (*_month(found[1], line), "đến", "tháng", *_month(found[2], line))
    if line.previous(at) == "quý":
        words = (*cardinal(found[1], line.dialect), "đến", *cardinal(found[2], line.dialect))
    elif not said:
        words = ("tháng", *words)
    words += ("năm", *cardinal(year, line.dialect)) if year else ()
    return Reading(found.end(), words, "date", "months")


def day_of_month(line: Line, at: int) -> Reading | None:
    """Read 20/11, 5-9 and 20.11, where they are days."""
    span = None if (found := _DAY.match(line.text, at)) else _SPAN.match(line.text, at)
    if line.follows(at, _BULLETIN) and (issue := _BULLETIN_DAY.match(line.text, at)):
        return Reading(issue.end(), _say(line, at, issue[1], issue[3], None), "date", "bulletin")
    if span:
        share = is_share_span(line, span.end(), int(span[1]), int(span[3]))
        return None if share else _day_month(line, at, span)
    if lunar := _LUNAR.match(line.text, at):
        return _day_month(line, at, lunar)
    if found is None and line.follows(at, DAY_WORDS):
        found = _SPACED_DAY.match(line.text, at)
    if found is None or not is_day(line, found):
        return None
    return _day_month(line, at, found)


def _day_month(line: Line, at: int, found: re.Match[str]) -> Reading:
    return Reading(found.end(), _say(line, at, found[1], found[3], None), "date", "day month")


def _say(line: Line, at: int, day: str, month: str, year: str | None) -> tuple[str, ...]:
    words = (*_day_word(line, at), *cardinal(day, line.dialect), "tháng", *_month(month, line))
    return (*words, "năm", *cardinal(year, line.dialect)) if year else words


def _day_word(line: Line, at: int) -> tuple[str, ...]:
    return () if line.previous(at) in _SAID_DAY else ("ngày",)


def _month(month: str, line: Line) -> tuple[str, ...]:
    return ("tư",) if int(month) == 4 else cardinal(month, line.dialect)
