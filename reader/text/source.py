"""The text as it was sent, and the same text as one normal form, with one map between them.

NFD, zero-width marks, Icelandic Ð for Đ, full-width and mathematical letters all look the same on
a page. They are made one here, so that no rule has to know of them, and every position found in
`text` leads back to the code points that were sent.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from reader.text.expressions import expression

_SMALL_CAPITALS = "ᴀʙᴄᴅᴇғɢʜɪᴊᴋʟᴍɴᴏᴘǫʀꜱᴛᴜᴠᴡʏᴢ"
# Letters that old keyboards, PDF readers and makers of pretty headlines leave in place of the right ones.
_LOOKALIKES = str.maketrans(
    "ÐðƣƢ\u00a0\u2007\u202f\u2009\u2212\u2010\u2011" + _SMALL_CAPITALS,
    "ĐđưƯ    ---" + "abcdefghijklmnopqrstuvwyz",
)
_WIDE = expression("[\uff01-\uff5e\ufb00-\ufb06\u2080-\u2089\U0001d400-\U0001d7ff]")
_FRACTION = expression("[\u00bc-\u00be\u2150-\u215e]")
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff\ufe0e\ufe0f")
_SPECIAL = expression(
    "[\u00ad\u200b-\u200d\u2060\ufeff\ufe0e\ufe0f\uff01-\uff5e\ufb00-\ufb06\u2080-\u2089\u00bc-\u00be\u2150-\u215e\U0001d400-\U0001d7ff]|[^\\D0-9]"
)
_JOINING = expression("[\u1160-\u11ff]")


@dataclass(frozen=True, slots=True)
class Source:
    """`sent` as it came; `text` in normal form; `starts[i]` is where `text[i]` began in `sent`."""

    sent: str
    text: str
    starts: Sequence[int]

    @classmethod
    def of(cls, sent: str) -> "Source":
        """Normalise `sent` and keep the way back."""
        if unicodedata.is_normalized("NFC", sent) and not _SPECIAL.search(sent):
            return cls(sent, sent.translate(_LOOKALIKES), range(len(sent) + 1))
        letters: list[str] = []
        starts: list[int] = []
        for start, end in _clusters(sent):
            normal = _normal(sent[start:end])
            letters.append(normal)
            spread = len(normal) <= end - start
            starts += [start + offset * spread for offset in range(len(normal))]
        return cls(sent, "".join(letters), [*starts, len(sent)])

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]` stands in `sent`."""
        return self.starts[start], self.starts[end]

    def place(self, sent_at: int) -> int:
        """Where the code point `sent_at` of `sent` stands in `text`."""
        low, high = 0, len(self.text)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if self.starts[middle] < sent_at else (low, middle)
        return low


def _clusters(sent: str) -> list[tuple[int, int]]:
    """Cut into letters with all their marks; an invisible character stays with what it follows."""
    starts: list[int] = []
    for at, char in enumerate(sent):
        if not (starts and _joins(char, sent[at - 1])):
            starts.append(at)
    return list(zip(starts, [*starts[1:], len(sent)], strict=True))


def _joins(char: str, before: str) -> bool:
    if char in _INVISIBLE:
        return not before.isspace()
    if char.isascii():
        return False
    return unicodedata.category(char)[0] == "M" or bool(_JOINING.match(char))


def _normal(cluster: str) -> str:
    if len(cluster) > 1:
        cluster = "".join(c for c in cluster if c not in _INVISIBLE) or cluster[0]
    if _FRACTION.match(cluster):
        return " " + unicodedata.normalize("NFKC", cluster)
    if _WIDE.match(cluster):
        cluster = unicodedata.normalize("NFKC", cluster)
    ascii_digits = (str(unicodedata.decimal(char, char)) for char in cluster)
    return unicodedata.normalize("NFC", "".join(ascii_digits)).translate(_LOOKALIKES)
