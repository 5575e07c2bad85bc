"""The tag of a downloaded file: what a player shows of it. ID3v2.3, which every player reads.

"ID3", version, size of all   then for each frame: its name, size, flags, value
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

LONGEST = 300
"""Characters of a text: longer ones are cut."""

_LATIN, _UTF16 = b"\0", b"\1"
_FRONT_COVER = b"\3"


@dataclass(frozen=True, slots=True)
class Tag:
    """What is said of a recording; what is not known is empty.

    Attributes:
        title: of the article.
        site: the portal's name.
        made: the day it was recorded.
        cover: a PNG.
    """

    title: str
    site: str = ""
    made: date | None = None
    cover: bytes = b""

    def encoded(self) -> bytes:
        """The tag as bytes, to stand before the first frame of sound."""
        body = b"".join(
            name.encode() + len(value).to_bytes(4) + bytes(2) + value
            for name, value in self._frames()
        )
        return b"ID3\3\0\0" + _seven_bits_a_byte(len(body)) + body

    def _frames(self) -> Iterator[tuple[str, bytes]]:
        yield "TLAN", _LATIN + b"vie"
        if self.title:
            yield "TIT2", _text(self.title)
        if self.site:
            yield "TALB", _text(self.site)
            yield "TPE1", _text(self.site)
        if self.made is not None:
            yield "TYER", _LATIN + f"{self.made:%Y}".encode()
            yield "TDAT", _LATIN + f"{self.made:%d%m}".encode()
        if self.cover:
            yield "APIC", _LATIN + b"image/png\0" + _FRONT_COVER + b"\0" + self.cover


def _text(text: str) -> bytes:
    """One line, in UTF-16; NUL would end it, and half a surrogate pair is no letter."""
    line = " ".join(text.replace("\0", " ").split())[:LONGEST]
    return _UTF16 + b"\xff\xfe" + line.encode("utf-16-le", errors="ignore")


def _seven_bits_a_byte(size: int) -> bytes:
    """A size that can never look like the beginning of a frame of sound."""
    return bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))
