"""Units after a number, and "/" before what they are counted by.

6,5 kg → ki lô gam      km/h → trên giờ      500.000đ/người → một người      $5 → năm đô la
"""

import re
from collections.abc import Collection
from functools import cache

from reader.text.expressions import expression
from reader.text.letters import LOWER, UPPER
from reader.text.line import Line, Reading
from reader.text.numbers import cardinal, decimal
from reader.text.sets import words_of
from reader.text.tables import rows

_SIGN = expression(
    r"tr\.đ(?:ồng)?|độ[CF](?!\w)|[KMG]b/s(?!\w)|[GT]/L(?!\w)|v/ph?(?:út)?(?!\w)|m\s3(?=\s?/\s?s)|%0(?!\w)|(?:[°º]\s?(?=[CFK](?!\w)))?[°ºA-Za-zĐđµμΩ%‰₫℃$€£¥₩₹₽฿]{1,8}[23²³]?"
)
_AMOUNT = r"(\d{1,3}(?:[.,]\d{3}){1,4}(?!\d)|\d{1,15})(?:[.,](\d{1,6})(?!\d))?"
_PREFIX = expression(
    rf"(US\$|USD|[$€£¥₫₩₹₽฿])\s?{_AMOUNT}(?:[-–]{_AMOUNT}(?![\d-]|/\d))?"
    r"(?:\s?(triệu|tỷ|tỉ|nghìn|ngàn|[kKmMbB]|bn|[mb]illion)(?!\w))?(?![\d.,]\d)"
)
_CURRENCY = {"US$": "đô la Mỹ", "USD": "đô la Mỹ", "$": "đô la", "€": "euro", "£": "bảng Anh"}
_MORE_CURRENCY = {"¥": "yên", "₫": "đồng", "₩": "won", "₹": "rupee", "₽": "rúp", "฿": "bạt"}
_SCALES = {"k": "nghìn", "m": "triệu", "b": "tỷ", "bn": "tỷ", "million": "triệu", "billion": "tỷ"}
_JOINT = expression(
    r"(\d{1,3})(m(?![23](?!\d))|kg|tr|k|tỷ|triệu)(\d{1,3})(?!\w|/\d|[.,]\d|\s?[xX]\d)"
)
_LENGTH = expression(r"(\d)(m)([23])(?![\w²³]|/\d|[.,]\d)")
_SIDES = words_of("cao sâu dày")
_LENGTHS = _SIDES | words_of("dài rộng triều nước kính cách trình độ")
_MARK = expression(r"(?:10|\d)(?:,\d{1,2})?")  # câu 1 (2,5đ)
_TEST = expression(r"(?:[Cc]âu \d{1,2}(?!\d)|[Mm]ỗi câu)[^.;]{0,30}$")
_OUT_OF_TEN = expression(r"/10(?![\d.])")
_COUNTING = words_of(
    "triệu tỷ tỉ nghìn ngàn trăm vạn chục mỗi một hai ba bốn năm sáu bảy tám chín mười"
)
_NUMERIC = ("number", "fraction", "unit sum", "range number")
_PER = expression(rf"/(?!\s[{UPPER}][{LOWER}])\s?(?=[^\W\d_]|[°º])")
_PER_ONE = expression(r"/\s?0?1\s?([^\W\d_]+[23]?)")
_AFTER_PER = words_of("giờ giây phút lít khí h s")
_PER_NOUNS = words_of(
    "đồng tấn tạ yến người ca lượt triệu tỷ nghìn đô la mỹ euro usd lít hộ con suất phiếu xe bàn vé cân chỉ lượng lần tiết "
    "tín cent khối giờ phút buổi ngày độ trường máy cây bao con mã phần trăm thùng vụ điểm công bát cuốn tờ kíp chắc viên"
)
_CYCLES = expression(r"/(?:ngày|tuần|tháng|quý)/(?:tuần|tháng|quý|năm)(?!\w)")
_PER_WHAT = words_of(
    "người phiên tour pound giao thẻ món giải cp hs sv lứa bữa tháng năm ngày giờ phút giây lần đợt hộ kg lít vé suất con cái chiếc cổ lượng chỉ tấn tạ yến thùng bao bó quả cây "
    "học tiết buổi ca khẩu tín cp m m2 km ha đêm phòng sào mẫu công héc xe lượt kỳ quý phụ tuần trận bộ cặp gói hộp chai lon ly tô "
    "đĩa ký chuyến suất phần bàn đôi vòng cháu trẻ em bệnh mũi liều sinh giường đầu hecta ounce usd kwh m3 oz lb vụ số lớp khóa thửa "
    "chiều môn trường xã đơn hồ cuộc tin lao gia cá viên dự cán khách hành gốc bát đơn ki mét lô căn nhà mớ đồng hũ can bình thể khóm bông chậu bản bé đội"
)


@cache
def _units() -> dict[str, tuple[tuple[str, ...], str]]:
    return {sign: (tuple(words.split()), where) for sign, words, where in rows("units.tsv")}


def unit_signs() -> Collection[str]:
    """Give every sign that is a unit somewhere."""
    return _units().keys()


def unit(line: Line, at: int) -> Reading | None:
    """Read the sign of a unit."""
    found = _SIGN.match(line.text, at)
    if found is None:
        return None
    for end in range(found.end(), at, -1):
        sign = line.text[at:end].replace(" ", "").replace("μ", "µ")
        if other := _other_meaning(line, at, end, sign):
            return other
        words, where = _units().get(sign, ((), ""))
        if words and _ends(line, end, sign):
            counted = _is_counted(line, at, end, sign, where)
            return Reading(end, words, "unit", sign) if counted else None
    return None


def _other_meaning(line: Line, at: int, end: int, sign: str) -> Reading | None:
    """Read what is a unit elsewhere: a beat, a mark, a kelvin, money whose sign was said already."""
    last = line.last
    if sign == "l" and line.text.startswith("/p", end) and _PULSE.intersection(line.left(at, 6)):
        return Reading(end, ("lần",), "unit", "beats")
    if sign == "đ" and _is_mark(line, at, end):
        return Reading(end, ("điểm",), "unit", "mark")
    if last is None or not _ends(line, end, sign):
        return None
    if sign == "K" and _is_kelvin(line, at, last):
        return Reading(end, ("ken", "vin"), "unit", "kelvin")
    return _in_bits(line, at, end, sign) or _said_again(last, end, sign)


def _in_bits(line: Line, at: int, end: int, sign: str) -> Reading | None:
    """Read the Mb of "đường truyền 100 Mb"."""
    if sign in _BITS and not _SPEEDS.isdisjoint(line.left(at, 8)):
        return Reading(end, (*_BITS[sign].split(), "bít"), "unit", "bits")
    return None


def _is_kelvin(line: Line, at: int, last: Reading) -> bool:
    """Is this the K of "đèn 3000K" or "nhiệt độ 273 K", and no thousand?"""
    number = line.text[line.said[-1][0] : last.end]
    if last.kind != "number":
        return False
    lit = number.isdecimal() and int(number) >= 1000 and not _HOT.isdisjoint(line.left(at, 7))
    hot = "nhiệt độ" in " ".join(line.left(at, 4)) and line.text[at - 1] == " "
    zero = number == "0" and line.left(at, 2)[:1] == ("đạt",)
    return lit or hot or zero or line.left(at, 3)[:2] == ("nhiệt", "độ")


def _said_again(last: Reading, end: int, sign: str) -> Reading | None:
    """Read the VND of "5 triệu đồng VND" and the USD of "$50 USD": what is new in it."""
    words = _units().get(sign, ((), ""))[0]
    if sign.startswith("VN") and words and last.words[-1:] == words:
        return Reading(end, (), "unit", sign, "repeated")
    if sign in ("USD", "usd") and last.rule == "currency":
        over = words[2:] if last.words[-1:] == ("la",) else ()
        return Reading(end, over, "unit", sign, "" if over else "repeated")
    return None


def _is_counted(line: Line, at: int, end: int, sign: str, where: str) -> bool:
    """Is the sign a unit here?"""
    if where == "always" or (where == "number" and _counted(line, at, sign)):
        return True
    if where == "per":
        return line.last is not None and line.last.kind == "per"
    return (sign == "đ" and _priced(line, end)) or (sign == "m" and _heads_lengths(line, at))


def is_unit(sign: str, number: str) -> bool:
    """Is a number with these letters glued to it a measure (220V, 50K), and no name (5G, 1A, 4K)?"""
    if sign == "K":
        return int(number) >= 10
    return _units().get(sign, ((), ""))[1] in ("number", "always")


def _ends(line: Line, end: int, sign: str) -> bool:
    following = line.text[end : end + 2]
    marks = ("-", ".") if sign.isupper() else ("-",)  # 5 V.League, but 50.000đ.Liên hệ
    if len(sign) == 1 and following[:1] in marks and following[1:].isalpha():
        return False
    return not sign[-1].isalnum() or not (following[:1].isalnum() or following[:1] == "_")


def _is_mark(line: Line, at: int, end: int) -> bool:
    """Is this the đ of "8,5đ/10" or of a table of teams?"""
    if line.last is None or line.last.end != at or line.last.kind == "mark":
        return False
    start = line.said[-1][0]
    of_test = _MARK.fullmatch(line.text, start, at) and _TEST.search(
        line.text, max(0, start - 40), start
    )
    return bool(of_test or _OUT_OF_TEN.match(line.text, end)) or "bxh" in line.left(at, 12)


def _priced(line: Line, end: int) -> bool:
    """Is this the đ of a table's "(đ/kg)" or "(đ/10KB)"?"""
    after = line.text[end + 1 : end + 2]
    return line.text[end : end + 1] == "/" and (after.isdecimal() or _is_sign(line, end + 1))


def _heads_lengths(line: Line, at: int) -> bool:
    """Is this the m of a column's head: "Đỉnh triều (m)"?"""
    return line.text[at - 1 : at + 2] == "(m)" and line.previous(at) in _LENGTHS


def _counted(line: Line, at: int, sign: str) -> bool:
    """Does a number stand directly before, or "/" that counts by this?"""
    last = line.last
    if last is None or line.said[-1][0] < at - 40:
        return False
    if last.rule == "bracket" and len(line.said) > 1 and line.text.startswith(f"{sign})", at):
        last = line.said[-2][1]  # 68,20 (m)
    gap = line.text[last.end : at]
    if gap and sign in _GLUED:
        return False
    if gap.strip(" (") or len(gap) > 2:
        return False
    if last.kind == "per":
        return True
    if last.kind in ("number", "fraction", "unit") or last.rule == "power":
        minutes = sign != "p" or last.end - line.said[-1][0] <= 2
        return minutes and (last.kind != "unit" or last.rule in ("tr", "k", "joint"))
    is_scale = bool(last.words) and last.words[-1].lower() in _COUNTING and last.kind == "word"
    return is_scale and (len(sign) > 1 or sign == "đ")


_QUOTED = expression(r"(?:^|[\s(])[\"“][^\"“”]*$")
_BITS = {"Kb": "ki lô", "Mb": "mê ga", "Gb": "gi ga"}
_SPEEDS = words_of("truyền băng internet tốc quang")
"""What is told in bits a second."""

_HOT = words_of("đèn sáng màu nhiệt led kelvin")
"""What is measured in kelvins, where K is no thousand."""

_GLUED = words_of("v tb tw")
"""What is a unit only right beside its number: 220v, and not "số 5 v"."""


def inches(line: Line, at: int) -> Reading | None:
    """Read the mark of màn hình 6,1"."""
    last = line.last
    if line.text[at] not in '"”″' or last is None or last.end != at or last.kind != "number":
        return None
    closing = _QUOTED.search(line.text, max(0, at - 40), at) is not None  # "2 trong 1"
    screen = not closing and _SCREENS.intersection(line.left(at, 7))
    return Reading(at + 1, ("inch",), "unit", "inch") if screen else None


def currency(line: Line, at: int) -> Reading | None:
    """Read $5, US$ 1,2 triệu: the sign is written first and said last."""
    found = _PREFIX.match(line.text, at)
    if found is None or line.text[at - 1 : at] == "/":  # EUR/USD 1,08
        return None
    sign, whole, part, last, last_part, scale = found.groups()
    words = decimal(_digits(whole), part, line.dialect)
    if last:
        words += ("đến", *decimal(_digits(last), last_part, line.dialect))
    if scale:
        words += (_SCALES.get(scale.lower(), scale),)
    said = {**_CURRENCY, **_MORE_CURRENCY}[sign]
    return Reading(found.end(), (*words, *said.split()), "unit", "currency")


def _digits(written: str) -> str:
    """Give a number without the marks between its thousands."""
    return re.sub(r"\D", "", written)


def joint(line: Line, at: int) -> Reading | None:
    """Read 1m65, 2kg5, 3tr2, and the 1m2 of what is high: the unit stands in the middle."""
    found = _JOINT.match(line.text, at)
    if found is None and (line.previous(at) in _SIDES or _of_child(line, at)):
        found = _LENGTH.match(line.text, at)
    if found is None:
        return None
    if found[1] == "2" and found[2] == "k" and line.previous(at) in _BORN:  # sinh năm 2k6
        return Reading(found.end(), cardinal(f"20{found[3]:0>2}", line.dialect), "number", "born")
    middle = _units().get(found[2], ((found[2],), ""))[0]
    last = cardinal(found[3], line.dialect)
    if found[3].startswith("0"):
        last = ("không", *last)
    return Reading(
        found.end(), (*cardinal(found[1], line.dialect), *middle, *last), "unit", "joint"
    )


def _of_child(line: Line, at: int) -> bool:
    """Is this how tall children are who go free: "trẻ em dưới 1m2"?"""
    return line.previous(at) in ("dưới", "trên") and bool(_CHILDREN.intersection(line.left(at, 5)))


def per_one(line: Line, at: int) -> Reading | None:
    """Read the "/1" of "2 lần/1 tháng", whose number is said once."""
    found = _PER_ONE.match(line.text, at)
    if found is None or line.last is None or found[1].lower() not in _PER_WHAT:
        return None
    return Reading(found.start(1), ("một",), "per", "one")


def per(line: Line, at: int) -> Reading | None:
    """Read the "/" of km/h as "trên", of đồng/người as "một"."""
    found, last = _PER.match(line.text, at), line.last
    if found is None or last is None or not last.words:
        return None
    following = line.next(found.end())
    physical = following in _AFTER_PER or _is_sign(line, found.end())
    bare = len(line.said) < 2 or line.said[-2][1].kind != "number"
    if last.kind == "unit" and last.rule in _MONEY and bare and _is_sign(line, found.end()):
        return Reading(at + 1, ("trên",), "per", "pair")
    lap = last.rule == "lap"  # 5:30/km
    if lap or (last.kind == "unit" and last.rule not in _MONEY):
        return Reading(at + 1, ("trên",) if physical and not lap else ("một",), "per", "unit")
    numbers = any(reading.kind == "number" for _, reading in line.said[-6:])
    counted = last.kind == "unit" or last.words[-1].lower() in _PER_NOUNS or numbers
    counted = counted and (numbers or not _CYCLES.match(line.text, at))
    counted = counted and (last.kind, following) != ("time", "chiều")  # 7h30/chiều 13h30
    if last.kind == "word" and not counted and _SQUARE.match(line.text, found.end()):
        return Reading(at + 1, ("trên",), "per", "square")
    if not counted or not (following in _PER_WHAT or physical):
        return None
    over = physical and (following in _AFTER_PER or last.words[-1].lower() in _OVER)
    over = over and last.kind != "unit" and last.words[-1].lower() != "đồng"
    return Reading(at + 1, ("trên",) if over else ("một",), "per", "noun")


_SQUARE = expression(r"(?:k?m[23²³]|ha)(?!\w)")
"""What things are counted by and nothing else is meant by: số bông/m2."""

_CHILDREN = words_of("trẻ bé nhi")
_BORN = words_of("năm sinh sn lứa hệ gen")
_PULSE = words_of("mạch nhịp thở tim")
_SCREENS = words_of("màn tv tivi ti mâm lốp")
_OVER = words_of("người tấn tạ")
_MONEY = words_of("đ Đ ₫ VNĐ VND vnđ USD usd EUR $ € £ ¥ k tr trđ % ‰ currency joint")


def _is_sign(line: Line, at: int) -> bool:
    found = _SIGN.match(line.text, at)
    return bool(found and found.group() in _units() and _ends(line, found.end(), found.group()))
