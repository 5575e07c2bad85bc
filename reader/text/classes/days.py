"""Is a/b, a-b or a.b a day of a month? The words around it decide.

sáng 5-9, Quốc khánh 2/9, ngày 20.11 → days      từ 5-9 người, 2/3 số phiếu, tăng 2.5 → none
"""

import re

from reader.text.classes.matches import SCORES, WON, after_score, leads
from reader.text.classes.shares import FUNCTION, PARTS_OF, after_percent, after_share, is_share
from reader.text.expressions import expression
from reader.text.letters import UPPER
from reader.text.line import Line
from reader.text.sets import phrases_of, words_of

D = r"(3[01]|[12]\d|0?[1-9])"
M = r"(1[0-2]|0?[1-9])"
"""A day and a month, as expressions with one group each."""

LUNAR_YEAR = (
    r"(?:Giáp|Ất|Bính|Đinh|Mậu|Kỷ|Canh|Tân|Nhâm|Quý)\s"
    r"(?:Tý|Sửu|Dần|Mão|Thìn|Tỵ|Ngọ|Mùi|Thân|Dậu|Tuất|Hợi)(?!\w)"
)
"""The name of a year of sixty, as an expression without groups."""

_TO_DASHED = expression(rf"\s(?:đến|tới)\s(?:hết\s|ngày\s)?{D}-{M}(?!\d|[.,]\d|\s?%)")
_TO_DAY = expression(
    rf"\s(?:đến|tới|-|–)\s(?:hết\s|ngày\s)?{D}\.{M}(?!\d|\s?(?:%|triệu|tỷ|tỉ|điểm|lần|độ|km|m|ha|kg)|[.,]\d)"
)
DAY_WORDS = phrases_of(
    "ngày|sáng|trưa|chiều|tối|đêm|khuya|hôm|lễ|dịp|mùng|mồng|rạng sáng|thứ hai|thứ ba|thứ tư|thứ năm|thứ sáu|"
    "thứ bảy|chủ nhật|thứ 2|thứ 3|thứ 4|thứ 5|thứ 6|thứ 7|hôm nay|hôm qua|nay|qua|rằm|đường|phố|công viên|quảng trường|nông trường|quốc khánh|giải phóng|"
    "phụ nữ|thiếu nhi|cách mạng|lao động|nhà giáo|giáng sinh|noel|valentine|liệt sĩ|liệt sỹ|nhân ngày|cn|"
    "phiên giao dịch|bắt đầu từ|kể từ|tính đến|diễn ra|hết|trước|sau|vào|ngay sau|ngay trước"
)
EDGES = phrases_of("từ|đến|tới|và|qua|sang|tính từ|tính đến|kể từ|hết|trước|sau|vào")
_WIN = words_of("thắng thua hòa dẫn bại gỡ số")
_SPEAK_OF_DAYS = words_of("ngày lễ dịp niệm khánh mừng hội")
_HOLIDAYS = words_of(
    "30/4 1/5 2/9 8/3 20/10 20/11 27/7 26/3 22/12 3/2 19/5 27/2 21/6 1/6 10/3 28/6 19/8 24/12 25/12 14/2 9/1 "
    "15/5 13/10 15/10 23/9 10/10 1/12 31/12 31/10 30/10 7/5 23/11 18/5 5/6 1/1 2/4 9/11 29/3 4/10 7/11"
)
_COUNT_NEXT = words_of(
    "ngày tháng năm tuần giờ phút giây người lần tuổi triệu tỷ tỉ nghìn ngàn trăm m km kg ha tấn tạ cm mm độ điểm cây "
    "con xã hộ đơn trường phòng tầng chiếc cái bàn bàn thắng trận ca loại nhóm đồng phần mét lít gam ml vụ học đại "
    "cán buổi lớp câu đội bác thành đảng doanh dự nhà gia cơ suất đợt khách bệnh sản mẫu thửa lô quả trẻ em bộ nước "
    "tỉnh huyện thôn công quý vòng sao gói chuyến hải số kỹ nhân chủng tiêu chỉ nội dòng trái kíp bài hạng bước ly"
)


_BEFORE_NUMBERS = phrases_of("lúc|độ tuổi|lớp|cấp|giá trị từ|chỉ số từ|mức từ")
"""What two numbers follow, and no day."""

_TODAY = expression(r"(?:[Hh]ôm|[Ss]áng|[Cc]hiều|[Tt]ối|[Tt]rưa)\s(?:nay|qua),\s$")

# Ngày Nước thế giới 22-3, lễ Thanh Minh (3/3)
_NAMED_DAY = expression(rf"(?:Ngày|\b[Ll]ễ) (?:[{UPPER}]|thế giới|quốc tế)[^.,;:()\d]{{3,45}} \(?$")


def is_day(line: Line, found: re.Match[str]) -> bool:
    """Is what was found, a day, a mark and a month, a date?"""
    day, mark, month = found.groups()
    at = found.start()
    played = leads(line, at) if mark == "/" else line.follows(at, WON | SCORES)
    if played or after_score(line):
        return False
    decide = {"/": _slash_is_day, "-": _dash_is_day, ".": _dot_is_day}[mark]
    return decide(line, at, found.end(), int(day), int(month))


def _slash_is_day(line: Line, at: int, end: int, day: int, month: int) -> bool:
    if line.follows(at, DAY_WORDS) or _has_name(line, at) or _ends_days(line):
        return True
    if line.follows(at, PARTS_OF - EDGES) or (day == month and line.next(end) == "ngày"):
        return False
    if day == month and not line.follows(at, EDGES) and not near_date(line):
        alone = f"{day}/{month}" in _HOLIDAYS and not line.said
        return alone or line.text[end : end + 2] == ": "
    if after_percent(line) or after_share(line) or _in_sum(line, at, end):
        return False
    surely_share = is_share(line, end, day, month, loose=False)
    if near_date(line) or line.follows(at, EDGES) or f"{day}/{month}" in _HOLIDAYS:
        return not surely_share
    return not surely_share and not is_share(line, end, day, month, loose=True)


def _in_sum(line: Line, at: int, end: int) -> bool:
    """Is this one of the two of "1/2 + 1/3 = 5/6"?"""
    around = line.text[max(0, at - 2) : at].strip()[-1:] + line.text[end : end + 2].strip()[:1]
    return bool({"+", "="}.intersection(around))


def _dash_is_day(line: Line, at: int, end: int, day: int, month: int) -> bool:
    """Tell a day from a range: "sáng 5-9" is a day; "từ 5-9 người" and "2-3 ngày" are not."""
    if line.previous(at) in ("mùng", "mồng") and line.next(end) in ("tết", "âm"):
        return False
    numbers = line.follows(at, _BEFORE_NUMBERS) or "ngưỡng" in line.left(at, 12)
    if numbers or line.next(end) in _COUNT_NEXT:
        return False
    if line.text[end : end + 1] in ("%", "°") or line.text[end : end + 2] in (" %", "ha", "km"):
        return False
    if _surely_day(line, at, day, month) or _TO_DASHED.match(line.text, end):
        return True
    if _alone(line, at, end):
        feast = "tết" in line.left(at, 2)
        return feast or (day > 12 and not _won(line, at))
    following = line.text[end : end + 2].strip()
    sentence_goes_on = not following or not following[0].islower() or line.next(end) in FUNCTION
    return (line.follows(at, EDGES) or near_date(line)) and sentence_goes_on and day != month - 1


def _surely_day(line: Line, at: int, day: int, month: int) -> bool:
    """Do the words before it leave no doubt: a word for days, today, a day with a name, an hour?"""
    before = line.previous(at)
    return (
        line.follows(at, DAY_WORDS - {"sau", "hết"})
        or (before == "đợt" and f"{day}/{month}" in _HOLIDAYS)
        or (before == "đến" and near_date(line))
        or (before == "giờ" and line.left(at, 2)[0].isdecimal())
        or _after_today(line, at)
        or _has_name(line, at)
    )


def _has_name(line: Line, at: int) -> bool:
    return _NAMED_DAY.search(line.text, max(0, at - 60), at) is not None and not _won(line, at)


def _after_today(line: Line, at: int) -> bool:
    return _TODAY.search(line.text, max(0, at - 12), at) is not None


def _won(line: Line, at: int) -> bool:
    return not _WIN.isdisjoint(line.left(at, 6))


def _dot_is_day(line: Line, at: int, end: int, day: int, month: int) -> bool:
    if line.previous(at) in ("từ", "đến") and _TO_DAY.match(line.text, end):
        return True
    if _ends_list(line) or _follows_day(line, at, day):
        return True
    if line.previous(at) == "đến" and _ends_span(line, at, day):
        return True
    if line.follows(at, _WEEKDAYS) and line.next(end) not in _COUNT_NEXT:
        return True
    near = _SPEAK_OF_DAYS.intersection(line.left(at, 6)) or (day > 12 and _alone(line, at, end))
    if near and f"{day}/{month}" in _HOLIDAYS:
        return True
    return (
        (not line.next(end) and _after_today(line, at))
        or line.follows(at, _DOTTED_AFTER)
        or ((line.follows(at, EDGES) or _after_dash(line)) and near_date(line))
    )


_DOTTED_AFTER = phrases_of(
    "ngày|sáng|trưa|chiều|tối|đêm|khuya|hôm nay|hôm qua|sáng nay|trưa nay|chiều nay|tối nay|đêm nay|đêm qua|tối qua|"
    "chiều qua|sáng qua"
)


_WEEKDAYS = phrases_of("thứ hai|thứ ba|thứ tư|thứ năm|thứ sáu|thứ bảy|chủ nhật")


def _alone(line: Line, at: int, end: int) -> bool:
    """Does it stand alone in its brackets: "Hỏa (30.4)"?"""
    return line.text[at - 1 : at] == "(" and line.text[end : end + 1] == ")"


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
    joined = line.previous(at)
    if joined == "hoặc":
        return near_date(line)
    if joined != "và":
        return False
    index = line.index(at) - 2
    before = line.words[index] if index >= 0 else ""
    return before.isdecimal() and int(before) < day and "ngày" in line.left(at, 6)


def near_date(line: Line) -> bool:
    """Was a date said just before, with no more than "đến", "và" or a mark between?"""
    recent = [reading for _, reading in line.said[-2:]]
    if recent and recent[-1].kind in ("date", "time"):
        return True
    joined = recent and (recent[-1].kind in ("mark", "range") or recent[-1].words in _JOINS)
    return bool(len(recent) == 2 and joined and recent[0].kind in ("date", "time"))


_JOINS = (("và",), ("đến",), ("tới",), ("hoặc",), ("sang",), ("qua",), ("hay",))
