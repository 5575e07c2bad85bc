"""Words: as they are written, but for one place of the tone; and letters that stand alone."""

import re

from reader.text.expressions import expression
from reader.text.letters import (
    LOWER,
    RAISED,
    has_marks,
    is_greek,
    is_sayable,
    is_syllable,
    name,
    one_tone_place,
    spell,
)
from reader.text.line import Line, Reading

_WORD = expression(rf"[^\W\d_{RAISED}]+(?:['’][^\W\d_{RAISED}]+)?")
_CHINESE = expression("[\u3005\u3007\u3400-\u9fff\uf900-\ufaff]+")
"""What stands beside its Vietnamese reading, and which no Vietnamese voice can say: tộc Trần (陳)."""

_GLUED = expression(r"(?:khóa|khoá|kỳ|quý|lần thứ|thứ)(?=[IVX]{2,6}(?!\w))")  # khóaXII

_RUN_ON = expression(rf"([{LOWER}]{{2,6}})(?=([A-ZĐ]{{3,8}})(?!\w))")  # bãoYAGI


def letter(line: Line, at: int) -> Reading | None:
    """Read a letter that stands alone, by its name: viêm gan C → xê."""
    char = line.text[at]
    found = _WORD.match(line.text, at, at + 4)
    if found and len(found.group()) == 1:
        words = ("phi",) if char in "øØ" else name(char)
        if words and (char in "đĐøØ" or not has_marks(char) or is_greek(char)):
            return Reading(at + 1, words, "letters", "letter")
    return None


def word(line: Line, at: int) -> Reading | None:
    """Read a word as it is; this rule answers wherever a letter stands."""
    found = _run_on(line, at) or _GLUED.match(line.text, at) or _WORD.match(line.text, at)
    if found is None:
        return None
    written = found.group()
    if _CHINESE.fullmatch(written):
        return Reading(found.end(), (), "word", "chinese", "script")
    if not is_sayable(written) and (words := spell(written, line.dialect)):
        return Reading(found.end(), words, "letters", written)
    if written.isupper() and len(written) > 1 and is_syllable(written):
        written = written.lower()
    return Reading(found.end(), (one_tone_place(written),), "word", "as written")


def _run_on(line: Line, at: int) -> re.Match[str] | None:
    """Find the word before capitals that lost the space between."""
    found = _RUN_ON.match(line.text, at)
    if found is None or not (has_marks(found[1]) and is_syllable(found[1])):
        return None
    return None if is_syllable(found[2]) else found  # tiếngANH
