"""Code points to the UTF-16 code units that a browser counts."""

from collections.abc import Sequence
from itertools import accumulate


def utf16(text: str) -> Sequence[int]:
    """Map each position of `text`, and its end, to the offset that a browser counts for it."""
    if text.isascii() or max(text) < "\U00010000":
        return range(len(text) + 1)
    return [0, *accumulate(2 if char > "\uffff" else 1 for char in text)]
