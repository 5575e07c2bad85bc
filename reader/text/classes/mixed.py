"""Letters with digits: Covid-19, F0, G7, A4, 5G, U23, VTV1, H5N1, 10A1, và lớp 10A."""

import re

from reader.text.classes.units import is_unit
from reader.text.expressions import expression
from reader.text.letters import LOWER, UPPER, is_sayable, is_syllable, spell
from reader.text.line import Line, Reading
from reader.text.numbers import after_comma, cardinal, one_by_one, ordinal
from reader.text.sets import phrases_of

_COVID = expression(r"(covid|cô\s?vít|sars-cov|ncov)\s?[-–]\s?(\d{1,2})(?!\d)", re.IGNORECASE)
_LETTERS_FIRST = expression(
    r"([A-ZĐ]{1,6}[a-z]{0,2}|[a-zđ])((?:[-–]?\d{1,5}[A-ZĐa-z]{0,2})(?:[-–/]?\d{1,4}[A-Z]{0,3}){0,2})(?![\w]|\.\d{3})"
)
_STAY = expression(r"(\d{1,2})(?:N\s?(?=\d{1,2}Đ)|D\s?(?=\d{1,2}N))(\d{1,2})[ĐN](?!\w)")
_ENGLISH = expression(r"(\d{0,2}(?:1(?=st)|2(?=nd)|3(?=rd)|[04-9](?=th)))(?:st|nd|rd|th)(?!\w)")
_DIGITS_FIRST = expression(r"(\d{1,4})([A-ZĐ]{1,3}\d{0,3}|[a-eđ])(?![\w])")
_CASES = phrases_of("chuyên án|vụ án|bí số|mật danh")
"""What has a name of digits and letters: chuyên án 062L, which are no litres."""

_WORD_FIRST = expression(
    rf"([{UPPER}]?[{LOWER}]{{2,12}})[-–]?(\d{{1,4}})([A-Za-z]{{0,2}})(?!\w|[.,/]\d)"
)
_AGE = expression(r"U\.(\d{2})(?!\w|[.,]\d)")
_RUN = expression(r"\d+|[^\W\d_]+|/")
_DOTTED = expression(r"((?:\.\d{1,2}){1,3})(?![\d.])")


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
    if age := _AGE.match(line.text, at):  # nữ U.14
        return Reading(age.end(), ("u", *cardinal(age[1], line.dialect)), "mixed", "age")
    found = _LETTERS_FIRST.match(line.text, at)
    if found is None:
        return None
    number = spelled(found[2], line)
    if "tàu" in line.left(at, 12):  # tàu SE1/2: there and back
        number = tuple(word for word in number if word != "trên")
    end, words = found.end(), (*_letters(found[1], line), *number)
    decimals = _DOTTED.match(line.text, end)
    if decimals:
        end = decimals.end()
        for part in decimals[1].split(".")[1:]:
            words += ("chấm", *after_comma(part, line.dialect))
    return Reading(end, words, "mixed", "letters and digits")


def _letters(letters: str, line: Line) -> tuple[str, ...]:
    """Say letters by their names, but "Su" and "Mi" as the words that they are."""
    if letters == "COP":
        return ("cốp",)
    small = letters[1:].islower() and letters not in ("Km", "Ha")
    word = small and (is_syllable(letters) or (len(letters) == 3 and is_sayable(letters)))  # Yak-52
    return (letters,) if word else spell(letters, line.dialect)


def spelled(rest: str, line: Line) -> tuple[str, ...]:
    """Say the runs of a code: letters by name, short numbers as numbers, long ones digit by digit."""
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


def digits_first(line: Line, at: int) -> Reading | None:
    """Read 5G, 1A, 10A1, 3D: the number, then letters by name; and the days and nights of 2N1Đ."""
    if stay := _STAY.match(line.text, at):
        days, nights = (cardinal(each, line.dialect) for each in stay.groups())
        return Reading(stay.end(), (*days, "ngày", *nights, "đêm"), "mixed", "stay")
    english = _ENGLISH.match(line.text, at)
    if english and (
        english.group()[-2:] != "th" or line.previous(at) in ("thứ", "lần")
    ):  # 24th: tháng
        said = () if line.previous(at) == "thứ" else ("thứ",)
        return Reading(
            english.end(), (*said, *ordinal(english[1], line.dialect)), "mixed", "ordinal"
        )
    found = _DIGITS_FIRST.match(line.text, at)
    if found is None or (is_unit(found[2], found[1]) and not line.follows(at, _CASES)):
        return None
    return Reading(found.end(), spelled(found.group(), line), "mixed", "digits and letters")


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
