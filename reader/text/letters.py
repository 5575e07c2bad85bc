"""Letters by their Vietnamese names, and what a Vietnamese syllable looks like."""

import re
import unicodedata
from functools import lru_cache

from reader.text.expressions import expression
from reader.text.numbers import Dialect, cardinal

NAMES = {
    "a": "a",
    "ă": "á",
    "â": "ớ",
    "b": "bê",
    "c": "xê",
    "d": "đê",
    "đ": "đê",
    "e": "e",
    "ê": "ê",
    "f": "ép",
    "g": "giê",
    "h": "hát",
    "i": "i",
    "j": "gi",
    "k": "ca",
    "l": "lờ",
    "m": "em",
    "n": "en",
    "o": "o",
    "ô": "ô",
    "ơ": "ơ",
    "p": "pê",
    "q": "quy",
    "r": "rờ",
    "s": "ét",
    "t": "tê",
    "u": "u",
    "ư": "ư",
    "v": "vê",
    "w": "vê kép",
    "x": "ích",
    "y": "y",
    "z": "dét",
}
_GREEK = {
    "α": "an pha",
    "β": "bê ta",
    "γ": "gam ma",
    "δ": "đen ta",
    "ε": "ép xi lon",
    "θ": "tê ta",
    "λ": "lam đa",
    "µ": "muy",
    "μ": "muy",
    "π": "pi",
    "σ": "xích ma",
    "φ": "phi",
    "ω": "ô mê ga",
}

LOWER = "a-zàáâãèéêìíòóôõùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"
UPPER = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
"""The letters of Vietnamese, for the brackets of an expression."""

RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
"""Digits above the line: powers, and the numbers of footnotes."""

_RUN = expression(r"\d+|\D")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_ONSET = "(?:ngh|ng|gh|gi|kh|nh|ph|qu|th|tr|ch|[bcdđghklmnprstvx])?"
_SYLLABLE = expression(_ONSET + "[aăâeêioôơuưy]{1,3}(?:ch|nh|ng|[cmnpt])?")
_NAME_LIKE = expression(
    "[B-DF-HJ-NP-TV-XZ]{0,2}(?:[AEIOUY]{1,2}[B-DF-HJ-NP-TV-XZ]{1,2}){1,4}[AEIOUY]{0,2}"
)
_SHORT_NAME = expression("(?:[B-DF-HJ-NP-TV-XZ][AEIOUY]){2}")
_VOWEL = expression("[aeiouyAEIOUY]")
_NEW_TONE = expression("(?<!q)(o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])$", re.IGNORECASE)
_OLD_TONE = {
    "oà": "òa",
    "oá": "óa",
    "oả": "ỏa",
    "oã": "õa",
    "oạ": "ọa",
    "oè": "òe",
    "oé": "óe",
    "oẻ": "ỏe",
    "oẽ": "õe",
    "oẹ": "ọe",
    "uỳ": "ùy",
    "uý": "úy",
    "uỷ": "ủy",
    "uỹ": "ũy",
    "uỵ": "ụy",
}


def name(letter: str) -> tuple[str, ...]:
    """Say one letter; a letter outside the alphabet is tried without its marks."""
    lower = letter.lower()
    known = NAMES.get(lower) or _GREEK.get(lower)
    known = known or NAMES.get(unicodedata.normalize("NFD", lower)[:1])
    return tuple(known.split()) if known else ()


def spell(text: str, dialect: Dialect) -> tuple[str, ...]:
    """Say letters by name and runs of digits as numbers; anything else is passed over."""
    words: list[str] = []
    for run in _RUN.findall(text):
        words += cardinal(run, dialect) if run.isascii() and run.isdecimal() else name(run)
    return tuple(words)


@lru_cache(maxsize=8192)
def one_tone_place(word: str) -> str:
    """Write the tone where the press does: hoà → hòa, thuỷ → thủy; quý stays."""
    found = _NEW_TONE.search(word)
    if not found:
        return word
    old = _OLD_TONE[found[0].lower()]
    return word[: found.start()] + (old.upper() if found[0].isupper() else old)


@lru_cache(maxsize=8192)
def fold(word: str) -> str:
    """Make a word comparable: lower case, one place for the tone."""
    return one_tone_place(word.lower())


@lru_cache(maxsize=8192)
def is_syllable(word: str) -> bool:
    """Could `word` be one Vietnamese syllable?"""
    marks = unicodedata.normalize("NFD", word.lower())
    plain = unicodedata.normalize("NFC", "".join(c for c in marks if c not in _TONES))
    return bool(_SYLLABLE.fullmatch(plain))


def has_marks(word: str) -> bool:
    """Has `word` a letter that only Vietnamese writes (or another language with marks)?"""
    return not word.isascii()


def is_name_like(word: str) -> bool:
    """Are these capitals rather a name than an acronym: HANDICO, a third of them vowels, or VEGA?"""
    vowels = len(_VOWEL.findall(word))
    if len(word) == 4:
        return bool(_SHORT_NAME.fullmatch(word))
    return len(word) >= 5 and vowels * 10 >= len(word) * 3 and bool(_NAME_LIKE.fullmatch(word))


def is_greek(letter: str) -> bool:
    """Is it a letter of Greek: the sign of an angle, a vitamin, a level of doubt?"""
    return letter.lower() in _GREEK


def is_sayable(word: str) -> bool:
    """Has it a vowel, and small letters or the shape of a syllable? Else a voice can only stumble."""
    if len(word) == 1 or has_marks(word):
        return True
    if word.isupper():
        return is_syllable(word)
    return bool(_VOWEL.search(word))
