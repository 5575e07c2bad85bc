"""Roman numbers: after a word that counts in them, or where two letters or more can be nothing else.

khóa XV → mười lăm      lần thứ I → nhất      lần thứ IV → tư      quý II/2021 → hai năm …
"""

from reader.text.expressions import expression
from reader.text.letters import UPPER, is_syllable, name
from reader.text.line import Line, Reading
from reader.text.numbers import cardinal, ordinal
from reader.text.sets import phrases_of

_ROMAN = expression(r"(M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3}))(?![\w&@])")
_SMALL = expression(r"(?=\w\w)x{0,3}(?:ix|iv|v?i{0,3})(?!\w)")
_LETTERED = expression(rf"(I{{1,3}}|IV|VI{{0,3}})([a-d])(?!\w|\s[{UPPER}])")  # and no Ia Grai
_SOBER = expression(r"[IVX]+|[IVXLCDM]{3,}")  # "loại C" is a letter
_SURE = expression(r"[IVX]{2,}")
_MONARCH = expression(r"\b(?:vua|thánh|vương|hoàng|đế|đức|triều|pharaoh?)\b")
_PLACE = expression(
    r"\b(?:[Pp]hường|[Xx]ã|[Tt]hôn|[Ấấ]p|[Bb]ản|[Tt]hị trấn|[Tt]iểu học|[Mm]ầm non|THPT|THCS)((?:\s\w+){1,3})\s$"
)
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_TRIGGERS = phrases_of(
    "khóa|quý|quí|thứ|chương|phần|mục|phụ lục|loại|hạng|cấp|đợt|kỳ|tập|quyển|vùng|khu vực|nhóm|bảng|thế kỷ|thế kỉ|dinh|"
    "đại hội|đại hội đảng|tiểu ban|giai đoạn|cụm|đô thị loại|bậc|quân khu|học kỳ|vòng|điều|khối|quận|lần|kỳ họp|"
    "trung ương|tk|hk|mẫu|tiểu mục|thời kỳ|phổ thông|trạm|chi cục|khu|công ước|kv|đh|dạng|mức|tổ|đội|hệ|trung tâm|"
    "độ|báo động|bđ|báo động cấp|đường cấp|bệnh viện hạng|tổng cục|liên khu|quân đoàn|phân khu|gói|lô|hội nghị|bộ phận|"
    "chuyên khoa|đoạn|phó"
)

_CENTURY = phrases_of("thế kỷ|thế kỉ")
_GRADE = expression(r"RON \d\d-$")


def value(roman: str) -> int:
    """Give the number that a Roman numeral writes."""
    numbers = [_VALUES[letter] for letter in roman]
    following = [*numbers[1:], 0]
    return sum(-n if n < after else n for n, after in zip(numbers, following, strict=True))


def roman(line: Line, at: int) -> Reading | None:
    """Read a Roman number where a trigger, another Roman number or its length shows that it is one."""
    found = _ROMAN.match(line.text, at)
    if found is None or not _SOBER.fullmatch(found[1]):
        return None
    named = _of_monarch(line, at) or _of_place(line, at)
    triggered = (
        named or line.follows(at, _TRIGGERS) or _continues(line) or _of_year(line, at, found[1])
    )
    if not triggered and not (_SURE.fullmatch(found[1]) and not line.loud(at, found.end())):
        return None
    number = str(value(found[1]))
    say = ordinal if line.previous(at) == "thứ" else cardinal
    return Reading(
        found.end(), say(number, line.dialect), "roman", "trigger" if triggered else "sure"
    )


def lettered_roman(line: Line, at: int) -> Reading | None:
    """Read "giai đoạn IIIa", "nhóm Ib": a Roman number and a letter."""
    found = _LETTERED.match(line.text, at)
    if found is None or not line.follows(at, _TRIGGERS):
        return None
    words = (*cardinal(str(value(found[1])), line.dialect), *name(found[2]))
    return Reading(found.end(), words, "roman", "lettered")


def small_roman(line: Line, at: int) -> Reading | None:
    """Read "hạng iv lên hạng iii": what is a word of the language otherwise never gets here."""
    found = _SMALL.match(line.text, at)
    if found is None or not line.follows(at, _CENTURY if found[0] in ("vi", "xi") else _TRIGGERS):
        return None  # loại xi măng
    number = str(value(found[0].upper()))
    return Reading(found.end(), cardinal(number, line.dialect), "roman", "small")


def _of_year(line: Line, at: int, roman: str) -> bool:
    """Is this the year of "năm MCMXCIX", or the number of "tiểu đoàn số I"?"""
    year = line.previous(at) == "năm" and 1000 <= value(roman) <= 2100
    return year or (line.previous(at) == "số" and roman == "I")


def _of_monarch(line: Line, at: int) -> bool:
    """Is this the I of "Thánh Phêrô I" or "Sa hoàng Nikolai I"?"""
    before = " ".join(line.left(at, 6))
    named = bool(line.previous(at)) and line.words[line.index(at) - 1].istitle()
    foreign = not is_syllable(line.previous(at)) or "giáo hoàng" in before
    return named and foreign and bool(_MONARCH.search(before))


def _of_place(line: Line, at: int) -> bool:
    """Is this the I of "phường Hải Châu I", or of petrol: nothing but a name between it and what it numbers?"""
    if _GRADE.search(line.text, max(0, at - 8), at):  # RON 95-III
        return True
    found = _PLACE.search(line.text, max(0, at - 40), at)
    return found is not None and all(map(str.istitle, found[1].split()))


def _continues(line: Line) -> bool:
    """Does this stand after "khóa XI," or "quý I và", or "từ quý I đến"?"""
    kinds = [(reading.kind, reading.words) for _, reading in line.said[-2:]]
    return (
        len(kinds) == 2
        and kinds[0][0] == "roman"
        and (kinds[1][0] in ("mark", "range") or kinds[1][1] in (("và",), ("đến",), ("hoặc",)))
    )
