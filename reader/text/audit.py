"""What was not read as it should be: dropped unread, or spelled because nobody taught us better."""

import unicodedata
from collections.abc import Iterable

from reader.text.model import Token

_MEANT = frozenset({"bullet", "file-name", "footnote", "ornament", "repeated", "script"})


def audit(text: str, tokens: Iterable[Token]) -> tuple[str, ...]:
    """Give what was dropped unread: digits, signs or letters of silent tokens, in order.

    A stretch that extraction silenced, a bullet, a file name, the number of a note, a unit said
    twice and Chinese are silent on purpose, and are not listed; nor are marks, brackets, quotes and emoji.
    """
    spoken = {"mark", "bracket", "quote", "emoji", "control"}
    return tuple(
        text[token.start : token.end]
        for token in tokens
        if not token.words
        and token.kind != "silence"
        and token.silence not in _MEANT
        and (token.silence not in spoken or _has_content(text[token.start : token.end]))
    )


def _has_content(written: str) -> bool:
    """Are there letters or digits in it?"""
    return any(unicodedata.category(char)[0] in "LN" for char in written)


def unknown_acronyms(text: str, tokens: Iterable[Token]) -> tuple[str, ...]:
    """Give the capitals that no table knows and that were spelled: the to-do list of the table."""
    return tuple(
        text[token.start : token.end]
        for token in tokens
        if token.kind == "letters" and token.rule != "letter"
    )
