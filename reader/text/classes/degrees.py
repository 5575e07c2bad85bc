"""Places on the globe: 12°30'B, 106°42'15" Đ, 21°02'N, 16,3°N."""

from reader.text.expressions import expression
from reader.text.line import Line, Reading
from reader.text.numbers import after_comma, cardinal

_PLACE = expression(
    r"(\d{1,3})\s?[°º]\s?(\d{1,2})\s?['’′](?:\s?(\d{1,2})(?:[.,](\d{1,3}))?\s?(?:''|’’|\"|”|″))?"
    r"(?:\s?([BNĐTEW])(?!\w))?"
)
_DECIMAL = expression(r"(\d{1,3})(?:[.,](\d{1,5}))?\s?[°º]\s?([BNĐTEW])(?!\w)")
_SIDES = {"B": "bắc", "N": "bắc", "Đ": "đông", "E": "đông", "T": "tây", "W": "tây"}


def degrees(line: Line, at: int) -> Reading | None:
    """Read degrees and minutes; N is the north, unless the line has B for it."""
    found = _PLACE.match(line.text, at)
    if found is None:
        return _decimal(line, at)
    degree, minute, second, part, side = found.groups()
    words = (*cardinal(degree, line.dialect), "độ", *cardinal(minute, line.dialect), "phút")
    if second:
        words += cardinal(second, line.dialect)
        words += ("phẩy", *after_comma(part, line.dialect)) if part else ()
        words += ("giây",)
    return Reading(found.end(), (*words, _SIDES[side]) if side else words, "degrees", "degrees")


def _decimal(line: Line, at: int) -> Reading | None:
    found = _DECIMAL.match(line.text, at)
    if found is None:
        return None
    degree, part, side = found.groups()
    words = cardinal(degree, line.dialect)
    words += ("phẩy", *after_comma(part, line.dialect)) if part else ()
    return Reading(found.end(), (*words, "độ", _SIDES[side]), "degrees", "decimal")
