"""A page's bytes to text, by the order of the HTML standard: mark, header, `meta`, then UTF-8.

Only encodings that portals use are known; any other name is taken as none, since Python's own list
also holds codecs that are no charset, or that take minutes over a page.
"""

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CODECS = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "utf-16": "utf-16-le",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
    "windows-1258": "cp1258",
    # Browsers take all of these for one.
    "windows-1252": "cp1252",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "x-user-defined": "cp1252",
}
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{1,30})""", re.IGNORECASE)
_HEAD = 4096
"""Bytes among which `meta` is looked for: portals put scripts before it."""


def decoded(html: bytes, header: str | None) -> str:
    """The page's text; a byte that means nothing becomes a question mark in a diamond."""
    for mark, codec in _MARKS:
        if html.startswith(mark):
            return html.removeprefix(mark).decode(codec, "replace")
    return html.decode(_named(header) or _meta(html) or _likely(html), "replace")


def _named(label: str | None) -> str | None:
    return _CODECS.get((label or "").strip().lower())


def _meta(html: bytes) -> str | None:
    found = _META.search(html[:_HEAD])
    codec = _named(found[1].decode("ascii", "replace")) if found else None
    # A `meta` that could be read as ASCII does not stand in UTF-16.
    return "utf-8" if codec in ("utf-16-le", "utf-16-be") else codec


def _likely(html: bytes) -> str:
    try:
        html.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"
