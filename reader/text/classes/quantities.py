"""Plain numbers, and the words that their place gives them: thứ 4, tháng 4, Đề án 06, mã số 0123."""

import re

from reader.text.expressions import expression
from reader.text.line import Line, Reading
from reader.text.numbers import cardinal, decimal, one_by_one, ordinal
from reader.text.sets import phrases_of, words_of

_DOTS = expression(
    r"(\d{1,3}(?:\.\d{3}){1,8})(?:,(\d{1,6}))?(?![\d])(?!\.\d)(?!\sđộ\s(?:[Vv]ĩ|[Kk]inh))"
)
_COMMAS = expression(r"(\d{1,3}(?:,\d{3}){1,8})(?:\.(\d{1,6}))?(?![\d])(?!,\d)")
_COMMAS_TO = expression(r"\s?[-–]\s?\d{1,3},\d{3}(?!\d|[.,]\d)")
_OIL = expression(r"\sUSD/(?:thùng|tấn dầu)")
_SPACES = expression(
    r"([1-9]\d{0,2}(?: \d{3}){1,5})(?!\d)(?:(?<= \d{3} \d{3})(?! ?\d)|(?= ?(?:đồng|đ\b|người|USD|VNĐ|VND|tỷ|tỉ|triệu|ha|m2|m3|km|kg|tấn|lượt|hộ|ca\b|cây|con|suất|cái|chiếc|lần|học sinh)))"
)
_CARD = expression(r"(?!19|20)\d{4}(?:[- ]\d{4}){3}(?![\d-])")
_DECIMAL = expression(r"(\d{1,18})([.,])(\d{1,12})(?!\d)")
_SEVERAL = expression(r"[1-9]\d?(?:,\d{1,2})+(?![\d.])")
_SPACED_DECIMAL = expression(
    r"(\d{1,4}), (\d)(?= (?:tỷ|tỉ|triệu|ha|km|kg|tấn|tạ|m2|điểm phần)\b| ?%)"
)
_WIDE_DECIMAL = expression(r"(\d{1,4}) ,( ?)(\d)(?=\s?%)")  # 10 , 5 %
_VERSION = expression(
    r"(\d{1,2})\.(\d)(?!\d|\s?(?:%|triệu|tỷ|tỉ|ha|km|kg|m|cm|độ|điểm|lần|nghìn|ngàn|tấn)\b|[.,]\d|%)"
)
_PARTS = expression(r"\d{1,4}(?:\.\d{1,3}){2,5}(?!\d|[.,]\d)")
_DOT_FOR_COMMA = expression(
    r"([1-9]\d{0,2}(?:\.\d{3})+)\.(\d{1,2})(?=\s?(?:tỷ|tỉ|triệu|đồng|m[23]|ha|km|tấn|kg)(?!\w))"
)
_RANK = expression(r"0\d\.\d{3}(?!\d|[.,]\d)")
_RUN = expression(r"\d+")
_DECADE = expression(r"((?:19|20)\d0)s(?!\w)")
_FINENESS = expression(r"9{3,4}(?![\d.,])")
_IDENTITY = expression(r"\d{1,20}(?:[ .]\d{2,6}|-\d{3,6}){0,6}(?![\d,]|\.\d)")
_BIG = words_of(
    "tỷ tỉ triệu phần km kg ha m tấn mét điểm lần độ giây nghìn ngàn m2 cm mm gam gram g lít"
)
_KEEP_ZERO = phrases_of(
    "đề án|chỉ thị|nghị quyết|nghị định|thông tư|quyết định|kế hoạch|công điện|kết luận|quy định|mẫu số|mẫu|biểu mẫu|"
    "biểu|thông báo|công văn|hướng dẫn|quyết định số|chỉ thị số|nghị quyết số|kế hoạch số|công điện số|luật số|"
    "nghị định số|thông tư số|thông báo số|công văn số|ct|nq|biểu số|phụ lục số|kết luận số|quy chế|chuyên án"
)
_TIME_NEXT = words_of("năm tháng ngày tuần giờ phút quý")
_DIGITS_AFTER = phrases_of(
    "mã số|số tài khoản|stk|tài khoản|số báo danh|sbd|cccd|cmnd|cmt|căn cước|hộ chiếu|mst|mã số thuế|mã|tk|"
    "số cccd|số cmnd|số điện thoại|mã vùng|otp|số hiệu|chuyến bay|mã hồ sơ|đầu số|số máy|tài khoản số|cccd số|"
    "mssv|mã số sinh viên|mã sinh viên|cmnd số|hộ chiếu số|căn cước công dân|cước công dân số|mã đơn vị|mã qhns|soạn tin|mã bưu chính|tin gửi|soạn tin gửi"
)


_NAMED_IS = expression(
    r"(?<!\w)mã (?:xác nhận|xác thực|đơn hàng|đơn|OTP|PIN|bưu chính|vùng|đề|ngành|trường|hồ sơ|thẻ|khách hàng|bảo mật|kích hoạt|tra cứu|đăng ký) là:? $",
    re.IGNORECASE,
)
"""Names what a run of digits is: "Mã xác nhận là 12345"."""


def identity(line: Line, at: int) -> Reading | None:
    """Read by digits what only names something."""
    gold = _FINENESS.match(line.text, at)
    if gold and {"vàng", "bạc"}.intersection(line.left(at, 5)):
        return Reading(gold.end(), one_by_one(gold.group()), "number", "fineness")
    if card := _CARD.match(line.text, at):
        return Reading(card.end(), one_by_one(card.group()), "number", "card")
    found = _IDENTITY.match(line.text, at)
    if found is None or (len(found.group()) < 4 and found.group()[0] != "0"):
        return None
    if not (line.follows(at, _DIGITS_AFTER) or _is_code(line, at)):
        return None
    return Reading(found.end(), one_by_one(found.group()), "number", "identity")


def _is_code(line: Line, at: int) -> bool:
    """Is this the 12345 of "Mã xác nhận là 12345"?"""
    if line.previous(at) != "là" or "mã" not in line.left(at, 5):
        return False
    return bool(_NAMED_IS.search(line.text, max(0, at - 40), at))


def dotted(line: Line, at: int) -> Reading | None:
    """Read 1.2.3, 192.168.1.1 and 01.003: parts between dots, which group no thousands."""
    if typo := _DOT_FOR_COMMA.match(line.text, at):  # 1.213.54m3
        parts = decimal(typo[1].replace(".", ""), typo[2], line.dialect)
        return Reading(typo.end(), parts, "number", "grouped")
    found = _RANK.match(line.text, at)
    if found is None and not _DOTS.match(line.text, at):
        found = _PARTS.match(line.text, at)
    if found is None:
        return None
    words: list[str] = []
    for part in found.group().split("."):
        words += ["chấm"] if words else []
        words += (
            one_by_one(part) if len(part) > 2 or part[0] == "0" else cardinal(part, line.dialect)
        )
    return Reading(found.end(), tuple(words), "number", "dotted")


def grouped(line: Line, at: int) -> Reading | None:
    """Read 1.234.567,8 and 1,234,567.8 and 1 234 567 đồng."""
    found = _DOTS.match(line.text, at) or _SPACES.match(line.text, at)
    if found is None:
        found = _COMMAS.match(line.text, at)
        if found is None or not _commas_group(line, found):
            return None
    if found[1].startswith("0"):
        return None
    whole = re.sub(r"\D", "", found[1])
    words = cardinal(whole, line.dialect)
    if found.re.groups > 1 and found[2]:
        words = decimal(whole, found[2], line.dialect)
    return Reading(found.end(), words, "number", "grouped")


def _commas_group(line: Line, found: re.Match[str]) -> bool:
    """Does the comma part thousands (10,000 người) and not decimals (1,345 tỷ)?"""
    groups = found[1].split(",")
    if len(groups) > 2 or found[2] or groups[1] == "000":
        return groups[0] != "0"
    if _OIL.match(line.text, found.end()):
        return False
    ranged = _COMMAS_TO.match(line.text, found.end())
    return groups[0] != "0" and line.next((ranged or found).end()) in _COUNTABLE


_COUNTABLE = words_of("người đồng hộ lượt xe con cây suất ca học cán chiếc vnđ đ usd trường vé")


def version(line: Line, at: int) -> Reading | None:
    """Read 4.0 and "mục 2.1" with "chấm": a dot that parts no decimals."""
    found = _VERSION.match(line.text, at)
    of_figure = line.previous(at) in _FIGURES and line.left(at, 2)[0] not in _NO_FIGURES
    if of_figure and (figure := _FIGURE.match(line.text, at)):
        words = decimal(figure[1], figure[2], line.dialect, point="chấm")
        return Reading(figure.end(), words, "number", "figure")
    if found is None or line.next(found.end()) in _BIG or line.previous(at) == "mức":
        return None
    if _MAGNITUDE.intersection(line.left(at, 5)):
        return None
    index = line.index(at) - 1
    named = (
        index >= 0 and line.previous(at) and line.words[index][:2] != line.words[index][:2].lower()
    )
    named = named or (line.listed is not None and line.listed.rule == "version")  # mục 2.1, 2.2
    if found[2] != "0" and not named and not line.follows(at, _NUMBERED | _CHARTS):
        return None
    words = decimal(found[1], found[2], line.dialect, point="chấm")
    return Reading(found.end(), words, "number", "version")


_FIGURES = words_of("hình bảng")
_NO_FIGURES = words_of("màn mô cấu loại địa truyền điển vô đội")
_FIGURE = expression(
    r"(\d{1,2})\.(\d{1,2})(?!\d|[.,]\d|m|\s?(?:%|triệu|tỷ|nghìn|inch|ha|km|cm|GHz|sao)(?!\w))"
)
"""The number of a figure: hình 4.15."""

_MAGNITUDE = frozenset(("lớn", "richter"))
"""How strong an earthquake was: "có độ lớn 3.0"."""

_CHARTS = phrases_of("sơ đồ|biểu đồ|đồ thị|ví dụ")
_NUMBERED = words_of(
    "lớp mục chí điểm điều khoản lục bảng bài hạng version bản web nghiệp phần chương biểu tiết câu luận nghệ mẫu"
)


_LISTED = phrases_of(
    "khối|các khối|khoản|điều|các điều|các khoản|quận|các quận|phường|tổ|các tổ|ấp|thôn|khu phố|lớp|các lớp|tháng|câu|tầng|chương|đội"
)
"""What counts places, so that "1,2" after it are two of them."""

_CLASSES = words_of("lớp viên")
"""Who is in the years of "sinh viên năm 1,2"."""

_YEARS = expression(r"(?:19|20)\d\d(?=,(?:19|20)\d\d(?!\d))")
"""A year, and a year or more after it: 2021-2025,2026-2030."""

_CHAIN = expression(r"\d{1,2}(?:-\d{1,2}){8}(?!\d)")
_MEASURED = words_of(
    "gần hơn khoảng trên đạt là được tới từ đến còn tăng giảm giá thu chi tiền nợ lệ quá vốn"
)


def decimals(line: Line, at: int) -> Reading | None:
    """Read 7,02 and 3.5: a whole number and its decimals."""
    several = _SEVERAL.match(line.text, at)
    of_class = several is not None and _lists_years(line, at, several.end())
    if several and (several.group().count(",") > 1 or of_class or line.follows(at, _LISTED)):
        numbers = [cardinal(each, line.dialect) for each in several.group().split(",")]
        return Reading(several.end(), tuple(w for n in numbers for w in n), "number", "several")
    if years := _YEARS.match(line.text, at):
        return Reading(years.end(), cardinal(years.group(), line.dialect), "number", "year")
    found = _DECIMAL.match(line.text, at) or _WIDE_DECIMAL.match(line.text, at)
    if found is None and line.follows(at, _MEASURED):
        found = _SPACED_DECIMAL.match(line.text, at)
    if found is None:
        return None
    words = decimal(found[1], found[found.re.groups], line.dialect)
    return Reading(found.end(), words, "number", "decimal")


def _lists_years(line: Line, at: int, end: int) -> bool:
    """Is this the 1,2 of "sinh viên năm 1,2" or the 7,8 of "đợt tuần 7,8 của Chiến dịch"?"""
    before, unit = ("", "", *line.left(at, 2))[-2:]
    if before in ("mỗi", "hằng", "hàng", "một") or line.text[end : end + 1] == "%":
        return False
    if unit == "tuần":
        return line.next(end) in ("", "của", "và")
    return (
        unit == "năm" and line.next(end) not in _BIG and not _CLASSES.isdisjoint(line.left(at, 8))
    )


def chained(line: Line, at: int) -> Reading | None:
    """Read one number of 1-2-3-4-5-6-7-8-9: of too many for a day, a score or a code."""
    return whole(line, at) if _CHAIN.match(line.text, at) else None


def decade(line: Line, at: int) -> Reading | None:
    """Read the 1990s of "những năm 1990s": the English s is silent."""
    found = _DECADE.match(line.text, at)
    return found and Reading(found.end(), cardinal(found[1], line.dialect), "number", "decade")


def whole(line: Line, at: int) -> Reading | None:
    """Read a number, whatever stands here: the last rule for a digit, and it always answers."""
    found = _RUN.match(line.text, at)
    if found is None:
        return None
    digits, before = found.group(), line.previous(at)
    priced = line.next(found.end()) in ("đồng", "vnđ", "vnd", "usd", "đ")
    named = len(digits) >= 12 and not (priced or digits.endswith("000000"))  # of an account
    if named or (digits[0] == "0" and _keeps_zero(line, at, found.end(), digits)):
        return Reading(found.end(), one_by_one(digits), "number", "digits")
    if before == "thứ":
        words = ordinal(digits, line.dialect)
    elif before in ("tháng", "thg", "ngã") and digits.lstrip("0") == "4":
        words = ("tư",)
    else:
        words = cardinal(digits, line.dialect)
    return Reading(found.end(), words, "number", "whole")


def _keeps_zero(line: Line, at: int, end: int, digits: str) -> bool:
    if len(digits) > 2:
        return True
    if len(digits) == 2 and line.previous(at) in ("giây", "phút"):
        return line.previous(at) == "giây" or line.left(at, 2)[0].isdecimal()
    kept = line.follows(at, _KEEP_ZERO) or _lists_kept_zeros(line)
    return kept and line.next(end) not in _TIME_NEXT


def _lists_kept_zeros(line: Line) -> bool:
    """Does this go on with "Biểu số 01, 02, 03", whose first number kept its zero?"""
    if [reading.rule for _, reading in line.said[-2:]] != ["digits", "clause"]:
        return False
    start, first = line.said[-2]
    return first.end - start == 2
