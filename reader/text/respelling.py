"""Foreign words, respelled for a voice that reads letters by Vietnamese rules.

The text stage leaves "Facebook" as it is written: a voice that has learnt such names says it best.
An engine that only knows Vietnamese spelling, such as espeak, is given "phây-búc" instead: one item
for each word, so that the words of the tokens still count the items of the line.
"""

from functools import cache
from zlib import crc32

from reader.text.expressions import expression
from reader.text.tables import rows

_ITEM = expression(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@cache
def _table() -> dict[tuple[str, ...], tuple[str, ...]]:
    return {
        tuple(written.lower().split()): tuple(said.split())
        for written, said, _source in rows("foreign.tsv")
    }


@cache
def _longest() -> int:
    return max(map(len, _table()))


@cache
def revision() -> str:
    """Changes whenever the table does: whoever says respelled lines has it in his own."""
    return f"respelled {crc32(repr(sorted(_table().items())).encode()):08x}"


@cache
def foreign_words() -> frozenset[str]:
    """Give the foreign words of one item, in small letters."""
    return frozenset(key[0] for key in _table() if len(key) == 1)


def respelled(line: str) -> str:
    """Write the foreign words of a spoken line by Vietnamese rules, item for item."""
    items = line.split()
    plain = [(_ITEM.search(item) or _ITEM.match("x")) for item in items]
    keys = [found.group().lower() if found else "" for found in plain]
    at = 0
    while at < len(items):
        size = next(
            (n for n in range(_longest(), 0, -1) if tuple(keys[at : at + n]) in _table()), 0
        )
        for offset, said in enumerate(_table()[tuple(keys[at : at + size])] if size else ()):
            items[at + offset] = items[at + offset].lower().replace(keys[at + offset], said, 1)
        at += size or 1
    return " ".join(items)
