"""Places on the globe: 12°30'B, 106°42'15" Đ, 21°02'N, 16,3°N, 16048’ VĐB; and warmth that lost its circle, 160C."""

from reader.text.expressions import expression
from reader.text.line import Line, Reading
from reader.text.numbers import after_comma, cardinal, decimal
from reader.text.sets import words_of

# The raised circle became a zero: 16048’ VĐB.
_ZERO = r"0(?=\d\d\s?['’′]\s?(?:[BNĐTEW](?!\w)|VĐB|KĐĐ|vĩ|kinh))"
_PLACE = expression(
    rf"(\d{{1,3}})(?:\s?(?:[°º]|độ)\s?|{_ZERO}|o(?=\d\d\s?['’′]))(\d{{1,2}})\s?['’′](?:\s?(\d{{1,2}})(?:[.,](\d{{1,3}}))?\s?(?:''|’’|\"|”|″|(?=[BNĐTEW](?!\w))))?"
    r"(?:\s?([BNĐTEW])(?!\w))?"
)
_DECIMAL = expression(r"(\d{1,3})(?:[.,](\d{1,5}))?(?:\s?[°º]\s?|o)([BNĐTEW])(?!\w)")
_BULLETIN = expression(r"([12]?\d)(?:[.,](\d))?N\s?[-–;,]\s?(9[5-9]|1[0-4]\d)(?:[.,](\d))?E(?!\w)")
_SIDE = expression(r"[BNĐTEW](?!\w)")
_LOST_CIRCLE = expression(r"([1-4]\d|\d)(?:,(\d))?(?:\s?0C|\s0\sC)(?![\w-])")
_WARMTH = words_of("nhiệt độ rét lạnh nóng ấm")
_SIDES = {"B": "bắc", "N": "bắc", "Đ": "đông", "E": "đông", "T": "tây", "W": "tây"}


def degrees(line: Line, at: int) -> Reading | None:
    """Read degrees and minutes; N is the north, unless the line has B for it."""
    found = _PLACE.match(line.text, at)
    if found is None:
        return _decimal(line, at) or _bulletin(line, at)
    degree, minute, second, part, side = found.groups()
    words = (*cardinal(degree, line.dialect), "độ", *cardinal(minute, line.dialect), "phút")
    if second:
        words += cardinal(second, line.dialect)
        words += ("phẩy", *after_comma(part, line.dialect)) if part else ()
        words += ("giây",)
    return Reading(found.end(), (*words, _SIDES[side]) if side else words, "degrees", "degrees")


def _bulletin(line: Line, at: int) -> Reading | None:
    """Read where a storm is: 16,8N-115,3E."""
    found = _BULLETIN.match(line.text, at)
    if found is None:
        return None
    north, north_part, east, east_part = found.groups()
    words = (*decimal(north, north_part, line.dialect), "độ", "vĩ", "bắc")
    words += (*decimal(east, east_part, line.dialect), "độ", "kinh", "đông")
    return Reading(found.end(), words, "degrees", "bulletin")


def _decimal(line: Line, at: int) -> Reading | None:
    found = _DECIMAL.match(line.text, at)
    if found is None:
        return None
    degree, part, side = found.groups()
    words = (*decimal(degree, part, line.dialect), "độ", _SIDES[side])
    return Reading(found.end(), words, "degrees", "decimal")


def side(line: Line, at: int) -> Reading | None:
    """Read the N of "vĩ tuyến 7,0-17,0N": a side after degrees without their circle."""
    found = _SIDE.match(line.text, at)
    if found is None or line.last is None or line.last.end != at:
        return None
    if line.last.kind not in ("number", "range number") or "tuyến" not in line.left(at, 6):
        return None
    return Reading(found.end(), (_SIDES[found.group()],), "degrees", "side")


def lost_circle(line: Line, at: int) -> Reading | None:
    """Read 160C, which was 16°C before its raised circle became a zero."""
    found = _LOST_CIRCLE.match(line.text, at)
    if found is None or (len(found[1]) == 1 and not _WARMTH.intersection(line.left(at, 8))):
        return None
    words = (*decimal(found[1], found[2], line.dialect), "độ", "xê")
    return Reading(found.end(), words, "degrees", "warmth")
