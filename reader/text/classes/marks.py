"""Marks and signs: the ones that are a pause, the ones that are a word, and the silent ones.

5 - 7 → đến      +3,1% → cộng      -5°C → âm      "…" and (…) are not said
"""

import re
import unicodedata

from reader.text.classes.romans import value
from reader.text.classes.units import unit_signs
from reader.text.letters import LOWER, UPPER, name
from reader.text.line import Line, Reading
from reader.text.numbers import cardinal
from reader.text.sets import words_of

_STOP = re.compile(r"\.\s?/\s?\.?(?![\w/])|[.…]{2,}|[.…!?]+")
_BULLET = re.compile(r"(?:[-–—+*•●○▪■□◦‣⁃·➢➤►▶→✓✔★☆◆❖]|o(?=\s))+(?=\s|[^\W\d_])")
_RANGE = re.compile(r"\s?[-–—~→÷]\s?(?=\d|[IVX]+\b|[$€£])")
_NEGATIVE = re.compile(r"[-–](?=\d)")
_NUMBERED = re.compile(
    r"(\d{1,3}(?:\.\d{1,2}){0,4}|[IVX]{1,6}|[a-zđA-ZĐ]|\d{1,2}[a-z]|\(\d{1,2}\)|\([a-zđ]\))(?:[.)](?!\w\.)|/(?=\s)|(?<=\))|\.\))(?=\s*[^\s\d.)]|\s+\d)"
)
_SECTION = re.compile(rf"\d{{1,2}}(?:\.\d{{1,2}}){{1,4}}(?=\s+[{UPPER}][{LOWER}])")
_EMOJI = re.compile("[\u2190-\u21ff\u2500-\u27bf\u2b00-\u2bff\u3030\U0001f000-\U0001faff]")
_YEAR_NEXT = re.compile(r"[/-]\s?((?:19|20)\d\d)(?!\d)")
_KINDS = {
    "time": re.compile(r"\d{1,2}\s?(?:[hHg:]|giờ)"),
    "date": re.compile(r"\d{1,2}\s?[/.-]\s?\d"),
    "roman": re.compile("[IVX]+(?!\\w)"),
}
_DIVIDED = re.compile(r":\s?\d[\d.,]{0,12}\s?=")
_NEXT_NUMBER = re.compile(r"(\d{1,9})(?:[.,]\d{1,9}){0,4}\s?([A-Za-zđ%°]{1,5}[23²³]?)?(?!\w)")
_SUM = re.compile(r"\d[\d.,]{0,12}\s?=")
_NUMERIC = ("number", "unit", "date", "time", "roman", "fraction")
_UNITS_SAID = words_of(
    "đồng triệu tỷ tỉ nghìn ngàn người giờ tấn tuổi năm tháng ngày độ điểm ha phút mét đô la mỹ"
)
_WORDS = {
    "&": "và", "=": "bằng", "+": "cộng", "×": "nhân", "÷": "chia", "±": "cộng trừ", "≥": "lớn hơn hoặc bằng",
    "≤": "nhỏ hơn hoặc bằng", ">": "lớn hơn", "<": "nhỏ hơn", "≈": "xấp xỉ", "~": "khoảng", "@": "a còng",
    "#": "thăng", "%": "phần trăm", "‰": "phần nghìn", "$": "đô la", "€": "euro", "£": "bảng Anh", "¥": "yên",
    "§": "mục", "√": "căn", "∞": "vô cùng", "π": "pi", "α": "an pha", "β": "bê ta", "γ": "gam ma", "Δ": "đen ta",
    "≠": "khác", "∆": "đen ta", "²": "bình phương", "³": "lập phương",
}  # fmt: skip
_PAUSING = frozenset(",;:.!?…–—-()[]|/")


def stop(line: Line, at: int) -> Reading | None:
    """Read the end of a sentence; "./." closes a document and "..." trails off."""
    found = _STOP.match(line.text, at)
    return Reading(found.end(), (), "mark", "stop", "mark") if found else None


def bullet(line: Line, at: int) -> Reading | None:
    """Pass over the sign before a list item."""
    found = _BULLET.match(line.text, at) if _begins(line) else None
    if found is None or (
        found.group() in "-–+" and line.text[found.end() : found.end() + 1].isdecimal()
    ):
        return None
    return Reading(found.end(), (), "list", "bullet", "bullet")


def numbered(line: Line, at: int) -> Reading | None:
    """Read "1.", "II.", "a)", "2.1." before an item."""
    if not _begins(line):
        return None
    section = _SECTION.match(line.text, at)
    if section:
        return _label(line, section, section.group())
    found = _NUMBERED.match(line.text, at)
    if found is None:
        return None
    label, rest = found[1].strip("()"), line.text[found.end() : found.end() + 1]
    if rest.isdecimal() and "." not in line.text[at + len(found[1]) : found.end()]:
        return None
    if label.isdecimal() and len(label) > 2:
        return None
    return _label(line, found, label)


def _label(line: Line, found: re.Match[str], label: str) -> Reading | None:
    end = len(found.group().rstrip()) + found.start()
    if label[0].isdecimal():
        words: tuple[str, ...] = ()
        for number, letter in re.findall(r"(\d+)([a-z]?)", label):
            words += ("chấm",) if words else ()
            words += (*cardinal(number, line.dialect), *name(letter))
    elif len(label) > 1 or label in "IVX":
        words = cardinal(str(value(label)), line.dialect)
    else:
        words = name(label)
    return Reading(end, words, "list", "number")


def _begins(line: Line) -> bool:
    """Has nothing been said of this line yet?"""
    return len(line.said) < 3 and not any(reading.words for _, reading in line.said)


def dash(line: Line, at: int) -> Reading | None:
    """Read "-" between two quantities as "đến", before a number alone as "âm", else as a pause."""
    last = line.last
    if line.text[at] not in "-–—~→÷":
        return None
    found = _RANGE.match(line.text, at)
    if _is_negative(line, at):
        return Reading(at + 1, ("âm",), "symbol", "minus")
    if found and last and last.kind == "number" and _SUM.match(line.text, found.end()):
        return Reading(at + 1, ("trừ",), "symbol", "minus")
    if found and last and last.end >= at - 1 and _ranges(line, last, found.end()):
        counted = line.left(at, 2)[:1]
        levels = counted if counted in (("cấp",), ("mùng",), ("mồng",)) else ()
        return Reading(at + 1, ("đến", *levels), "range", "to")
    return None


def _ranges(line: Line, last: Reading, end: int) -> bool:
    """Can what was said last, and what follows, be the two ends of one range?"""
    if not _may_follow(line, last, end):
        return False
    following = _KINDS.get(last.kind)
    if following:
        return bool(following.match(line.text, end))
    if last.kind in _NUMERIC:
        return True
    counted = len(line.said) > 1 and line.said[-2][1].kind in ("number", "unit", "word")
    return counted and last.kind == "word" and last.words[-1].lower() in _UNITS_SAID


def _may_follow(line: Line, last: Reading, end: int) -> bool:
    """Is the number at `end` no smaller, and counted alike: not Boeing 787-9, not 48V - 20Ah?"""
    found = _NEXT_NUMBER.match(line.text, end)
    if found is None:
        return True
    if last.kind == "unit" and found[2] and len(last.rule) <= 5:
        money = ("k", "tr", "đ", "triệu")
        return found[2] == last.rule or last.rule in money or found[2] not in unit_signs()
    start = line.said[-1][0]
    first = line.text[start : last.end]
    if last.kind != "number" or not (first + found[1]).isdecimal() or line.previous(start) == "từ":
        return True
    return len(first) > 9 or int(first) <= int(found[1]) or (len(found[1]) == 2 and len(first) == 4)


def _is_negative(line: Line, at: int) -> bool:
    """Is this the sign of one number: at its front, with no number before it?"""
    before, last = line.text[at - 1 : at] if at else "", line.last
    if not _NEGATIVE.match(line.text, at) or before not in ("", " ", "(", ":", "~"):
        return False
    return last is None or not (
        last.kind in (*_NUMERIC, "range", "mixed", "acronym", "letters", "phone")
        or (last.words and last.words[-1].lower() in _UNITS_SAID and line.left(at)[0] != "độ")
        or (last.words and last.words[-1][:1].isupper())
    )


def year_after(line: Line, at: int) -> Reading | None:
    """Read the "/" of quý II/2021 as "năm"."""
    found, last = _YEAR_NEXT.match(line.text, at), line.last
    if found is None or last is None or last.kind not in ("roman", "number", "date"):
        return None
    if not (
        last.kind == "roman" or line.left(at, 2)[:1] in (("quý",), ("tháng",), ("kỳ",), ("vụ",))
    ):
        return None
    return Reading(at + 1, ("năm",), "range", "year")


def sign(line: Line, at: int) -> Reading:
    """Read any other character that is no letter, digit or space: this rule always answers."""
    char = line.text[at]
    words = _WORDS.get(char)
    if char == "+" and not _is_plus(line, at):
        return Reading(at + 1, (), "mark", "plus", "mark")
    if char in "<>" and not (line.text[at + 1 : at + 3].strip()[:1].isdecimal()):
        return Reading(at + 1, (), "mark", "angle", "bracket")
    if char in "*~#=" and line.text[at : at + 2] == char * 2:
        return Reading(at + 1, (), "symbol", "ornament", "ornament")
    if char == ":" and line.last and line.last.kind == "number" and _DIVIDED.match(line.text, at):
        words = "chia"
    if char == "/" and line.text[at + 1 : at + 2].isdecimal() and _over(line, at):
        words = "trên"
    if words:
        return Reading(at + 1, tuple(words.split()), "symbol", char)
    if char in _PAUSING:
        return Reading(at + 1, (), "mark", _which(line, at, char), "mark")
    return Reading(at + 1, (), "symbol", char, _reason(char))


def _over(line: Line, at: int) -> bool:
    """Is the "/" before a number a "trên": 83 mã/259 mã, số 5A/12?"""
    return line.previous(at).isalpha() or (line.last is not None and line.last.kind == "mixed")


def _is_plus(line: Line, at: int) -> bool:
    return line.text[at + 1 : at + 2].isdecimal() or bool(
        line.last and line.last.kind in ("number", "unit")
    )


def _which(line: Line, at: int, char: str) -> str:
    """Name the mark; a dash between two lower-case words or inside a word is no pause."""
    if char in "/|":
        return "stroke"
    if char not in "-–—":
        return "bracket" if char in "()[]" else "clause"
    spaced = line.text[at - 1 : at].isspace() or line.text[at + 1 : at + 2].isspace()
    return "hyphen" if not spaced or _lower_both(line, at) else "clause"


def _lower_both(line: Line, at: int) -> bool:
    index = line.index(at)
    around = line.words[max(0, index - 1) : index + 1]
    return len(around) == 2 and all(word[:1].islower() for word in around)


def _reason(char: str) -> str:
    category = unicodedata.category(char)
    if category in ("Pi", "Pf") or char in "\"'`´":
        return "quote"
    if category in ("Ps", "Pe"):
        return "bracket"
    if category[0] == "P":
        return "mark"
    if _EMOJI.match(char) or category[0] == "M" or category == "Sk":
        return "emoji"
    if char in "©®™":
        return "ornament"
    return "control" if category[0] == "C" else "symbol"
