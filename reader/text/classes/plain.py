"""What most of a text is: a word that stands for itself, and that no table knows. It is read at once.

This is a short cut, and no rule of its own: every other class, asked, would leave such a word to
`word`. A class that claims small words before a space has them in `_known`.
"""

from functools import cache, lru_cache

from reader.text.classes.acronyms import heads
from reader.text.classes.titles import dotted_forms
from reader.text.classes.units import unit_signs
from reader.text.expressions import expression
from reader.text.letters import LOWER, UPPER, is_sayable, one_tone_place
from reader.text.line import Line, Reading
from reader.text.sets import words_of

_PLAIN = expression(rf"[{UPPER}{LOWER}][{LOWER}]+(?=[\s,;!?”]|$)")
_BEGINNING = words_of(
    "ga is covid cô sars ncov km vân ii iii iv vi vii viii ix xi xii xiii xiv xv xvi xvii xviii xix xx xxi xxii"
)
"""First words of what other classes read: "Covid -19", "vân vân", "hạng iv"."""


def plain(line: Line, at: int) -> Reading | None:
    """Read a word of small letters that no table knows."""
    found = _PLAIN.match(line.text, at)
    words = _said(found.group()) if found else ()
    return Reading(found.end(), words, "word", "as written") if found and words else None


@lru_cache(maxsize=8192)
def _said(written: str) -> tuple[str, ...]:
    """Give the word to say, or none where another class must be asked."""
    known = written in _known() or written.lower() in _known()
    return () if known or not is_sayable(written) else (one_tone_place(written),)


@cache
def _known() -> frozenset[str]:
    return _BEGINNING.union(heads(), unit_signs(), dotted_forms())
