"""Is a/b, a-b or a.b a day of a month? The words around it decide.

sáng 5-9, Quốc khánh 2/9, ngày 20.11 → days      từ 5-9 người, 2/3 số phiếu, tăng 2.5 → none
"""

import re

from reader.text.line import Line
from reader.text.sets import phrases_of, words_of

D = r"(3[01]|[12]\d|0?[1-9])"
M = r"(1[0-2]|0?[1-9])"
"""A day and a month, as expressions with one group each."""

_TO_DASHED = re.compile(rf"\s(?:đến|tới)\s(?:hết\s|ngày\s)?{D}-{M}(?!\d|[.,]\d|\s?%)")
_SHARE = re.compile(r"\s?[-–]\s?(\d{1,2})/(\d{1,2})")
_TO_DAY = re.compile(
    rf"\s(?:đến|tới|-|–)\s(?:hết\s|ngày\s)?{D}\.{M}(?!\d|\s?(?:%|triệu|tỷ|tỉ|điểm|lần|độ|km|m|ha|kg)|[.,]\d)"
)
DAY_WORDS = phrases_of(
    "ngày|sáng|trưa|chiều|tối|đêm|khuya|hôm|lễ|dịp|mùng|mồng|rạng sáng|thứ hai|thứ ba|thứ tư|thứ năm|thứ sáu|"
    "thứ bảy|chủ nhật|thứ 2|thứ 3|thứ 4|thứ 5|thứ 6|thứ 7|hôm nay|hôm qua|nay|qua|rằm|đường|phố|công viên|quảng trường|nông trường|quốc khánh|giải phóng|"
    "phụ nữ|thiếu nhi|cách mạng|lao động|nhà giáo|giáng sinh|noel|valentine|liệt sĩ|liệt sỹ|nhân ngày|cn|"
    "bắt đầu từ|kể từ|tính đến|diễn ra|hết|trước|sau|vào|ngay sau|ngay trước"
)
EDGES = phrases_of("từ|đến|tới|và|qua|sang|tính từ|tính đến|kể từ|hết|trước|sau|vào")
_SCORES = phrases_of("tỷ số|tỉ số|sát nút|điểm số|chung cuộc|cách biệt")
_WIN = words_of("thắng thua hòa dẫn bại gỡ số")
_WON = phrases_of("dẫn trước|dẫn|thắng|thua|hòa|gỡ hòa|thất bại|chiến thắng|thắng lợi|đánh bại")
_SPEAK_OF_DAYS = words_of("ngày lễ dịp niệm khánh mừng hội")
_HOLIDAYS = words_of(
    "30/4 1/5 2/9 8/3 20/10 20/11 27/7 26/3 22/12 3/2 19/5 27/2 21/6 1/6 10/3 28/6 19/8 24/12 25/12 14/2 9/1 "
    "15/5 13/10 15/10 23/9 10/10 1/12 31/12 31/10 30/10 7/5 23/11 18/5 5/6 1/1 2/4 9/11 29/3 4/10 7/11"
)
_COUNTED = phrases_of(
    "số|diện tích|dân số|tổng|phần|quân số|đại biểu|phiếu|xã|phường|huyện|quận|thôn|bản|ấp|tổ|hộ|chỉ tiêu|tiêu chí|"
    "đơn vị|tỉnh|trường|nhóm|điểm|chặng|thời gian|chiều|mức|lượng|trọng|quãng|giá|thành viên|học sinh|người|ca|"
    "nội dung|nhiệm vụ|khu|dự án|công trình|hạng|suất|sao|câu|tiết|bài|cổ|vốn|cử|ủy|đội|trận|phòng|ban|chi|đảng|"
    "bộ|sở|ngành|cơ|địa|tuyến|quốc|nước|thí|giáo|cán|lớp|mẫu|lô|chiếc|con|cái|quyển|gia|doanh|thị|khối|vụ|hồ|gói|"
    "đại|lần|trong|mặt|thể|lãnh|đất|bề|cuộc|lực|công|ý"
)
PARTS_OF = phrases_of(
    "khoảng|hơn|gần|chiếm|bằng|quá|ít nhất|tối thiểu|trên|còn|giảm|đạt|cứ|mất|được|vòng|lên|có|hạng|binh|"
    "bậc|lớp|đội|loại|lô|căn|phòng|nhóm|tỷ lệ|tỉ lệ|thương binh|chọi|điểm|lệ|hoàn thành|xuống|chỉ|chừng|tầng|trang|ngõ|ngách|hẻm|kiệt|số|nhà|nhà số|hơn quá|ước|tới|đủ"
)
_COUNT_NEXT = words_of(
    "ngày tháng năm tuần giờ phút giây người lần tuổi triệu tỷ tỉ nghìn ngàn trăm m km kg ha tấn tạ cm mm độ điểm cây "
    "con xã hộ đơn trường phòng tầng chiếc cái bàn bàn thắng trận ca loại nhóm đồng phần mét lít gam ml vụ học đại "
    "cán buổi lớp câu đội bác thành đảng doanh dự nhà gia cơ suất đợt khách bệnh sản mẫu thửa lô quả trẻ em bộ nước "
    "tỉnh huyện thôn công quý vòng sao gói chuyến hải số kỹ nhân chủng tiêu chỉ nội dòng trái kíp bài hạng bước ly"
)


def is_day(line: Line, found: re.Match[str]) -> bool:
    """Is what was found, a day, a mark and a month, a date?"""
    day, mark, month = found.groups()
    if after_score(line):
        return False
    if line.follows(found.start(), _WON | _SCORES) if mark != "/" else leads(line, found.start()):
        return False
    decide = {"/": _slash_is_day, "-": _dash_is_day, ".": _dot_is_day}[mark]
    return decide(line, found.start(), found.end(), int(day), int(month))


def after_score(line: Line) -> bool:
    """Is this the next set of a match: "25-18, 25-21 và 26-24"?"""
    recent = [reading for _, reading in line.said[-2:]]
    joined = recent and (recent[-1].kind == "mark" or recent[-1].words == ("và",))
    return bool(joined and len(recent) == 2 and recent[0].kind == "score")


def leads(line: Line, at: int) -> bool:
    """Is a/b here how a match stands: "dẫn 6/5", "tỷ số 7/5"?"""
    before = line.left(at, 4)
    led = "dẫn" in before and not {"hướng", "chỉ"}.intersection(before)
    return led or line.follows(at, _SCORES)


def _slash_is_day(line: Line, at: int, end: int, day: int, month: int) -> bool:
    if line.follows(at, DAY_WORDS):
        return True
    if line.follows(at, PARTS_OF - EDGES) or (day == month and line.next(end) == "ngày"):
        return False
    if day == month and not line.follows(at, EDGES) and not near_date(line):
        alone = f"{day}/{month}" in _HOLIDAYS and not line.said
        return alone or line.text[end : end + 2] == ": "
    if _after_percent(line) or _after_share(line):
        return False
    surely_share = _is_share(line, end, day, month, loose=False)
    if near_date(line) or line.follows(at, EDGES) or f"{day}/{month}" in _HOLIDAYS:
        return not surely_share
    return not surely_share and not _is_share(line, end, day, month, loose=True)


def _after_percent(line: Line) -> bool:
    """Is this the (12/12) of "100% (12/12) xã"?"""
    recent = [reading for _, reading in line.said[-2:]]
    return len(recent) == 2 and recent[0].rule == "%" and recent[1].rule == "bracket"


def _after_share(line: Line) -> bool:
    """Is this the second share of "23/47 châu Á và 6/11 Đông Nam Á"?"""
    joined = bool(line.last and line.last.words == ("và",))
    return joined and any(reading.kind == "fraction" for _, reading in line.said[-5:])


def _is_share(line: Line, end: int, part: int, whole: int, *, loose: bool) -> bool:
    """Is a/b rather a part of a whole, seen from what follows?"""
    following = line.next(end)
    if part > whole or not following or not line.text[end : end + 2].strip()[:1].islower():
        return False
    counted = following in _COUNTED or " ".join(line.right(end, 2)) in _COUNTED
    return counted or (loose and (part == whole or whole <= 10) and following not in _FUNCTION)


def is_share_span(line: Line, end: int) -> bool:
    """Is this the 1/3 of "1/3-1/2 diện tích": does a part of something follow the dash?"""
    found = _SHARE.match(line.text, end)
    if found is None:
        return False
    return _is_share(line, found.end(), int(found[1]), int(found[2]), loose=False)


def _dash_is_day(line: Line, at: int, end: int, day: int, month: int) -> bool:
    """Tell a day from a range: "sáng 5-9" is a day; "từ 5-9 người" and "2-3 ngày" are not."""
    if line.previous(at) in ("mùng", "mồng") and line.next(end) in ("tết", "âm"):
        return False
    if line.next(end) in _COUNT_NEXT or line.follows(
        at, frozenset({"lúc", "độ tuổi", "lớp", "cấp"})
    ):
        return False
    if line.text[end : end + 1] in ("%", "°") or line.text[end : end + 2] in (" %", "ha", "km"):
        return False
    feast = line.previous(at) == "đợt" and f"{day}/{month}" in _HOLIDAYS
    feast = feast or line.right(end, 2) == ("âm", "lịch")
    if feast or line.follows(at, DAY_WORDS - {"sau", "hết"}) or _TO_DASHED.match(line.text, end):
        return True
    if _alone(line, at, end):
        feast = "tết" in line.left(at, 2)
        return feast or (day > 12 and not _WIN.intersection(line.left(at, 6)))
    following = line.text[end : end + 2].strip()
    sentence_goes_on = not following or not following[0].islower() or line.next(end) in _FUNCTION
    return (line.follows(at, EDGES) or near_date(line)) and sentence_goes_on and day != month - 1


_FUNCTION = words_of("đến tới và tại ở sẽ đã cho các với của được khi là do trên trong thì này")


def _dot_is_day(line: Line, at: int, end: int, day: int, month: int) -> bool:
    if line.previous(at) in ("từ", "đến") and _TO_DAY.match(line.text, end):
        return True
    if line.previous(at) == "và" and _follows_day(line, at, day):
        return True
    near = _SPEAK_OF_DAYS.intersection(line.left(at, 6)) or (day > 12 and _alone(line, at, end))
    if near and f"{day}/{month}" in _HOLIDAYS:
        return True
    return line.follows(at, _DOTTED_AFTER) or (
        (line.follows(at, EDGES) or _after_dash(line)) and near_date(line)
    )


_DOTTED_AFTER = phrases_of(
    "ngày|sáng|trưa|chiều|tối|đêm|hôm nay|hôm qua|sáng nay|trưa nay|chiều nay|tối nay|đêm nay|đêm qua|tối qua|"
    "chiều qua|sáng qua"
)


def _alone(line: Line, at: int, end: int) -> bool:
    """Does it stand alone in its brackets: "Hỏa (30.4)"?"""
    return line.text[at - 1 : at] == "(" and line.text[end : end + 1] == ")"


def _after_dash(line: Line) -> bool:
    return bool(line.last and line.last.kind == "range")


def _follows_day(line: Line, at: int, day: int) -> bool:
    """Is this the 3.6 of "hai ngày là 2 và 3.6"?"""
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
