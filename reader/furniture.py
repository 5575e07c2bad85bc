"""A page's furniture: toolbars, view counts, file names. It stands in the text and is not read.

The patterns are data, for one normal form of the text (NFC, plain spaces, any letter case). Where
in doubt a line is read: a word too many is heard and forgotten, a word that is missing is not.
"""

import re
from collections.abc import Iterator

from reader.article import Silence
from reader.text.source import Source

_NUMBER = r"\d[\d.,]*"

FURNITURE = {
    "views": rf"""
        (?:tổng\s+)?(?:số\s+)?(?:lượt|lần)\s+(?:xem|đọc|nghe|truy\s+cập|tải(?:\s+về)?)\s*:?\s*{_NUMBER}
        | đã\s+(?:xem|đọc)\s*:\s*{_NUMBER}
        | {_NUMBER}\s+lượt\s+(?:xem|đọc|nghe|truy\s+cập|tải(?:\s+về)?)
    """,
    "toolbar": r"""
        xem\s+(?:với|theo)\s+cỡ\s+chữ | (?:tăng\s+|giảm\s+)?cỡ\s+chữ(?:\s+(?:to|nhỏ|thường))?
        | (?:nghe\s+)?đọc\s+bài\s+viết | nghe\s+(?:bài\s+viết|nội\s+dung) | (?:độ\s+)?tương\s+phản
        | in\s+(?:trang|bài)(?:\s+(?:này|viết))? | bản\s+in | gửi\s+(?:e-?mail|bài\s+viết|phản\s+hồi)
        | chia\s+sẻ(?:\s+(?:bài\s+viết|qua|lên|trên))? | lưu\s+bài(?:\s+viết)?
        | sao\s+chép\s+(?:liên\s+kết|link) | về\s+đầu\s+trang | bình\s+luận\s*\(\s*\d+\s*\)
        | theo\s+dõi\s+trên\s+google\s+news
    """,
    "file-name": r"""
        (?:(?:ảnh|hình|image|photo|screenshot)\s[^.!?:;]{0,60}|[^\s!?:;]{1,100})
        \.(?:jpe?g|png|gif|bmp|webp|tiff?|heic|pdf|docx?|xlsx?|pptx?|zip|rar|mp3|mp4|mov|avi)
    """,
}
"""Why each is silent, and how it looks. A line of nothing but these is furniture."""

BESIDE = r"facebook | zalo | twitter | e-?mail | print | a(?:\s?[+−–-]{1,2})? | [−–+-]a"
"""Furniture only beside other furniture: alone on a line it may be the text's own word."""

LINE_END = rf"(?: [|•·–-]\s*(?:{FURNITURE['views']}) | \(\s*(?:{FURNITURE['views']})\s*\) )\s*$"
"""Views behind something that is read: the date."""

_LONGEST = 200
"""Characters of the longest line that can be furniture, or can end in it."""


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE | re.VERBOSE)


_FURNITURE = {reason: _words(pattern) for reason, pattern in FURNITURE.items()}
_BESIDE = _words(BESIDE)
_LINE_END = re.compile(LINE_END, re.IGNORECASE | re.VERBOSE)


def silences(sent: str) -> tuple[Silence, ...]:
    """What of a line, as it was sent, is not read."""
    if len(sent) > _LONGEST:
        return ()
    return tuple(_silences(Source.of(sent)))


def _silences(line: Source) -> Iterator[Silence]:
    reason = _whole(line.text)
    end = _LINE_END.search(line.text)
    if reason:
        yield Silence(0, len(line.sent), reason)
    elif end:
        yield Silence(*line.span(*end.span()), "views")


def _whole(text: str) -> str:
    """Why the whole line is furniture; "" where it is not."""
    found = ""
    for reason, pattern in _FURNITURE.items():
        text, count = pattern.subn(" ", text)
        found = found or (reason if count else "")
    rest = _BESIDE.sub(" ", text)
    return "" if re.search(r"\w", rest) else found
