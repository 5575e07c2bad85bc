"""An acronym in brackets after the very words that it stands for: thí sinh (TS), quỹ đất công (QĐC)."""

from reader.text.expressions import expression
from reader.text.line import Line, Reading

_LETTERS = expression(r"[A-ZĐƯƠÂÊÔĂ]{2,9}(?=\s?[),;])")
_OPEN = expression(r"\s?\(\s?$")


def defined(line: Line, at: int) -> Reading | None:
    """Read it as those words; what it means elsewhere does not matter here."""
    if line.text[at - 1 : at] not in ("(", " ") or not _OPEN.search(line.text, at - 3, at):
        return None
    found = _LETTERS.match(line.text, at)
    index = line.index(at)
    words = line.words[max(0, index - len(found.group())) : index] if found else []
    if not found or "".join(word[0].upper() for word in words) != found.group():
        return None
    return Reading(found.end(), tuple(word.lower() for word in words), "acronym", "defined")
