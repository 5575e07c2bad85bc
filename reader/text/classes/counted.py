"""What is numbered by letters: Q1/2024, T4/2024, 6T đầu năm, Km22+300, QL1A, BN3153, NQ57."""

from reader.text.classes.mixed import spelled
from reader.text.classes.romans import value
from reader.text.expressions import expression
from reader.text.letters import spell
from reader.text.line import Line, Reading
from reader.text.numbers import cardinal, one_by_one
from reader.text.sets import words_of

_QUARTER = expression(r"Q\.?\s?([1-4]|I{1,3}|IV)\s?[/-]\s?((?:19|20)\d\d)(?!\d)")
_MONTH = expression(r"T\.?\s?(1[0-2]|0?[1-9])\s?[/-]\s?((?:19|20)\d\d)(?!\d)")
_MONTHS = expression(
    r"(\d{1,2})T(?:\s?/?\s?((?:19|20)\d\d)(?!\d)|(?=\s(?:đầu|cuối)\s(?:năm|các năm)))"
)
_TERM = expression(r"(\d{1,3})(th(?!\s[A-Z])|[Twtv])(?![\w/])")
_TERMS = {
    "T": ("tháng", words_of("hạn góp suất vay")),
    "th": ("tháng", words_of("bé hành bh hạn vay góp thai trẻ tuổi")),
    "w": ("tuần", words_of("thai bầu")),
    "t": ("tuổi", words_of("nam nữ nhân bn cháu bé")),
    "v": ("viên", words_of("uống thuốc")),
}
"""What a letter counts near which words: kỳ hạn 6T, thai 12w."""
_LIVES = expression(r"\d{2}t,\s(?:trú|ngụ|quê|ở|HKTT)\s")
"""How old somebody is, and then where he lives: ông A, 45t, trú tổ 3."""

_LOADS = words_of("xe tải hàng tàu cẩu")
"""What "t" weighs, and is no age."""

_MILESTONE = expression(
    r"(?:K[mM]\s?(?![23](?!\d|\s?\+))|km(?:\s?(?=\d+\+)|(?![23](?!\d))))(\d{1,4})(?:\s?\+\s?(\d{1,3}))?(?![.,]\d|\w)"
)
_ROAD = expression(
    r"(QL|TL|ĐT|HL|ĐH|ĐX(?=\.\d)|NV|QK|KV|CT(?=\.\d))(?:\.\s?|\s|-)?(\d{1,4}[A-ZĐ]?)(?![\w]|[.-]\d|/\d)(?:(?<=NV\d)|(?! \d))"
)
_PATIENTS = expression(
    r"BN(?:\.\s?|\s|-)?(\d{1,6})(?:\s?[-–]\s?(?=\d{3})(\d{3,6}))?(?![\w]|[.-]\d)(?! \d)"
)
_CASE = expression(r"TH\s?(\d{1,2})(?=\s?[:.)])")
_FLOOD = expression(r"BĐ\s?([1-3]|I{1,3})(?!\w|[.,]\d)")
_RANK = expression(r"([A-Z])((?:\.\d\d){2,4})(?!\w|[.,]\d)")
_PAPER = expression(r"(NĐ|NQ|CT|TT|QĐ|KL)([1-9]\d{1,3})(?!\w|[-/.]\d)")
_CLAUSE = expression(r"K(\d{1,2})(?:,?\s?|\s?-\s?)Đ(\d{1,3})(?!\w)")
_CLAUSE_ALONE = expression(r"K(\d{1,2})(?!\w)")
_ARTICLES = expression(r"Đ\.?\s?(?=\d{1,3},)")
_PAPERS = {
    "NĐ": ("nghị", "định"),
    "NQ": ("nghị", "quyết"),
    "CT": ("chỉ", "thị"),
    "TT": ("thông", "tư"),
    "QĐ": ("quyết", "định"),
    "KL": ("kết", "luận"),
}
_BUILDINGS = words_of("tòa nhà cư khu lô block căn")
_NUMBERED_THINGS = {
    "QL": ("quốc", "lộ"),
    "TL": ("tỉnh", "lộ"),
    "ĐT": ("đường", "tỉnh"),
    "HL": ("hương", "lộ"),
    "ĐH": ("đường", "huyện"),
    "ĐX": ("đường", "xã"),
    "NV": ("nguyện", "vọng"),
    "QK": ("quân", "khu"),
    "KV": ("khu", "vực"),
}


def quarter(line: Line, at: int) -> Reading | None:
    """Read Q1/2024: a quarter of a year."""
    found = _QUARTER.match(line.text, at)
    if found is None:
        return None
    number = found[1] if found[1].isdecimal() else str(value(found[1]))
    words = ("quý", *cardinal(number, line.dialect), "năm", *cardinal(found[2], line.dialect))
    return Reading(found.end(), words, "mixed", "quarter")


def month(line: Line, at: int) -> Reading | None:
    """Read T4/2024: a month of a year."""
    found = _MONTH.match(line.text, at)
    if found is None:
        return None
    number = ("tư",) if int(found[1]) == 4 else cardinal(found[1], line.dialect)
    words = ("tháng", *number, "năm", *cardinal(found[2], line.dialect))
    return Reading(found.end(), words, "mixed", "month")


def months(line: Line, at: int) -> Reading | None:
    """Read 6T/2024 and the 6T of "6T đầu năm": so many months."""
    found = _MONTHS.match(line.text, at)
    if found is None:
        return _term(line, at)
    year = ("năm", *cardinal(found[2], line.dialect)) if found[2] else ()
    return Reading(
        found.end(), (*cardinal(found[1], line.dialect), "tháng", *year), "mixed", "months"
    )


def _term(line: Line, at: int) -> Reading | None:
    found = _TERM.match(line.text, at)
    word, near = _TERMS[found[2]] if found else ("", frozenset())
    if found is None or not (
        near.intersection((*line.left(at, 2 if found[2] == "th" else 6), line.next(found.end())))
        or _LIVES.match(line.text, at)
    ):
        return None
    if found[2] == "t" and _LOADS.intersection(line.left(at, 4)):
        return None
    return Reading(found.end(), (*cardinal(found[1], line.dialect), word), "mixed", "term")


def milestone(line: Line, at: int) -> Reading | None:
    """Read Km22+300: a stone beside the road."""
    found = _MILESTONE.match(line.text, at)
    if found is None:
        return None
    words = ("ki", "lô", "mét", "số", *cardinal(found[1], line.dialect))
    if found[2]:
        words += ("cộng", *cardinal(found[2], line.dialect))
    return Reading(found.end(), words, "mixed", "milestone")


def rank(line: Line, at: int) -> Reading | None:
    """Read V.05.02.07: the code of a rank in public service."""
    found = _RANK.match(line.text, at)
    if found is None:
        return None
    digits = (word for part in found[2][1:].split(".") for word in ("chấm", *one_by_one(part)))
    return Reading(found.end(), (*spell(found[1], line.dialect), *digits), "mixed", "rank")


def paper(line: Line, at: int) -> Reading | None:
    """Read NQ57 and TT22: a paper and its number, but no building (tòa CT12)."""
    if not line.previous(at) and (case := _CASE.match(line.text, at)):
        return Reading(
            case.end(), ("trường", "hợp", *cardinal(case[1], line.dialect)), "mixed", "case"
        )
    found = _PAPER.match(line.text, at)
    if found is None:
        return _clause(line, at)
    if line.previous(at) in _BUILDINGS:
        return None
    words = (*_PAPERS[found[1]], *cardinal(found[2], line.dialect))
    return Reading(found.end(), words, "mixed", "paper")


def _clause(line: Line, at: int) -> Reading | None:
    """Read K2, Đ134: a clause of an article of law."""
    found = _CLAUSE.match(line.text, at)
    if line.previous(at) == "các" and (listed := _ARTICLES.match(line.text, at)):  # các Đ 93, 95
        return Reading(listed.end(), ("điều",), "mixed", "clause")
    left = ("", "", *line.left(at, 2))
    of_article = left[-2] == "điều" and left[-1].isdecimal()
    alone = _CLAUSE_ALONE.match(line.text, at) if of_article else None
    if alone and not found:  # Điều 173, K1
        return Reading(alone.end(), ("khoản", *cardinal(alone[1], line.dialect)), "mixed", "clause")
    if found is None:
        return None
    clause, article = (cardinal(number, line.dialect) for number in found.groups())
    return Reading(found.end(), ("khoản", *clause, "điều", *article), "mixed", "clause")


def road(line: Line, at: int) -> Reading | None:
    """Read QL1A, ĐT.741, TL 8, BĐ2: what is numbered, and its number."""
    if flood := _FLOOD.match(line.text, at):
        number = flood[1] if flood[1].isdecimal() else str(value(flood[1]))
        level = cardinal(number, line.dialect)
        return Reading(flood.end(), ("báo", "động", *level), "mixed", "flood")
    found = _ROAD.match(line.text, at)
    if found is None:
        return None
    number, before = spelled(found[2], line), line.previous(at)
    words = (*_NUMBERED_THINGS.get(found[1], ("xê", "tê")), *number)
    if before == "đường" and words[0] == "đường":
        words = words[1:]  # mặt đường ĐT 295B
    elif (
        before in ("lộ", "đ")
        or "trọng" in line.left(at, 4)
        or (before == "đường" and found[1] not in ("QL", "TL"))
    ):
        words = (*spell(found[1], line.dialect), *number)  # tải trọng HL-93
    return Reading(found.end(), words, "mixed", "road")


def patients(line: Line, at: int) -> Reading | None:
    """Read BN3153, and BN5309-5404: patients from one number to another."""
    found = _PATIENTS.match(line.text, at)
    if found is None:
        return None
    last = ("đến", *_patient(found[2], line)) if found[2] else ()
    words = ("bệnh", "nhân", *_patient(found[1], line), *last)
    return Reading(found.end(), words, "mixed", "patients")


def _patient(number: str, line: Line) -> tuple[str, ...]:
    short = number.isdecimal() and len(number) < 4
    return cardinal(number, line.dialect) if short else one_by_one(number)
