"""When are two readings the same to the ear?

Case, punctuation, the place of the tone mark, i or y, and the several names of a letter or of the
stroke are one sound, or as good as one. Nothing else is forgiven: not nghìn for ngàn, not a word
more or less.
"""

import re
import unicodedata

_TONE = {
    new: old
    for base, marks in {
        "oa": "òa óa ỏa õa ọa",
        "oe": "òe óe ỏe õe ọe",
        "uy": "ùy úy ủy ũy ụy",
    }.items()
    for old in marks.split()
    for new in [
        base[0] + unicodedata.normalize("NFC", base[1] + unicodedata.normalize("NFD", old)[1])
    ]
}
_SOUND = {
    "tỉ": "tỷ",
    "kỉ": "kỷ",
    "mĩ": "mỹ",
    "kĩ": "kỹ",
    "kí": "ký",
    "lí": "lý",
    "quí": "quý",
    "sỹ": "sĩ",
}
_SEVERAL = {
    "lờ": "e lờ|en lờ",
    "em": "em mờ",
    "en": "en nờ",
    "en en": "nờ nờ",
    "rờ": "e rờ",
    "ét": "ét sì|ét xì|ét sờ",
    "ích": "ích xì",
    "vê_kép": "đúp bờ lu|đúp bờ liu|đắp liu|đáp liu|vê đúp|đờ bờ liu|đúp liu|vê kép",
    "ép": "ép phờ|ép pờ",
    "y": "y dài",
    "xuyệt": "gạch chéo|xẹt|xược|xuyệc|xoẹt|sẹt|sổ chéo|suyệt",
    "gạch ngang": "gạch nối",
}
_LETTERS = {
    "bê": "bờ", "xê": "cờ", "đê": "dờ đờ dê", "giê": "gờ ghê", "hát": "hờ hắt", "em": "mờ", "en": "nờ",
    "pê": "pờ", "quy": "quờ qui cu kiu", "ét": "sờ", "tê": "tờ", "vê": "vờ", "ích": "xờ",
    "ca": "kờ kê cà", "gi": "giê_i", "dét": "zét giét zê",
}  # fmt: skip
_NAME = {other: name for name, others in _LETTERS.items() for other in others.split()}


def _tone(word: str) -> str:
    new = _TONE.get(word[-2:])
    old = {old: new for new, old in _TONE.items()}.get(word[-2:])
    return word[:-2] + old if old and not word.startswith("q") and not new else word


def heard(reading: str) -> str:
    """Write a reading as it is heard."""
    plain = re.sub(r"[^\w\s]|_", " ", unicodedata.normalize("NFC", reading).lower())
    text = " ".join(_SOUND.get(word, word) for word in map(_tone, plain.split()))
    for name, others in _SEVERAL.items():
        text = re.sub(rf"\b(?:{others})\b", name, text)
    return " ".join(_NAME.get(word, word) for word in text.split())


def same(reading: str, accepted: str) -> bool:
    """Is `reading` one of the readings that `accepted` lists, parted by "|"?"""
    return heard(reading) in {heard(each) for each in accepted.split("|")}
