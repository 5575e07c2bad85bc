"""One scan over a line: at each place, the first class that claims it says it.

The order of the rules is the order of doubt: what can be nothing else comes first, plain numbers,
plain words and single signs come last and always answer. What a rule has claimed is never looked
at again.
"""

import re
from collections.abc import Callable

from reader.text.classes.acronyms import acronym, capitals
from reader.text.classes.dashes import dash, year_after
from reader.text.classes.dates import date
from reader.text.classes.degrees import degrees
from reader.text.classes.fractions import fraction
from reader.text.classes.legal import document, standard
from reader.text.classes.lists import bullet, numbered
from reader.text.classes.marks import sign, stop
from reader.text.classes.mixed import (
    covid,
    digits_first,
    letters_first,
    milestone,
    quarter,
    road,
    word_first,
)
from reader.text.classes.phones import phone
from reader.text.classes.plates import plate, vessel
from reader.text.classes.quantities import number
from reader.text.classes.romans import roman
from reader.text.classes.scores import cross, score, size
from reader.text.classes.site import entry
from reader.text.classes.times import time
from reader.text.classes.titles import initials, place, short_form
from reader.text.classes.units import currency, joint, per, unit
from reader.text.classes.web import web
from reader.text.classes.weekdays import numbers, weekdays
from reader.text.classes.words import letter, word
from reader.text.line import Line, Reading

Rule = Callable[[Line, int], Reading | None]

MASK = "\ufffc"
"""Stands for each character that extraction found silent."""

AT_DIGIT: tuple[Rule, ...] = (
    entry, numbered, web, plate, standard, document, degrees, time, numbers, date, phone, score, fraction, size, joint,
    digits_first, number,
)  # fmt: skip
# What stands right after the digits leaves few rules; a space leaves all of them.
AFTER_DIGITS: dict[str, tuple[Rule, ...]] = {
    "/": (entry, numbered, document, time, numbers, date, phone, fraction, number),
    "-": (entry, web, plate, standard, document, numbers, date, phone, score, number),
    ".": (entry, numbered, web, date, phone, fraction, size, number),
    ",": (entry, numbers, date, fraction, size, number),
    ":": (entry, standard, time, score, fraction, number),
    "°": (entry, degrees, number),
    "a": (entry, numbered, web, plate, document, time, size, joint, digits_first, number),
    "": (entry, numbered, phone, number),
}
_LIKE = {"–": "-", "—": "-", "⁄": "/", "º": "°"}
_SPREADING = frozenset("'’′×*→~@+")
_DIGITS = re.compile(r"\d+")
AT_LETTER: tuple[Rule, ...] = (
    entry, bullet, place, numbered, short_form, cross, weekdays, vessel, covid, milestone, quarter, unit, road, acronym, initials, place, roman, letters_first,
    capitals, word_first, letter, word,
)  # fmt: skip
AT_SIGN: tuple[Rule, ...] = (
    entry, stop, bullet, numbered, web, phone, currency, unit, dash, year_after, per, sign,
)  # fmt: skip
# The commonest signs need few of these rules; any other sign tries them all.
AT_SIGNS: dict[str, tuple[Rule, ...]] = {
    **dict.fromkeys(",;:\"'“”‘’?!)", (entry, stop, sign)),
    **dict.fromkeys(".…", (entry, stop, sign)),
    **dict.fromkeys("-–—", (entry, bullet, dash, year_after, sign)),
    "(": (entry, numbered, phone, sign),
    "/": (entry, year_after, per, sign),
    "%": (entry, unit, sign),
    "&": (entry, sign),
}


def scan(line: Line) -> list[tuple[int, Reading]]:
    """Read a whole line; each reading stands with the place where it begins."""
    text, at, end = line.text, 0, len(line.text)
    while at < end:
        char = text[at]
        if char.isspace():
            at += 1
            continue
        reading = _silenced(line, at) if char == MASK else _read(line, at, char)
        line.said.append((at, reading))
        at = reading.end
    return line.said


def _read(line: Line, at: int, char: str) -> Reading:
    if char.isalpha():
        if _begins_chunk(line, at):
            reading = web(line, at)
            if reading:
                return reading
        rules = AT_LETTER
    else:
        rules = _after_digits(line, at) if "0" <= char <= "9" else AT_SIGNS.get(char, AT_SIGN)
    for rule in rules:
        reading = rule(line, at)
        if reading:
            return reading
    # A letter that the rules for letters leave (a lone modifier letter) is a sign.
    return sign(line, at)


def _after_digits(line: Line, at: int) -> tuple[Rule, ...]:
    """Choose the rules for the number that begins here by what follows its digits."""
    run = _DIGITS.match(line.text, at)
    following = line.text[run.end() : run.end() + 1] if run else ""
    if following.isspace() or following in _SPREADING:
        return AT_DIGIT
    like = "a" if following.isalpha() or following == "_" else _LIKE.get(following, following)
    return AFTER_DIGITS.get(like, AFTER_DIGITS[""])


def _begins_chunk(line: Line, at: int) -> bool:
    """May an address begin here? Only at the start of a run without spaces."""
    return at == 0 or not (line.text[at - 1].isalnum() or line.text[at - 1] in "._-@")


def _silenced(line: Line, at: int) -> Reading:
    end = at
    while end < len(line.text) and line.text[end] == MASK:
        end += 1
    return Reading(end, (), "silence", "extraction", "extraction")
