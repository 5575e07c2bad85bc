"""One scan over a line: at each place, the first class that claims it says it.

What a rule has claimed is never looked at again.
"""

from reader.text.classes.marks import sign
from reader.text.classes.plain import plain
from reader.text.classes.site import entry
from reader.text.classes.web import web
from reader.text.expressions import expression
from reader.text.line import Line, Reading
from reader.text.rules import END, Rules, after_digits, at_letter, at_sign

MASK = "\ufffc"
"""Stands for each character that extraction found silent."""

_DIGITS = expression("[0-9]+")


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
    reading = entry(line, at) if line.lexicon.entries else None
    if reading is None and char.isalpha():
        reading = plain(line, at)
    if reading:
        return reading
    for rule in _rules(line, at, char):
        reading = rule(line, at)
        if reading:
            return reading
    # A letter that the rules for letters leave (a lone modifier letter) is a sign.
    return sign(line, at)


def _rules(line: Line, at: int, char: str) -> Rules:
    """Choose the rules that may answer here: by the character, or by what follows the digits."""
    if char.isalpha():
        rules = at_letter(char)
        return (web, *rules) if _begins_chunk(line, at) else rules
    digits = _DIGITS.match(line.text, at)
    if digits is None:
        return at_sign(char)
    end = digits.end()
    return after_digits(line.text[end : end + 1] or END)


def _begins_chunk(line: Line, at: int) -> bool:
    """May an address begin here? Only at the start of a run without spaces."""
    return at == 0 or not (line.text[at - 1].isalnum() or line.text[at - 1] in "._-@")


def _silenced(line: Line, at: int) -> Reading:
    end = at
    while end < len(line.text) and line.text[end] == MASK:
        end += 1
    return Reading(end, (), "silence", "extraction", "extraction")
