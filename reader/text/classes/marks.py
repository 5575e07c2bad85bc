"""Marks and signs: the ones that are a pause, the ones that are a word, and the silent ones.

5 - 7 → đến      +3,1% → cộng      -5°C → âm      "…" and (…) are not said
"""

import unicodedata

from reader.text.classes.sums import in_sum
from reader.text.expressions import expression
from reader.text.letters import RAISED
from reader.text.line import Line, Reading

_STOP = expression(r"\.\s?/\s?\.?(?![\w/])|[.…]{2,}|[.…!?]+")
_FOOTNOTE = expression(r"\[\d{1,3}(?:\s?[-–,;]\s?\d{1,3}){0,5}\]")
_EMOJI = expression("[\u2190-\u21ff\u2500-\u27bf\u2b00-\u2bff\u3030\U0001f000-\U0001faff]")
_DIVIDED = expression(r":\s?\d[\d.,]{0,12}\s?=")
_TERM = expression(rf"\+\s?\w(?![^\W{RAISED}])")
_WORDS = {
    "&": "và", "=": "bằng", "+": "cộng", "×": "nhân", "÷": "chia", "±": "cộng trừ", "≥": "lớn hơn hoặc bằng",
    "≤": "nhỏ hơn hoặc bằng", ">": "lớn hơn", "<": "nhỏ hơn", "≈": "xấp xỉ", "~": "khoảng", "@": "a còng",
    "#": "thăng", "%": "phần trăm", "‰": "phần nghìn", "$": "đô la", "€": "euro", "£": "bảng Anh", "¥": "yên",
    "§": "mục", "√": "căn", "∞": "vô cùng", "≠": "khác", "∆": "đen ta",
}  # fmt: skip
_COMPARED = {
    "+-": ("cộng", "trừ"),
    ">=": ("lớn", "hơn", "hoặc", "bằng"),
    "<=": ("nhỏ", "hơn", "hoặc", "bằng"),
}
_COMPARES = expression(r"[<>]\s?(?:cấp\s)?\d")
_GRADE = expression(r".?\s[ABO]{1,2}\+")  # loại A+, máu O+
_ADDED = expression(r"\+\s\d")
_RATIOS = (("tỷ", "lệ"), ("tỉ", "lệ"))
_SAID_BY = {"~": ("khoảng",), "#": ("số", "mã")}
"""Words before a sign that say it already."""

_POLES = {"(+)": "dương", "(-)": "âm"}
_PAUSING = frozenset(",;:.!?…–—-()[]|/")


def stop(line: Line, at: int) -> Reading | None:
    """Read the end of a sentence; "./." closes a document and "..." trails off."""
    found = _STOP.match(line.text, at)
    return Reading(found.end(), (), "mark", "stop", "mark") if found else None


def footnote(line: Line, at: int) -> Reading | None:
    """Pass over the [1] after a word: the number of a note, or of a book in a list."""
    found = _FOOTNOTE.match(line.text, at)
    if found is None or not line.said:
        return None
    return Reading(found.end(), (), "mark", "footnote", "footnote")


def compared(line: Line, at: int) -> Reading | None:
    """Read >=, <= and +-, signs of two."""
    words = _COMPARED.get(line.text[at : at + 2])
    return Reading(at + 2, words, "symbol", "compared") if words else None


def sign(line: Line, at: int) -> Reading:
    """Read any other character that is no letter, digit or space: this rule always answers."""
    char = line.text[at]
    if char == "+" and line.text[at - 1 : at + 2] not in _POLES and not _is_plus(line, at):
        return Reading(at + 1, (), "mark", "plus", "mark")
    if char in "<>" and not _COMPARES.match(line.text, at):
        return Reading(at + 1, (), "mark", "angle", "bracket")
    doubled = char in "*~#=" and line.text[at : at + 2] in (char * 2, "=>")
    if doubled or line.previous(at) in _SAID_BY.get(char, ()):
        return Reading(at + 1, (), "symbol", "ornament", "ornament")
    words = _words(line, at, char)
    if words:
        return Reading(at + 1, words, "symbol", char)
    if char in _PAUSING:
        return Reading(at + 1, (), "mark", _which(line, at, char), "mark")
    return Reading(at + 1, (), "symbol", char, _reason(char))


def _words(line: Line, at: int, char: str) -> tuple[str, ...]:
    """Give the words of a sign that is said here; none where it is silent."""
    words = _POLES.get(line.text[at - 1 : at + 2]) or _WORDS.get(char, "")
    if char == "#" and line.text[at + 1 : at + 2].isdecimal():  # đơn hàng #45021
        words = "số"
    if char == ":" and line.last and line.last.kind == "number" and _divides(line, at):
        words = "chia"
    if char == "÷" and line.last and line.last.kind == "word":
        words = "đến"  # năm Quý Mão ÷ năm Giáp Thìn
    if char == "/" and _over(line, at):
        words = "trên"
    if char == "^" and line.text[at - 1 : at].isalnum() and line.text[at + 1 : at + 2].isalnum():
        words = "mũ"
    return tuple(words.split())


def _divides(line: Line, at: int) -> bool:
    """Is this the sign of "20 : 4 = 5" or "phép chia 16:9"?"""
    return bool(_DIVIDED.match(line.text, at)) or line.left(at, 3)[1:2] == ("chia",)


def _over(line: Line, at: int) -> bool:
    """Is the "/" a "trên": 83 mã/259 mã, số 5A/12, tỷ lệ chết/mắc?"""
    if not line.text[at + 1 : at + 2].isdecimal():
        return line.left(at, 3)[:2] in _RATIOS
    if line.last is not None and line.last.rule == "letter":
        return True  # 16-16-8-13s/100 cây
    return line.previous(at).isalpha() or (
        line.last is not None and line.last.kind in ("mixed", "unit", "number")
    )


def _is_plus(line: Line, at: int) -> bool:
    if any(reading.rule == "+" for _, reading in line.said[-12:]):
        return True  # 2K + vắc xin + thuốc
    if in_sum(line, at) or _GRADE.fullmatch(line.text, max(0, at - 3), at + 1):
        return True
    if line.last and line.last.rule in ("letter", "power") and _TERM.match(line.text, at):
        return True
    if line.said[-2:-1] and line.said[-2][1].kind == "per":
        return True  # 7-9 tr/tháng + thưởng
    if line.last and line.last.kind == "word" and _ADDED.match(line.text, at):
        return True  # 50g phân ure + 100g phân lân
    return line.text[at + 1 : at + 2].isdecimal() or bool(
        line.last and line.last.kind in ("number", "unit", "fraction", "mixed", "acronym")
    )


def _which(line: Line, at: int, char: str) -> str:
    """Name the mark; a dash between two lower-case words or inside a word is no pause."""
    if char == "/":
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
