"""a/b that is no date: a part (2/3 số phiếu), a count of a whole (15/19 tiêu chí), an address, a scale."""

import re

from reader.text.classes.shares import is_mixed
from reader.text.expressions import expression
from reader.text.line import Line, Reading
from reader.text.numbers import after_comma, cardinal, ordinal
from reader.text.sets import phrases_of, words_of

_FRACTION = expression(
    r"(\d{1,3}(?:\.\d{3}){1,4}|\d{1,9})(?:,(\d{1,3}))?\s?[/⁄]\s?(\d{1,3}(?:\.\d{3}){1,4}|\d{1,9})(?![\d])(?:,(\d{1,2})(?!\d))?"
)
_RATIO = expression(r"(\d{1,4})\s?:\s?(\d{1,3}(?:\.\d{3}){1,2}|\d{1,6})(?![\d:]|[.,]\d)")
_RATIOS = phrases_of("tỷ lệ|tỉ lệ|theo tỷ lệ|bản đồ|pha|pha loãng|chọi")
_MORE = expression(r"/(\d{1,5})(?![\d/])")
_ADDRESS = phrases_of(
    "số|trang|tầng|số nhà|bậc|lớp|đội|loại|lô|căn|phòng|nhóm|ngõ|ngách|hẻm|kiệt|nhà|nhà số|địa chỉ|huyết áp|chọi|điểm|hạng|binh|thương binh|đường|thứ|vp"
)
_SCORED = words_of("bch gb tb mb điểm phiếu thôn xã phường huyện trường tiêu sao")
# What is counted one by one, where more than five are: 8/10 chỉ tiêu, but 2/3 khu vực.
_TALLIED = words_of("chỉ khu tỉnh quận ấp bản tổ đơn sở ngành môn dự nội nhiệm câu trạm chi đảng")


def fraction(line: Line, at: int) -> Reading | None:
    """Read a/b, and every /c of an address that follows."""
    found = _FRACTION.match(line.text, at)
    if found is None:
        return _ratio(line, at)
    above, decimals, below = found[1].replace(".", ""), found[2], found[3].replace(".", "")
    ranked = line.previous(at) == "thứ"  # xếp thứ 3/10
    words = ordinal(above, line.dialect) if ranked else _number(above, line)
    if decimals:
        words += ("phẩy", *after_comma(decimals, line.dialect))
    is_part = not decimals and not found[4] and _is_part(line, at, found.end(), above, below)
    if is_part:
        words = ("và", *words) if is_mixed(line, at, int(above), int(below)) else words
        words += ("phần", *(("tư",) if below == "4" else _number(below, line)))
    else:
        words += ("đến" if _is_term(line, at, found) else "trên", *_number(below, line))
    if found[4]:
        words += ("phẩy", *after_comma(found[4], line.dialect))
    end = found.end()
    while more := _MORE.match(line.text, end):
        words, end = (*words, "trên", *_number(more[1], line)), more.end()
    return Reading(end, words, "fraction", "part" if is_part else "over")


def _is_term(line: Line, at: int, found: re.Match[str]) -> bool:
    """Is this from one year to a later one: "năm học 2023/2024", "nhiệm kỳ 2020/2025"?"""
    if _TERMS.isdisjoint(line.left(at, 3)):
        return False
    return bool(_TERM.fullmatch(found.group())) and 0 < int(found[3]) - int(found[1]) < 10


_TERMS = words_of("học khóa kỳ giải đoạn mùa vụ")
_TERM = expression(r"(?:19|20)\d\d\s?/\s?(?:19|20)\d\d")


def _ratio(line: Line, at: int) -> Reading | None:
    """Read 1:500 after "tỷ lệ"."""
    found = _RATIO.match(line.text, at) if line.follows(at, _RATIOS) else None
    if found is None:
        return None
    words = (*_number(found[1], line), "trên", *_number(found[2].replace(".", ""), line))
    return Reading(found.end(), words, "fraction", "ratio")


def _is_part(line: Line, at: int, end: int, above: str, below: str) -> bool:
    if above.startswith("0") or below.startswith("0") or line.follows(at, _ADDRESS):
        return False
    if line.follows(at, frozenset({"vòng"})):
        return True
    following = line.next(end)
    if following in _SCORED or (int(below) > 5 and following in _TALLIED):
        return False
    return int(above) < int(below) <= 10


def _number(digits: str, line: Line) -> tuple[str, ...]:
    return cardinal(digits, line.dialect)
