"""Words around a day of a month, and what they tell: the feasts, what is counted instead, a date just before."""

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

DAY_WORDS = phrases_of(
    "ngày|sáng|trưa|chiều|tối|đêm|khuya|hôm|lễ|dịp|mùng|mồng|rạng sáng|thứ hai|thứ ba|thứ tư|thứ năm|thứ sáu|"
    "thứ bảy|chủ nhật|thứ 2|thứ 3|thứ 4|thứ 5|thứ 6|thứ 7|hôm nay|hôm qua|nay|qua|rằm|đường|phố|công viên|quảng trường|nông trường|quốc khánh|giải phóng|"
    "phụ nữ|thiếu nhi|cách mạng|lao động|nhà giáo|giáng sinh|noel|valentine|liệt sĩ|liệt sỹ|nhân ngày|cn|"
    "dương lịch|sale|phiên giao dịch|bắt đầu từ|kể từ|tính đến|diễn ra|hết|trước|sau|vào|ngay sau|ngay trước"
)
EDGES = phrases_of("từ|đến|tới|và|qua|sang|tính từ|tính đến|kể từ|hết|trước|sau|vào")
_WIN = words_of("thắng thua hòa dẫn bại gỡ số")
HOLIDAYS = words_of(
    "30/4 1/5 2/9 8/3 20/10 20/11 27/7 26/3 22/12 3/2 19/5 27/2 21/6 1/6 10/3 28/6 19/8 24/12 25/12 14/2 9/1 "
    "15/5 13/10 15/10 23/9 10/10 1/12 31/12 31/10 30/10 7/5 20/3 23/11 18/5 5/6 1/1 2/4 9/11 29/3 4/10 7/11"
)
COUNTED = words_of(
    "ngày tháng năm tuần giờ phút giây người lần tuổi triệu tỷ tỉ nghìn ngàn trăm m km kg ha tấn tạ cm mm độ điểm cây "
    "con xã hộ đơn trường phòng tầng chiếc cái bàn bàn thắng trận ca loại nhóm đồng phần mét lít gam ml vụ học đại "
    "cán buổi lớp câu đội bác thành đảng doanh dự nhà gia cơ suất đợt khách bệnh sản mẫu thửa lô quả trẻ em bộ nước "
    "tỉnh huyện thôn công quý vòng sao gói chuyến hải số kỹ nhân chủng tiêu chỉ nội dòng trái kíp bài hạng bước ly cốc hạt tiếng bát viên lá hcv hcb hcđ vđv hs sv gv usd gb tb"
)

_TODAY = expression(r"(?:[Hh]ôm|[Ss]áng|[Cc]hiều|[Tt]ối|[Tt]rưa)\s(?:nay|qua),\s$")

# Ngày Nước thế giới 22-3, lễ Thanh Minh (3/3)
_NAMED_DAY = expression(rf"(?:Ngày|\b[Ll]ễ) (?:[{UPPER}]|thế giới|quốc tế)[^.,;:()\d]{{3,45}} \(?$")


def near_date(line: Line) -> bool:
    """Was a date said just before, with no more than "đến", "và" or a mark between?"""
    recent = [reading for _, reading in line.said[-2:]]
    if recent and recent[-1].kind in ("date", "time"):
        return True
    joined = recent and (recent[-1].kind in ("mark", "range") or recent[-1].words in _JOINS)
    return bool(len(recent) == 2 and joined and recent[0].kind in ("date", "time"))


_JOINS = (("và",), ("đến",), ("tới",), ("hoặc",), ("sang",), ("qua",), ("hay",))


_YEAR = expression(r"nay|ngoái|(?:19|20)\d\d")
_NO_MONEY = words_of("bào loạt thời chí hành ý đội minh tình nghiệp hương phục diễn thuận")
"""What makes "đồng" another word: đồng loạt."""


def counts(line: Line, end: int, nouns: frozenset[str]) -> bool:
    """Is what was written up to `end` so many of one of the `nouns`: "2-3 năm", and not "30-4 năm nay"?"""
    word = line.next(end)
    if word == "đồng" and not _NO_MONEY.isdisjoint(line.right(end, 2)):
        return False
    return word in nouns and not in_year(line, end)


def in_year(line: Line, end: int) -> bool:
    """Does a year follow: "năm nay", "năm 2025"?"""
    after = line.right(end, 2)[1:]
    return line.next(end) == "năm" and bool(after) and bool(_YEAR.fullmatch(after[0]))


def has_name(line: Line, at: int) -> bool:
    """Does the name of a day stand before: Ngày Nước thế giới?"""
    return _NAMED_DAY.search(line.text, max(0, at - 60), at) is not None and not won(line, at)


def after_today(line: Line, at: int) -> bool:
    """Does "hôm nay," stand before, or "sáng nay,"?"""
    return _TODAY.search(line.text, max(0, at - 12), at) is not None


def won(line: Line, at: int) -> bool:
    """Do the words before speak of who won?"""
    return not _WIN.isdisjoint(line.left(at, 6))


def alone(line: Line, at: int, end: int) -> bool:
    """Does it stand alone in its brackets: "Hỏa (30.4)"?"""
    return line.text[at - 1 : at] == "(" and line.text[end : end + 1] == ")"
