"""What came back: whether it is a page, its bytes within bounds, and the charset it names."""

from email.message import Message

from urllib3 import BaseHTTPResponse

from reader.errors import PageUnavailableError

HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})
ENCODINGS = {"", "identity", "gzip", "x-gzip"}
STEP = 1 << 16


def body_bytes(response: BaseHTTPResponse, types: frozenset[str], wire: int, decoded: int) -> bytes:
    """The decoded body of what was asked for.

    Args:
        response: with its body still unread.
        types: what it may be; none: anything.
        wire: the most bytes that may come.
        decoded: the most bytes that they may become.

    Raises:
        PageUnavailableError: no page, or beyond a limit.
    """
    kind = _content_type(response).get_content_type()
    if types and kind not in types:
        raise PageUnavailableError(f"{kind} was not asked for")
    if response.headers.get("Content-Encoding", "").lower() not in ENCODINGS:
        raise PageUnavailableError("packed in a way that was not asked for")
    body = bytearray()
    while step := response.read1(STEP):
        body += step
        if response.tell() > wire or len(body) > decoded:
            raise PageUnavailableError("too large")
    return bytes(body)


def charset(response: BaseHTTPResponse) -> str | None:
    """The charset that the header names."""
    return _content_type(response).get_content_charset()


def _content_type(response: BaseHTTPResponse) -> Message:
    message = Message()
    message["Content-Type"] = response.headers.get("Content-Type", "")
    return message
