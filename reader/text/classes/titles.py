"""Short forms with a dot or a stroke: N.V.H., v.v., đ/c; and letters standing alone."""

import re
from collections.abc import Collection

from reader.text.classes.places import PEOPLE
from reader.text.expressions import expression
from reader.text.letters import LOWER, UPPER, name, spell
from reader.text.line import Line, Reading
from reader.text.sets import words_of

_CAPITAL = f"[{UPPER}]"
_INITIALS = expression(rf"{_CAPITAL}[h]?(?:\.\s?{_CAPITAL}[h]?){{1,5}}(?:\.(?!\w)|(?![\w]))")
_BEFORE_NAME = expression(rf"(?:{_CAPITAL}h?\.){{1,4}}(?={_CAPITAL}[{LOWER}])")
_INITIAL = expression(rf"({_CAPITAL})\.(?=\s?{_CAPITAL}|\s?[,)(]|\s[{LOWER}\d]|\s*$)")
_AFTER_NAME = expression(rf"\s?[,)(;]|\s[{LOWER}]")
_SMALL = expression(rf"\s[{LOWER}]")
_ET_CETERA = expression(
    r"v\s?[.,]?\s?v(?=[.…])(?:\s?\.){0,4}|(?-i:v\.v)(?=\s*(?:$|[,;)]))|vân vân|\.\.\.v\.v",
    re.IGNORECASE,
)
_SHORT = expression(
    r"(VD|vd|Vd|tr(?!\.đ)|Tr|ng|Ng|SN|sn|Ô|ô|[Tt]el|[Nn]o|[Vv]ol|[Ff]ax|St|Mr|Mrs|Ms|Dr|[Ss]tt)\s?\.\s?(?=[\w:])"
)
_SCHOOLS = words_of("th thcs thpt mn mg đh cđ tiểu mầm")
_COMRADE = expression(rf"[Đđ]\.c\.?(?=\s{_CAPITAL}[{LOWER}])")
_LADY = expression(rf"B\.(?=\s?{_CAPITAL}[{LOWER}])")
_FRIEND = expression(rf"([AaCc])\.\s?(?={_CAPITAL}[{LOWER}])")
_CONTACTS = words_of("lh hệ gặp hotline sđt đt thoại zalo")
"""Words before whom one may call."""

_OFFICER = expression(r"(Th|Thg|Tr|Đ)\.\s?(tá|úy|tướng)(?!\w)")
_RANKS = {"Th": "thiếu", "Thg": "thượng", "Tr": "trung", "Đ": "đại"}
_HIDDEN = expression(r"(Tr|Th|Ng|Nh|Kh|Ch)\.(?=\s?[(,;])")
_DEGREE = expression(rf"(CN|DS|LM|Lm)\.(?=\s?{_CAPITAL}[{LOWER}])")
_DEGREES = {"CN": "cử nhân", "DS": "dược sĩ", "LM": "linh mục", "Lm": "linh mục"}
_PAGES = expression(r"tr\.(?=[,;)])")
_FAMILY = expression(rf"Ng\.\s?{_CAPITAL}")
"""The letters of a family name, before a name or other initials; Tr. may be Trần, Trương or Trịnh."""

_STROKE = expression(
    r"(đ/với|k/hợp|đ/ ?c|Đ/ ?c|Đ/C|k/g|K/g|t/m|T/m|T/M|TM|k/h|đ/v|Đ/v|s/n|v/v|V/v|V/V|c/m|đ/ch|b/c|t/h|d/s)(?![\w/])"
)
_ADDRESS = expression(r"\s?:?\s?(?:[Ss]ố\s)?\d")
_WORDS = {
    "vd": "ví dụ",
    "tr": "trang",
    "ng": "người",
    "sn": "sinh năm",
    "ô": "ông",
    "tel": "điện thoại",
    "no": "số",
    "vol": "tập",
    "fax": "fax",
    "st": "xanh",
    "mr": "ông",
    "mrs": "bà",
    "ms": "bà",
    "dr": "bác sĩ",
    "stt": "số thứ tự",
}
_STROKES = {
    "đ/c": "đồng chí",
    "đ/với": "đối với",
    "k/hợp": "kết hợp",
    "k/g": "kính gửi",
    "t/m": "thay mặt",
    "k/h": "kế hoạch",
    "đ/v": "đối với",
    "s/n": "sinh năm",
    "v/v": "về việc",
    "c/m": "chuyên môn",
    "đ/ch": "địa chỉ",
    "b/c": "báo cáo",
    "t/h": "tổng hợp",
    "d/s": "danh sách",
}


def dotted_forms() -> Collection[str]:
    """Give every short form with a dot, in small letters."""
    return _WORDS.keys()


def initials(line: Line, at: int) -> Reading | None:
    """Read N.V.H. letter by letter, and the N.V. of N.V.Hải."""
    found = _INITIALS.match(line.text, at) or _BEFORE_NAME.match(line.text, at)
    if found is None:
        return _initial(line, at)
    text = found.group().rstrip()
    return Reading(at + len(text), spell(_letters(text), line.dialect), "initials", "initials")


def _initial(line: Line, at: int) -> Reading | None:
    """Read the one letter of "Nguyễn Văn A." or "chị H. (25 tuổi)"."""
    found = _INITIAL.match(line.text, at)
    if found is None:
        return None
    index = line.index(at) - 1
    if _SMALL.match(line.text, found.end()):
        return Reading(found.end(), name(found[1]), "initials", "initial")
    named = index >= 0 and line.words[index][:1].isupper() and line.previous(at)
    if line.previous(at) not in PEOPLE and not (
        named and _AFTER_NAME.match(line.text, found.end())
    ):
        return None
    return Reading(found.end(), name(found[1]), "initials", "initial")


def _letters(text: str) -> str:
    return "".join(char for char in text if char.isalpha())


def short_form(line: Line, at: int) -> Reading | None:
    """Read v.v., đ/c, VD., tr. and their like."""
    found = _ET_CETERA.match(line.text, at)
    if found:
        return Reading(found.end(), ("vân", "vân"), "title", "et cetera")
    found = _STROKE.match(line.text, at)
    form = found[1].lower().replace(" ", "") if found else ""
    if found and form == "đ/c" and _ADDRESS.match(line.text, found.end()):
        return Reading(found.end(), ("địa", "chỉ"), "title", "stroke")
    if found and form in _STROKES:
        end = found.end() + (form == "đ/c" and line.text.startswith(":", found.end()))
        return Reading(end, tuple(_STROKES[form].split()), "title", "stroke")
    million = line.text[at - 1 : at].isdecimal()  # 500k-1tr. Kế hoạch
    found = None if million or _OFFICER.match(line.text, at) else _SHORT.match(line.text, at)
    if found is None:
        return _ranked(line, at) or _by_neighbours(line, at)
    said = _WORDS[found[1].lower()]
    if _FAMILY.match(line.text, at):
        said = "Nguyễn"
    elif found[1] == "Tr" and not line.text[found.end() : found.end() + 1].isdecimal():
        school = line.next(found.end()) in _SCHOOLS
        words = ("trường",) if school else spell("Tr", line.dialect)  # Tr. khai nhận
        return Reading(at + 3, words, "initials", "initial")
    return Reading(line.text.index(".", at) + 1, tuple(said.split()), "title", "dot")


def _ranked(line: Line, at: int) -> Reading | None:
    """Read Th.tá, Đ.c, the Tr. of who is not named, and the CN., DS. or Lm. before a name."""
    if officer := _OFFICER.match(line.text, at):
        return Reading(officer.end(), (_RANKS[officer[1]], officer[2]), "title", "dot")
    if comrade := _COMRADE.match(line.text, at):
        return Reading(comrade.end(), ("đồng", "chí"), "title", "dot")
    if hidden := _HIDDEN.match(line.text, at):  # Trần Văn Tr. (26 tuổi)
        return Reading(hidden.end(), spell(hidden[1], line.dialect), "initials", "initial")
    degree = _DEGREE.match(line.text, at)
    if degree and (degree[1] != "CN" or line.previous(at) in ("", "và")):
        return Reading(degree.end(), tuple(_DEGREES[degree[1]].split()), "title", "dot")
    return None


def _by_neighbours(line: Line, at: int) -> Reading | None:
    """Read the B. that stands beside an Ô., and the tr. of a book.

    And the A. or C. whom one may call.
    """
    friend = _FRIEND.match(line.text, at)
    if friend and not _CONTACTS.isdisjoint(line.left(at, 12)):
        return Reading(at + 2, ("anh" if friend[1] in "Aa" else "chị",), "title", "dot")
    lady, pages = _LADY.match(line.text, at), _PAGES.match(line.text, at)
    if lady and "ô" in line.left(at, 12):
        return Reading(lady.end(), ("bà",), "title", "dot")
    if pages and "nxb" in line.left(at, 12):
        return Reading(pages.end(), ("trang",), "title", "dot")
    return None
