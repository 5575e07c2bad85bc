"""Which bytes of a file are wanted (RFC 9110, 14): all, or one run of them.

Werkzeug's own machinery answers several ranges with 416 and takes a weak If-Range for a strong one.
A server may always give the whole instead; what is no range of bytes is left aside.
"""

import re

from werkzeug.exceptions import RequestedRangeNotSatisfiable

_ONE = re.compile(r"bytes=\s*([0-9]{0,18})-([0-9]{0,18})\s*", re.IGNORECASE)


def wanted(asked: str, if_range: str, etag: str, length: int) -> range | None:
    """The bytes that a Range header asks for, or None for the whole file.

    Args:
        asked: value of Range, "" without one.
        if_range: value of If-Range, "" without one: the file that the asker has begun.
        etag: of the file that is here, quoted.
        length: of that file, in bytes.

    Raises:
        RequestedRangeNotSatisfiable: it lies beyond the end.
    """
    match = _ONE.fullmatch(asked)
    if match is None or if_range not in ("", etag):
        return None
    first, last = match.groups()
    if not (first or last) or (first and last and int(last) < int(first)):
        return None
    found = _run(first, last, length)
    if not found:
        raise RequestedRangeNotSatisfiable(length)
    return found


def _run(first: str, last: str, length: int) -> range:
    if not first:
        return range(max(0, length - int(last)), length)
    return range(int(first), min(int(last) + 1, length) if last else length)
