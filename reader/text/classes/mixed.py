"""Letters with digits: Covid-19, F0, G7, A4, 5G, U23, VTV1, H5N1, 10A1, QL1A, và lớp 10A."""

import re

from reader.text.classes.romans import value
from reader.text.classes.units import is_unit
from reader.text.letters import LOWER, UPPER, is_sayable, is_syllable, spell
from reader.text.line import Line, Reading
from reader.text.numbers import after_comma, cardinal, one_by_one
from reader.text.sets import words_of

_COVID = re.compile(r"(covid|cô\s?vít|sars-cov|ncov)\s?[-–]\s?(\d{1,2})(?!\d)", re.IGNORECASE)
_LETTERS_FIRST = re.compile(
    r"([A-ZĐ]{1,6}[a-z]{0,2}|[a-zđ])((?:[-–]?\d{1,5}[A-ZĐa-z]{0,2})(?:[-–/]?\d{1,4}[A-Z]{0,3}){0,2})(?![\w]|\.\d{3})"
)
_DIGITS_FIRST = re.compile(r"(\d{1,4})([A-ZĐ]{1,3}\d{0,3}|[a-eđ])(?![\w])")
_WORD_FIRST = re.compile(
    rf"([{UPPER}]?[{LOWER}]{{2,12}})[-–]?(\d{{1,4}})([A-Za-z]{{0,2}})(?!\w|[.,/]\d)"
)
_QUARTER = re.compile(r"Q\.?\s?([1-4]|I{1,3}|IV)\s?[/-]\s?((?:19|20)\d\d)(?!\d)")
_MILESTONE = re.compile(
    r"(?:K[mM]\s?(?![23](?!\d|\s?\+))|km\s?(?=\d+\+))(\d{1,4})(?:\s?\+\s?(\d{1,3}))?(?![.,]\d|\w)"
)
_ROAD = re.compile(
    r"(QL|TL|ĐT|HL|ĐH|BN|NV|QK|KV|CT(?=\.\d))(?:\.\s?|\s|-)?(\d{1,4}[A-ZĐ]?)(?![\w]|[ .-]\d)"
)
_PAPER = re.compile(r"(NĐ|NQ|CT|TT|QĐ|KL)([1-9]\d{1,3})(?!\w|[-/.]\d)")
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
    "NV": ("nguyện", "vọng"),
    "QK": ("quân", "khu"),
    "KV": ("khu", "vực"),
    "BN": ("bệnh", "nhân"),
}
_RUN = re.compile(r"\d+|[^\W\d_]+|/")
_DOTTED = re.compile(r"\.(\d{1,2})(?![\d.])")


def covid(line: Line, at: int) -> Reading | None:
    """Read Covid-19, and "Covid -19" with its stray space: the number is part of the name."""
    found = _COVID.match(line.text, at)
    if found is None:
        return None
    words = (
        "Covid" if found[1].lower() == "covid" else found[1],
        *cardinal(found[2], line.dialect),
    )
    if found[1].lower() in ("sars-cov", "ncov"):
        words = (*found[1].split("-"), *words[1:])
    return Reading(found.end(), words, "mixed", "covid")


def letters_first(line: Line, at: int) -> Reading | None:
    """Read F0, VTV1, A4, QL1A: letters by name, numbers as numbers."""
    found = _LETTERS_FIRST.match(line.text, at)
    if found is None:
        return None
    end, words = found.end(), (*_letters(found[1], line), *_rest(found[2], line))
    decimals = _DOTTED.match(line.text, end)
    if decimals:
        end, words = decimals.end(), (*words, "chấm", *after_comma(decimals[1], line.dialect))
    return Reading(end, words, "mixed", "letters and digits")


def _letters(letters: str, line: Line) -> tuple[str, ...]:
    """Say letters by their names, but "Su" and "Mi" as the words that they are."""
    word = letters[1:].islower() and letters not in ("Km", "Ha") and is_syllable(letters)
    return (letters,) if word else spell(letters, line.dialect)


def _rest(rest: str, line: Line) -> tuple[str, ...]:
    words: list[str] = []
    for run in _RUN.findall(rest):
        if run == "/":
            words.append("trên")
        elif not run.isdecimal():
            words += spell(run, line.dialect)
        elif run[0] == "0" or len(run) > 4:
            words += one_by_one(run)
        else:
            words += cardinal(run, line.dialect)
    return tuple(words)


def quarter(line: Line, at: int) -> Reading | None:
    """Read Q1/2024: a quarter of a year."""
    found = _QUARTER.match(line.text, at)
    if found is None:
        return None
    number = found[1] if found[1].isdecimal() else str(value(found[1]))
    words = ("quý", *cardinal(number, line.dialect), "năm", *cardinal(found[2], line.dialect))
    return Reading(found.end(), words, "mixed", "quarter")


def milestone(line: Line, at: int) -> Reading | None:
    """Read Km22+300: a stone beside the road."""
    found = _MILESTONE.match(line.text, at)
    if found is None:
        return None
    words = ("ki", "lô", "mét", "số", *cardinal(found[1], line.dialect))
    if found[2]:
        words += ("cộng", *cardinal(found[2], line.dialect))
    return Reading(found.end(), words, "mixed", "milestone")


def paper(line: Line, at: int) -> Reading | None:
    """Read NQ57 and TT22: a paper and its number, but no building (tòa CT12)."""
    found = _PAPER.match(line.text, at)
    if found is None or line.previous(at) in _BUILDINGS:
        return None
    words = (*_PAPERS[found[1]], *cardinal(found[2], line.dialect))
    return Reading(found.end(), words, "mixed", "paper")


def road(line: Line, at: int) -> Reading | None:
    """Read QL1A, ĐT.741, TL 8, BN3153: what is numbered, and its number."""
    found = _ROAD.match(line.text, at)
    if found is None:
        return None
    words = (*_NUMBERED_THINGS.get(found[1], ("xê", "tê")), *_rest(found[2], line))
    if line.previous(at) in ("đường", "lộ"):
        words = (*spell(found[1], line.dialect), *_rest(found[2], line))
    if found[1] == "BN":
        words = (*_NUMBERED_THINGS["BN"], *_patient(found[2], line))
    return Reading(found.end(), words, "mixed", "road")


def _patient(number: str, line: Line) -> tuple[str, ...]:
    short = number.isdecimal() and len(number) < 4
    return cardinal(number, line.dialect) if short else one_by_one(number)


def digits_first(line: Line, at: int) -> Reading | None:
    """Read 5G, 1A, 10A1, 3D: the number, then letters by name."""
    found = _DIGITS_FIRST.match(line.text, at)
    if found is None or is_unit(found[2], found[1]):
        return None
    return Reading(found.end(), _rest(found.group(), line), "mixed", "digits and letters")


def word_first(line: Line, at: int) -> Reading | None:
    """Read quý1, iPhone15, Windows10: the word, then its number."""
    found = _WORD_FIRST.match(line.text, at)
    if found is None:
        return None
    said = (found[1],) if is_sayable(found[1]) else spell(found[1], line.dialect)
    words = (*said, *cardinal(found[2], line.dialect), *spell(found[3], line.dialect))
    known = is_syllable(found[1])
    return Reading(
        found.end(), words, "mixed", "syllable and digits" if known else "word and digits"
    )
