"""Telephone numbers and hotlines, digit by digit: 024.3825.3536, +84 912 345 678, 1800.1119, 113."""

import re

from reader.text.expressions import expression
from reader.text.line import Line, Reading
from reader.text.numbers import one_by_one
from reader.text.sets import phrases_of, words_of

_SEP = r"[ .–-]?"
_PHONE = expression(
    rf"(?:\(?(?:\+|00)?84\)?{_SEP}|\(?0\d{{0,4}}\)?{_SEP})\(?\d{{1,4}}\)?(?:{_SEP}\d{{2,5}}){{1,5}}(?!\d|[.,/]\d)"
)
_ABROAD = expression(r"\+\d{1,3}(?:[ .-]\d{2,5}){2,4}(?!\d|[.,/]\d)")
_MASKED = expression(r"0\d{2,3}[. ]?(?:\d{3}[. ]?[xX*]{3}|[xX*]{3}[. ]?\d{3})(?!\w)")
_NATIONAL = expression(
    rf"(?:1800|1900)(?:{_SEP}\d{{2,4}}){{1,2}}(?![\d/]| \d{{5}})|(?:1800|1900){_SEP}\d{{4,6}}(?![\d/]| \d{{5}})"
)
_SHORT = expression(r"(?:\d\.(?=\d{6}))?\d{3,11}(?:[ .]\d{2,4}){0,3}(?!\w|,(?!\s)|[./]\d)")
_CALLS = words_of("gọi tổng nóng hotline báo")
_MESSAGES = words_of("soạn nhắn tin sms")
_RECRUITS = words_of("thanh công tân chiến quân nam nữ thí")
"""First words of who is called up: gọi 252 thanh niên."""

_EMERGENCY = expression(r"11[1-5](?!\d|[.,/]\d)")
_USSD = expression(r"\*\d{2,4}(?:\*\d{1,12}){0,3}#")
_NON_DIGIT = expression(r"\D")
_ASKING = phrases_of(
    "điện thoại|đt|sđt|dđ|đtdđ|hotline|tổng đài|đường dây nóng|số máy|gọi|liên hệ|fax|zalo|tel|di động|số điện thoại|"
    "gọi số|gọi điện|tổng đài số|hot line|đầu số|số hotline|gọi đến số|máy|nhắn tin|bấm|bấm số|qua số|điện thoại số|máy lẻ|"
    "đường dây nóng số|phone|mobile|gọi tới số|gọi tổng đài|tổng đài hỗ trợ|gọi ngay|hộp thư thoại|số nóng|viber|ext|số"
)
_HELP = ("1022", "1080")
"""What every province has behind its own code: tổng đài 024.1022."""

_SURE = _ASKING - {"số", "gọi", "máy", "liên hệ", "bấm"}
_COUNTED = words_of(
    "người hộ lần năm ngày tháng triệu tỷ nghìn trường đồng cuộc khách học em bạn cán máy lượt"
)


def ussd(line: Line, at: int) -> Reading | None:
    """Read *101#, which is dialled: its signs by name, its digits one by one."""
    found = _USSD.match(line.text, at)
    if found is None:
        return None
    signs = {"*": ("sao",), "#": ("thăng",)}
    words = (word for char in found.group() for word in signs.get(char) or one_by_one(char))
    return Reading(found.end(), tuple(words), "phone", "ussd")


def phone(line: Line, at: int) -> Reading | None:
    """Read a telephone number, whole or with x for what is hidden."""
    if masked := _MASKED.match(line.text, at):
        shown = masked.group().lower().replace("*", "x")
        words = [one_by_one(c)[0] if c.isdecimal() else "ích" for c in shown if c.isalnum()]
        return Reading(masked.end(), tuple(words), "phone", "masked")
    found = _PHONE.match(line.text, at)
    if found and _is_phone(line, at, found):
        plus = ("cộng",) if "+" in found.group() else ()
        return Reading(found.end(), (*plus, *one_by_one(found.group())), "phone", "number")
    abroad = _ABROAD.match(line.text, at)
    if (
        abroad
        and line.next(abroad.end()) != "đồng"
        and len(_NON_DIGIT.sub("", abroad.group())) >= 9
    ):
        return Reading(abroad.end(), ("cộng", *one_by_one(abroad.group())), "phone", "abroad")
    national = _NATIONAL.match(line.text, at)
    if national and len(_NON_DIGIT.sub("", national.group())) >= 8:
        return Reading(national.end(), one_by_one(national.group()), "phone", "hotline")
    return _short(line, at)


def _is_phone(line: Line, at: int, found: re.Match[str]) -> bool:
    digits = _NON_DIGIT.sub("", found.group())
    if line.text[at].isdecimal() and digits[0] != "0" and not line.follows(at, _ASKING):
        return False
    if line.text[at] == "(" and digits[0] not in "08":
        return False
    if digits[0] == "0" and len(digits) == 8 and not line.follows(at, _ASKING):
        return False  # 05.06.2021 and its like
    local = digits.startswith("02") and digits.endswith(_HELP) and line.follows(at, _ASKING)
    return local or 8 <= len(digits) <= 14


def _short(line: Line, at: int) -> Reading | None:
    """Read 1022 after "tổng đài", 113 after "gọi"; and 113 alone after "cảnh sát" and its like."""
    found = _SHORT.match(line.text, at)
    emergency = _EMERGENCY.match(line.text, at)
    counted = _COUNTED if emergency else _COUNTED | _RECRUITS
    if found is None or line.next(found.end()) in counted:
        return None
    if line.previous(at) == "gửi" and _MESSAGES.intersection(line.left(at, 10)):
        return Reading(found.end(), one_by_one(found.group()), "phone", "message")
    if line.follows(at, _SURE) or (line.follows(at, _ASKING) and len(found.group()) > 2):
        weak = line.previous(at) in ("số", "máy", "hệ") and not found.group().startswith(
            ("0", "1022", "11", "19", "18")
        )
        weak = weak or (line.previous(at) == "số" and " ".join(line.left(at, 3)[:2]) in _PAPERS)
        return None if weak else Reading(found.end(), one_by_one(found.group()), "phone", "short")
    if emergency and line.listed and line.listed.kind == "phone":  # 113, 114 hoặc 115
        return Reading(emergency.end(), one_by_one(emergency.group()), "phone", "listed")
    if emergency and (line.follows(at, _SERVICES) or _CALLS.intersection(line.left(at, 7))):
        return Reading(emergency.end(), one_by_one(emergency.group()), "phone", "emergency")
    return None


_PAPERS = phrases_of(
    "tờ trình|công văn|quyết định|nghị quyết|nghị định|kế hoạch|báo cáo|thông báo|chỉ thị|kết luận|hướng dẫn|thông tư"
)
"""What has a number and no telephone: tờ trình số 117."""

_SERVICES = phrases_of(
    "cảnh sát|cứu hỏa|chỉ huy|cấp cứu|phản ứng nhanh|pccc|công an|lực lượng|chữa cháy|csgt|xe cấp cứu"
)
