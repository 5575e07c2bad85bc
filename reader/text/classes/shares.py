"""Is a/b a part of a whole, or a count of one, and no day: 2/3 số phiếu, 100% (12/12) xã, 1/3-1/2 diện tích?"""

from reader.text.expressions import expression
from reader.text.line import Line
from reader.text.sets import phrases_of, words_of

_SHARE = expression(r"\s?[-–]\s?(\d{1,2})/(\d{1,2})")
_COUNTED = phrases_of(
    "số|diện tích|dân số|tổng|phần|quân số|đại biểu|phiếu|xã|phường|huyện|quận|thôn|bản|ấp|tổ|hộ|chỉ tiêu|tiêu chí|"
    "đơn vị|tỉnh|trường|nhóm|điểm|chặng|thời gian|chiều|mức|lượng|trọng|quãng|giá|thành viên|học sinh|người|ca|"
    "nội dung|nhiệm vụ|khu|dự án|công trình|hạng|suất|sao|câu|tiết|bài|cổ|vốn|cử|ủy|đội|trận|phòng|ban|chi|đảng|"
    "bộ|sở|ngành|cơ|địa|tuyến|quốc|nước|thí|giáo|cán|lớp|mẫu|lô|chiếc|con|cái|quyển|gia|doanh|thị|khối|vụ|hồ|gói|"
    "nguồn tài|nguồn nước|nguồn vốn|nguồn thu|nguồn lực|nhu cầu|sản lượng|sản phẩm|thị phần|kinh phí|đại|lần|trong|mặt|thể|lãnh|đất|bề|cuộc|lực|công|ý"
)
PARTS_OF = phrases_of(
    "khoảng|hơn|gần|chiếm|bằng|quá|ít nhất|tối thiểu|trên|còn|giảm|đạt|cứ|mất|được|vòng|lên|có|hạng|binh|"
    "bậc|lớp|đội|loại|lô|căn|phòng|nhóm|tỷ lệ|tỉ lệ|thương binh|chọi|điểm|lệ|hoàn thành|xuống|chỉ|thứ|vp|chừng|tầng|trang|ngõ|ngách|hẻm|kiệt|số|nhà|nhà số|hơn quá|ước|tới|đủ"
)
FUNCTION = words_of("đến tới và tại ở sẽ đã cho các với của được khi là do trên trong thì này")
"""Words with which a sentence goes on after a date."""


def after_percent(line: Line) -> bool:
    """Is this the (12/12) of "100% (12/12) xã"?"""
    recent = [reading for _, reading in line.said[-2:]]
    return len(recent) == 2 and recent[0].rule == "%" and recent[1].rule == "bracket"


def after_share(line: Line) -> bool:
    """Is this the second share of "23/47 châu Á và 6/11 Đông Nam Á", or of "một phần ba (1/3)"?"""
    if [reading.words for _, reading in line.said[-3:-2]] == [("phần",)]:
        return True
    if line.previous(line.said[-1][0] if line.said else 0) == "nửa":  # từ nửa (1/2) ly
        return True
    joined = bool(line.last and line.last.words == ("và",))
    return joined and any(reading.kind == "fraction" for _, reading in line.said[-5:])


def is_share(line: Line, end: int, part: int, whole: int, *, loose: bool) -> bool:
    """Is a/b rather a part of a whole, seen from what follows?"""
    following = line.next(end)
    if part > whole or not following or not line.text[end : end + 2].strip()[:1].islower():
        return False
    counted = following in _COUNTED or " ".join(line.right(end, 2)) in _COUNTED
    return counted or (loose and (part == whole or whole <= 10) and following not in FUNCTION)


def is_share_span(line: Line, end: int, part: int, whole: int) -> bool:
    """Is this the 1/3 of "1/3-1/2 diện tích": does a part of something follow the dash?"""
    found = _SHARE.match(line.text, end)
    if found is None or part > whole:
        return False
    return is_share(line, found.end(), int(found[1]), int(found[2]), loose=False)


def is_mixed(line: Line, at: int, part: int, whole: int) -> bool:
    """Is a/b what a whole number has over: the 1/2 of "5 1/2"?"""
    if not line.said or not 0 < part < whole <= 10 or line.text[at - 1 : at] != " ":
        return False
    start, last = line.said[-1]
    before = line.index(start) - 1
    named = before >= 0 and (line.words[before][:1].isupper() or line.previous(start) == "thứ")
    small = last.end - start < 4
    return small and last.rule == "whole" and last.end == at - 1 and not named
