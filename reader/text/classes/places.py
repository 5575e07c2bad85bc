"""Kinds of places before a name or number: P.5, Q. Bắc Từ Liêm, TX. Sơn Tây; and ranks: Q. Giám đốc."""

import re

from reader.text.expressions import expression
from reader.text.letters import LOWER, UPPER, is_syllable
from reader.text.line import Line, Reading
from reader.text.sets import words_of

_CAPITAL = f"[{UPPER}]"
_PLACE = expression(
    rf"(P|Q|H|X|T|Đ|TX|TT|TP|Tp|Tx|Tt|tp|tx|tt|F|KP|Kp|kp|[pqhxđ](?=\.{_CAPITAL}[{LOWER}])|[pqhxt](?=\.\s{_CAPITAL}[{LOWER}]+\s{_CAPITAL}[{LOWER}])|[pq](?=\.\d))"
    rf"\.\s?(?={_CAPITAL}[{LOWER}]|A\s{_CAPITAL}[{LOWER}]|\d)|(Q)\.\s?(?=[A-ZĐ]{{2}}(?!\w))|(Đ)\.\s?(?=[A-ZĐ]{{1,2}}\d)"
)
_ROOM = expression(r"P\.\s?\d{3}")  # no town has a hundred wards with numbers
_CITY = expression(rf"T\.[Pp]\.?(?=\s?(?:{_CAPITAL}[{LOWER}]|HCM))")
_TOWN = expression(rf"T\.\s?X(?=\s{_CAPITAL}[{LOWER}]+\s{_CAPITAL}[{LOWER}])")
_CHAMBER = expression(
    r"P\.(?=(?:họp|khách|khám)(?!\w)|\s(?:họp|khách|ngủ|khám)\s(?:số\s)?\d"
    r"|\s?(?:Hành chính|Tổ chức|Kế toán|Kế hoạch|Kinh doanh|Kỹ thuật|Giáo vụ)(?!\w))"
)
_RANK = expression(
    r"([PQ])\.\s?(?=Giám đốc|GĐ|Chủ tịch|CT\b|Chủ nhiệm|Trưởng|Tổng|Viện trưởng|Hiệu trưởng|Bí thư|Bộ trưởng|Chánh)"
)
_QUARTER = expression(r"Q\.\s?(?:[1-4]|I{1,3}|IV)\s?/\s?(?:19|20)\d\d(?!\d)")
_PROVINCE = expression(r"Q\.(?=(?:Ninh(?! Kiều)|Ngãi|Trị|Nam(?! (?:Từ|Định)))(?!\w))")
_STREET = expression(rf"đ\.\s?(?={_CAPITAL}[{LOWER}])")
_LOUD_STREET = expression(rf"Đ\.\s?(?=[{UPPER}]{{2,8}}(?!\w))")
_HOUSE = expression(r"(?:^|[,(:]\s?|(?:số|nhà)\s)\d{1,4}[A-Z]?(?:/\d{1,4})?\s$")
_CLAUSES = words_of("khoản điểm")
_NAMED = rf"{_CAPITAL}\.\s?{_CAPITAL}[{LOWER}]+"
_BYLINE = expression(rf"\W*(?:[^.]{{1,16}}:\s?)?{_NAMED}(?:\s?[-–&,]\s?{_NAMED}){{1,3}}\W*")
_GLUED_PLACE = expression(r"(P|Q|KP)(\d{1,2})(?![\w/-])")
_UNDOTTED = expression(  # đường 30/4, P Tân An, Q 1, TP.HCM
    rf"([PQ])(?=(?:\s\d{{1,2}}|(?:\s{_CAPITAL}[{LOWER}]+){{1,4}}),\s?"
    rf"(?:T\.?[Pp]|tp|[Tt]hành phố|Q|[Qq]uận|H|[Hh]uyện|T\.?X|[Tt]hị xã|[Tt]ỉnh)(?!\w))"
)
_ADDRESSES = words_of("ngụ trú tại ở thuộc")
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
PEOPLE = words_of(
    "anh chị ông bà em cháu tên là nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý thị văn "
    "nạn nhân vật bị bệnh cô chú bé nữ nam tượng cáo can thủ gái trai sinh ảnh bài tin"
)
"""Words before the letter of a name."""


def place(line: Line, at: int) -> Reading | None:
    """Read P.5, Q. Bắc Từ Liêm, TX. Sơn Tây: a kind of place before its name or number."""
    glued = _GLUED_PLACE.match(line.text, at)
    if glued and _near_place(line, glued.end()):
        said = _PLACES[glued[1].upper()]
        return Reading(at + len(glued[1]), tuple(said.split()), "title", "place")
    undotted = _UNDOTTED.match(line.text, at)
    if undotted and _in_address(line, at):
        return Reading(at + 1, (_PLACES[undotted[1]],), "title", "place")
    return _sure(line, at) or _lettered(line, at)


def _in_address(line: Line, at: int) -> bool:
    """Does a place begin here: after a comma, or after ngụ, tại, ở?"""
    return line.text[:at].rstrip().endswith(",") or line.previous(at) in _ADDRESSES


def _sure(line: Line, at: int) -> Reading | None:
    """Read what needs no more to be known: Q. Giám đốc, T.P Huế, Q.Ninh."""
    rank = _RANK.match(line.text, at)
    if rank:
        return Reading(rank.end(1) + 1, ("quyền" if rank[1] == "Q" else "phó",), "title", "rank")
    city = _CITY.match(line.text, at)
    if city and line.previous(at) not in PEOPLE:
        return Reading(city.end(), ("thành", "phố"), "title", "place")
    town = None if line.previous(at) in PEOPLE else _TOWN.match(line.text, at)
    if town:
        return Reading(town.end(), ("thị", "xã"), "title", "place")
    if _CHAMBER.match(line.text, at):
        return Reading(at + 2, ("phòng",), "title", "place")
    quiet = _STREET.match(line.text, at) and _heads_street(line, at)
    loud = _LOUD_STREET.match(line.text, at) and _HOUSE.search(line.text, max(0, at - 14), at)
    if quiet or loud:  # số 5 đ. Lê Lợi, 123 Đ. LÊ LỢI
        return Reading(at + 2, ("đường",), "title", "place")
    province = None if line.previous(at) in PEOPLE else _PROVINCE.match(line.text, at)
    return Reading(province.end(), ("Quảng",), "title", "province") if province else None


def _heads_street(line: Line, at: int) -> bool:
    """Is the number before a house's: "số 1 đ. Nguyễn Huệ", "tại số 5 đ. Lê Lợi"?"""
    *before, word, number = ("", "", *line.left(at, 3))
    return word == "số" and number.isdecimal() and before[-1] in ("", "nhà", "tại", "ở", "chỉ")


def _lettered(line: Line, at: int) -> Reading | None:
    """Read the kind of place, or of clause, that a letter or two stand for."""
    found = _PLACE.match(line.text, at)
    priced = line.text[at] == "đ" and line.text[at - 1 : at].isdecimal()  # 50.000đ.Liên hệ
    if found is None or priced or _QUARTER.match(line.text, at):
        return None
    letters = found[1] or found[2] or found[3]
    if letters == "TT" and line.next(found.end()) == "thích":
        return None  # a monk: thượng tọa Thích Minh Quang
    if len(letters) == 1 and (_of_person(line, at) or _is_byline(line)):
        return None
    said = "phòng" if _ROOM.match(line.text, at) else _PLACES[letters.upper()]
    clause = letters == "Đ" and line.text[found.end() : found.end() + 1].isdecimal()
    if clause and not _CLAUSES.isdisjoint(line.left(at, 4)):  # khoản 2, Đ.15
        said = "điều"
    return Reading(at + len(letters) + 1, tuple(said.split()), "title", "place")


def _of_person(line: Line, at: int) -> bool:
    """Is this the letter of "ông P. Văn" or of "Gordon H. Mansfield"?"""
    before = line.previous(at)
    if not before or before in PEOPLE:
        return bool(before)
    return not is_syllable(before) and line.words[line.index(at) - 1].istitle()


def _is_byline(line: Line) -> bool:
    """Is the whole line the names of who wrote it: "H.Quỳnh - Q.Huy"?"""
    return len(line.text) < 60 and bool(_BYLINE.fullmatch(line.text))


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
