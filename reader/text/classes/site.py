"""What the site's own lexicon says goes before everything else."""

import re
from functools import lru_cache

from reader.text.expressions import expression
from reader.text.lexicon import Entry, Lexicon
from reader.text.line import Line, Reading
from reader.text.numbers import cardinal

_NUMBER = expression(r"\d+")


def entry(line: Line, at: int) -> Reading | None:
    """Read what the site's lexicon has an entry for; the longest entry wins."""
    for written, pattern in _by_first(line.lexicon).get(line.text[at], ()):
        found = pattern.match(line.text, at)
        if found:
            numbers = iter(_NUMBER.findall(found.group()))
            words = tuple(
                said
                for word in written.words
                for said in (cardinal(next(numbers), line.dialect) if word == "#" else (word,))
            )
            return Reading(found.end(), words, "lexicon", written.written)
    return None


@lru_cache(maxsize=64)
def _by_first(lexicon: Lexicon) -> dict[str, list[tuple[Entry, re.Pattern[str]]]]:
    found: dict[str, list[tuple[Entry, re.Pattern[str]]]] = {}
    for each in sorted(lexicon.entries, key=lambda e: -len(e.written)):
        pattern = re.compile(_pattern(each.written))
        for first in "0123456789" if each.written[0] == "#" else each.written[0]:
            found.setdefault(first, []).append((each, pattern))
    return found


def _pattern(written: str) -> str:
    body = re.escape(written).replace(r"\#", r"\d{1,12}").replace(r"\*", r"\w{0,40}")
    return (
        rf"(?<!\w){body}(?!\w)" if written[0].isalnum() or written[0] == "#" else rf"{body}(?!\w)"
    )
