"""Scores: thắng 3-1, hòa 2-2, tỷ số 2-0, kết quả 3:1, Việt Nam 3 - 0 Indonesia; and sizes: 3x4 cm."""

import re

from reader.text.classes.day_words import counts
from reader.text.classes.matches import after_score, leads
from reader.text.expressions import expression
from reader.text.letters import UPPER, is_syllable
from reader.text.line import Line, Reading
from reader.text.numbers import after_comma, cardinal, decimal
from reader.text.sets import phrases_of, words_of

_SCORE = expression(
    r"(\d{1,3})\s?[-–:]\s?(\d{1,3})(?![\d%]|[./:-]\d|,\d(?!\d?[-–]\d)|\s?[-–]\s?\d)"
)
_STROKED = expression(r"(\d{1,2})/(\d{1,2})(?![\d/%]|[.,]\d)")
_CHAIN = expression(r"\d{1,2}(?:[-–]\d{1,2}){2,5}(?![\d/-]|\.\d|\s?%)")
_POINTS = expression(r"(\d{1,2})(?:,(5))?\s?[-–]\s?(\d{1,2})(?:,(5))?(?![\d%]|[.,–-]\d)")
_CROSS = expression(r"[xX]\s?(?=\d|(?:dài|rộng|cao|ngang|sâu|dày|lương|hệ)\s)")
_SIZE = expression(r"(\d{1,5})(?:[,.](\d{1,3}))?(?:\s?[xX×]\s?|\*|\s\*\s(?=[^=]{1,40}=))(?=\d)")
_PAIR = expression(rf"\w\s[-–]\s(?:[{UPPER}][\w.]{{0,12}}[\s:]{{1,2}}){{1,4}}$")
"""Two teams, just before the score of their match."""

_PHRASES = phrases_of(
    "tỷ số|tỉ số|số là|tỷ số chung cuộc|chung cuộc|dẫn trước|đánh bại|kết quả|thất bại|chiến thắng|gỡ hòa|cầm hòa|giành chiến thắng|"
    "kết thúc|ấn định|thắng đậm|thắng sít sao|vượt qua|đè bẹp|hạ gục|san bằng|cân bằng|thắng nhẹ|thắng lợi"
)
_NEAR = words_of("thắng thua hòa bại cuộc dẫn tỷ tỉ đè hạ quật cầm gỡ kết bán vượt")
_STRONG = words_of("hạ thắng thua hòa gỡ cầm bại")
_BEFORE = words_of("thắng thua hòa dẫn gỡ hạ set séc ván hiệp")
_AFTER = words_of("lúc trong ở tại sau trên trước nhờ khi")
_NOT_AFTER = words_of(
    "khoảng từ cấp lớp tính trừ tý sửu dần mão thìn tỵ tị ngọ mùi thân dậu tuất hợi tháng năm điều khoản trang giai kỳ khóa nhiệm học tuổi độ kỷ kỉ"
)
_COUNT_NEXT = words_of(
    "ngày tháng năm tuần giờ người lần tuổi triệu tỷ nghìn ngàn bàn trận điểm quả phút gói chuyến đợt nhiệm vụ ca %"
)

_MEASURED = expression(
    r"\s?(?:[kcdm]?m[23²³]?|kg|ha|tấn|tạ|mét|lít|đồng(?! (?:thời|nghĩa|đội|loạt|hành))|độ|°C|USD|kV)(?!\w)"
)
"""What is so long or so heavy is no match: hạ lưu 2-5 m."""


_MARKS = phrases_of("điểm số")
_SET = expression(r"(?:set|séc|ván|hiệp)\s\d\s?:\s?$")
"""What stands before the score of one set, "set 2: "."""

_SETS_WON = words_of("set séc thắng thua")
_LISTED_SETS = expression(r"(?:[67]-[0-7]|[0-5]-[67])(?:, (?:[67]-[0-7]|[0-5]-[67])){1,4}(?!\d|-)")
_SETS = expression(r"(?:\d{1,2}-\d{1,2}(?:, |\))){2,5}")
"""A match, set by set, in brackets: (25-20, 22-25)."""


def score(line: Line, at: int) -> Reading | None:
    """Read the score of a match: the two numbers, side by side."""
    return _chain(line, at) or _points(line, at) or _stroked(line, at) or _dashed(line, at)


def _chain(line: Line, at: int) -> Reading | None:
    """Read 4-3-3."""
    found = _CHAIN.match(line.text, at)
    if found is None:
        return None
    numbers = (cardinal(n, line.dialect) for n in found.group().replace("–", "-").split("-"))
    return Reading(found.end(), tuple(word for n in numbers for word in n), "score", "chain")


def _points(line: Line, at: int) -> Reading | None:
    """Read tỷ số 2,5-1,5."""
    found = _POINTS.match(line.text, at)
    if found is None or not (found[2] or found[4]) or not line.follows(at, _PHRASES):
        return None
    words = (*decimal(found[1], found[2], line.dialect), *decimal(found[3], found[4], line.dialect))
    return Reading(found.end(), words, "score", "points")


def _stroked(line: Line, at: int) -> Reading | None:
    """Read dẫn 6/5, 7/5."""
    found = _STROKED.match(line.text, at)
    if found is None or not (leads(line, at) or after_score(line)):
        return None
    if line.follows(at, _MARKS) and int(found[2]) % 10 == 0:
        return None  # điểm số 9/10
    return _both(line, found)


def _dashed(line: Line, at: int) -> Reading | None:
    found = _SCORE.match(line.text, at)
    if found is None or not _is_score(line, at, found.end(), found[1], found[2]):
        return None
    return _both(line, found)


def _both(line: Line, found: re.Match[str]) -> Reading:
    words = (*cardinal(found[1], line.dialect), *cardinal(found[2], line.dialect))
    return Reading(found.end(), words, "score", "score")


def _is_score(line: Line, at: int, end: int, first: str, second: str) -> bool:
    if len(first) == 3 or _MEASURED.match(line.text, end):
        return False
    ranges = first not in (second, "0")  # nothing goes from one to one
    if (ranges and counts(line, end, _COUNT_NEXT)) or line.previous(at) in _NOT_AFTER:
        return False
    if (
        first == second
        or _of_set(line, at)
        or _opens_sets(line, at, first, second)
        or _lists_sets(line, at)
        or (_ends(line, end) and _PAIR.search(line.text, max(0, at - 40), at))
    ):
        return True
    points = line.follows(at, _MARKS) and int(first) > max(10, int(second))  # no điểm số 8-10
    if points or line.follows(at, _PHRASES) or line.previous(at) in _BEFORE or after_score(line):
        return True
    if _STRONG.intersection(line.left(at, 3)):
        return True
    left = line.left(at, 5)
    told = "số" in left and ("tỷ" in left or "tỉ" in left)  # rút ngắn tỷ số xuống còn 1-2
    after_team = _capital(line, at, -1)
    return told or (after_team and (not _NEAR.isdisjoint(left) or _capital(line, end, 0)))


def _of_set(line: Line, at: int) -> bool:
    return bool(_SET.search(line.text, max(0, at - 10), at))


def _opens_sets(line: Line, at: int, first: str, second: str) -> bool:
    """Is this the first of the sets in brackets, which was won, and so no range?"""
    bracket = line.text[at - 1 : at] == "("
    return bracket and int(first) > int(second) and bool(_SETS.match(line.text, at))


def _lists_sets(line: Line, at: int) -> bool:
    """Is this the first of the sets of a match, after who played it: "Alcaraz 2-6, 3-6, 3-6", "thắng 2 set 6-4, 7-6"?"""
    played = _capital(line, at, -1) or not _SETS_WON.isdisjoint(line.left(at, 4))
    return played and bool(_LISTED_SETS.match(line.text, at))


def _ends(line: Line, end: int) -> bool:
    """Does no thing that is counted follow?"""
    following = line.text[end : end + 2].strip()
    return not following.islower() or line.next(end) in _AFTER


def _capital(line: Line, at: int, offset: int) -> bool:
    index = line.index(at) + offset
    if not 0 <= index < len(line.words):
        return False
    word = line.words[index]
    headline = word.isupper() and is_syllable(word)
    return word[:1].isupper() and not headline and abs(line.starts[index] - at) < 30


def cross(line: Line, at: int) -> Reading | None:
    """Read the x of "60m x 40m" and "x2": a small one before a number is never a letter."""
    found, last = _CROSS.match(line.text, at), line.last
    if found is None:
        return None
    if line.text[at] == "X" and (last is None or last.kind not in ("unit", "number")):
        return None
    return Reading(at + 1, ("nhân",), "size", "cross")


def size(line: Line, at: int) -> Reading | None:
    """Read 3x4: the first number and the word for the cross."""
    found = _SIZE.match(line.text, at)
    if found is None:
        return None
    words = cardinal(found[1], line.dialect)
    if found[2] and len(found[2]) == 3 and "." in found.group():
        words = cardinal(found[1] + found[2], line.dialect)
    elif found[2]:
        words += ("phẩy", *after_comma(found[2], line.dialect))
    return Reading(found.end(), (*words, "nhân"), "size", "cross")
