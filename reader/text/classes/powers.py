"""Digits above the line: powers, and the numbers of footnotes.

x² → bình phương      10⁶ → mũ sáu      10⁻³, 10^-3 → mũ âm ba      Trần Văn An² → hai
"""

import unicodedata

from reader.text.expressions import expression
from reader.text.letters import RAISED
from reader.text.line import Line, Reading
from reader.text.numbers import cardinal

_RAISED = expression(f"(⁻?)([{RAISED}]{{1,9}})")
_TYPED = expression(r"\^([-−–]?)(\d{1,9})(?!\w)")
_NAMES = {"²": ("bình", "phương"), "³": ("lập", "phương")}


def power(line: Line, at: int) -> Reading | None:
    """Read what stands above the line."""
    if typed := _TYPED.match(line.text, at):
        minus = ("âm",) if typed[1] else ()
        words = ("mũ", *minus, *cardinal(typed[2], line.dialect))
        return Reading(typed.end(), words, "symbol", "power")
    found = _RAISED.match(line.text, at)
    if found is None:
        return None
    number = cardinal(unicodedata.normalize("NFKC", found[2]), line.dialect)
    if line.last is None or line.last.end != at or line.last.kind == "word":
        return Reading(found.end(), number, "number", "footnote")
    minus = ("âm",) if found[1] else ()
    words = _NAMES.get(found.group()) or ("mũ", *minus, *number)
    return Reading(found.end(), words, "symbol", "power")
