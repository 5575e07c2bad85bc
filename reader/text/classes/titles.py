"""Short forms with a dot or a stroke: Q.3, TP. Hà Nội, N.V.H., v.v., đ/c; and letters standing alone."""

import re
from collections.abc import Collection

from reader.text.letters import LOWER, UPPER, is_syllable, name, spell
from reader.text.line import Line, Reading
from reader.text.sets import words_of

_CAPITAL = f"[{UPPER}]"
_PLACE = re.compile(
    rf"(P|Q|H|X|T|Đ|TX|TT|TP|Tp|Tx|Tt|tp|tx|tt|F|KP|Kp|kp|[pqhx](?=\.{_CAPITAL}[{LOWER}])|[pq](?=\.\d))"
    rf"\.\s?(?={_CAPITAL}[{LOWER}]|\d)"
)
_CITY = re.compile(rf"T\.P\.?(?=\s?{_CAPITAL}[{LOWER}])")
_RANK = re.compile(
    r"([PQ])\.\s?(?=Giám đốc|GĐ|Chủ tịch|CT\b|Chủ nhiệm|Trưởng|Tổng|Viện trưởng|Hiệu trưởng|Bí thư|Bộ trưởng|Chánh)"
)
_GLUED_PLACE = re.compile(r"(P|Q|KP)(\d{1,2})(?![\w/-])")
_INITIALS = re.compile(rf"{_CAPITAL}[h]?(?:\.\s?{_CAPITAL}[h]?){{1,5}}(?:\.(?!\w)|(?![\w]))")
_BEFORE_NAME = re.compile(rf"(?:{_CAPITAL}h?\.){{1,4}}(?={_CAPITAL}[{LOWER}])")
_INITIAL = re.compile(rf"({_CAPITAL})\.(?=\s?{_CAPITAL}|\s?[,)(]|\s[{LOWER}]|\s*$)")
_AFTER_NAME = re.compile(rf"\s?[,)(;]|\s[{LOWER}]")
_SMALL = re.compile(rf"\s[{LOWER}]")
_ET_CETERA = re.compile(r"v\s?[.,]?\s?v(?=[.…])(?:\s?\.){0,4}|vân vân|\.\.\.v\.v", re.IGNORECASE)
_SHORT = re.compile(
    r"(VD|vd|Vd|tr|Tr|ng|Ng|SN|sn|Ô|ô|[Tt]el|[Nn]o|[Vv]ol|[Ff]ax|St|Mr|Mrs|Ms|Dr|[Ss]tt)\s?\.\s?(?=[\w:])"
)
_STROKE = re.compile(
    r"(đ/c|Đ/c|Đ/C|k/g|K/g|t/m|T/M|TM|k/h|đ/v|Đ/v|s/n|v/v|V/v|V/V|c/m|đ/ch|b/c)(?![\w/])"
)
_ADDRESS = re.compile(r"\s?:?\s?(?:số\s)?\d")
_PLACES = {
    "P": "phường",
    "Q": "quận",
    "H": "huyện",
    "X": "xã",
    "T": "tỉnh",
    "Đ": "đường",
    "F": "phường",
    "TX": "thị xã",
    "TT": "thị trấn",
    "TP": "thành phố",
    "TL": "tỉnh lộ",
    "KP": "khu phố",
}
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
    "k/g": "kính gửi",
    "t/m": "thay mặt",
    "k/h": "kế hoạch",
    "đ/v": "đối với",
    "s/n": "sinh năm",
    "v/v": "về việc",
    "c/m": "chuyên môn",
    "đ/ch": "địa chỉ",
    "b/c": "báo cáo",
}
_PEOPLE = words_of(
    "anh chị ông bà em cháu tên là nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý thị văn "
    "nạn nhân bị bệnh cô chú bé nữ nam tượng thủ gái trai sinh ảnh bài tin"
)


def place(line: Line, at: int) -> Reading | None:
    """Read P.5, Q. Bắc Từ Liêm, TX. Sơn Tây: a kind of place before its name or number."""
    glued = _GLUED_PLACE.match(line.text, at)
    if glued and _near_place(line, glued.end()):
        said = _PLACES[glued[1].upper()]
        return Reading(at + len(glued[1]), tuple(said.split()), "title", "place")
    rank = _RANK.match(line.text, at)
    if rank:
        return Reading(rank.end(1) + 1, ("quyền" if rank[1] == "Q" else "phó",), "title", "rank")
    city = _CITY.match(line.text, at)
    if city and line.previous(at) not in _PEOPLE:
        return Reading(city.end(), ("thành", "phố"), "title", "place")
    found = _PLACE.match(line.text, at)
    if found is None or (len(found[1]) == 1 and _of_person(line, at)):
        return None
    said = _PLACES[found[1].upper()]
    return Reading(found.end(1) + 1, tuple(said.split()), "title", "place")


def _of_person(line: Line, at: int) -> bool:
    """Is this the letter of "ông P. Văn" or of "Gordon H. Mansfield"?"""
    before = line.previous(at)
    if not before or before in _PEOPLE:
        return bool(before)
    return not is_syllable(before) and line.words[line.index(at) - 1].istitle()


def _near_place(line: Line, end: int) -> bool:
    """Is the P5 or Q1 part of an address?"""
    near = line.left(end, 5) + line.right(end, 3)
    marks = {
        "tp",
        "tphcm",
        "hcm",
        "quận",
        "phường",
        "đường",
        "q",
        "p",
        "số",
        "ở",
        "chợ",
        "ubnd",
    }
    return bool(marks.intersection(near) or any(re.fullmatch(r"[qp]\d{1,2}", w) for w in near[-3:]))


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
    if line.previous(at) not in _PEOPLE and not (
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
    if found and found[1].lower() == "đ/c" and _ADDRESS.match(line.text, found.end()):
        return Reading(found.end(), ("địa", "chỉ"), "title", "stroke")
    if found and found[1].lower() in _STROKES:
        return Reading(found.end(), tuple(_STROKES[found[1].lower()].split()), "title", "stroke")
    found = _SHORT.match(line.text, at)
    if found is None:
        return None
    said = _WORDS[found[1].lower()]
    return Reading(line.text.index(".", at) + 1, tuple(said.split()), "title", "dot")
