"""The name under which a browser keeps a download (RFC 6266), from a title that anybody may have written."""

import unicodedata
from urllib.parse import quote

LONGEST = 100
"""Characters of a name, its ending not counted: file systems take 255 bytes."""

NAMELESS = "bai-viet"

_FORBIDDEN = frozenset('/\\:*?"<>|%')
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ._-")


def attachment(title: str, ending: str) -> str:
    """A Content-Disposition: the name in ASCII for old programs, and whole for all others."""
    name = _name(title)
    plain = _trimmed("".join(filter(_PLAIN.__contains__, _without_marks(name))))
    whole = quote(f"{name}.{ending}", safe="")
    return f"attachment; filename=\"{plain}.{ending}\"; filename*=UTF-8''{whole}"


def _name(title: str) -> str:
    """The title without what a file system, a header or an eye could stumble over."""
    spaced = " ".join(unicodedata.normalize("NFC", title).split())
    return _trimmed("".join(filter(_fits, spaced))[:LONGEST])


def _fits(letter: str) -> bool:
    # C: control and format characters (they turn a line's direction round), surrogates, private use.
    return letter not in _FORBIDDEN and unicodedata.category(letter)[0] != "C"


def _without_marks(name: str) -> str:
    return unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))


def _trimmed(name: str) -> str:
    """Without what makes a name hidden, or lost on Windows."""
    return name.strip(". ") or NAMELESS
