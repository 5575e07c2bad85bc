"""Acronyms: the longest one in the table that begins here, with the meaning its neighbours choose.

QCDC → quy chế dân chủ      GD&ĐT → giáo dục và đào tạo      XYZ → ích i dét, where none is known
"""

from functools import cache

from reader.text.expressions import expression
from reader.text.letters import LOWER, UPPER, has_marks, is_name_like, is_syllable, spell
from reader.text.line import Line, Reading
from reader.text.neighbours import Meaning, best, contexts
from reader.text.respelling import foreign_words
from reader.text.sets import words_of
from reader.text.tables import rows

_PART = expression(r"[^\W_]{1,24}(?![^\W_])")
_GLUED = expression(r"[A-ZĐƯƠ]{2,10}(?=(?:và|của|ngày|tại|về|với|trên|năm)(?!\w)|T\.Ư)")
"""An acronym, and a word that lost the space before it: PCCCvà, BCHT.Ư."""

_RUN_ON = expression(rf"([A-ZĐƯƠ]{{2,10}})([{LOWER}]{{2,7}})(?!\w)")
"""An acronym that ran into any other word: SVnghèo, and no THực hiện."""

_JOINED = expression(r"\s?[-–&,./+]\s?([^\W_]{1,24})(?![^\W_])")
_DOT = expression(rf"\.(?=\s{{0,2}}[{UPPER}0-9])")
_GLUED_DOT = expression(r"\.(?=[^\W_])")
_SEPARATOR = expression(r"[\W_]")
_CODE = expression(r"-\d{1,3}(?!\d)")
"""What makes two capitals the letters of a code, as in CC-4."""

_CAPITALS = expression(r"[A-ZĐƯƠÂÊÔĂ]{2,}\d{0,2}(?!\w)")
_NAMED = words_of("bão hlv")
TITLES = words_of(
    "TS ThS Ths GS PGS BS BV KS CN DS TSKH NSND NSƯT NGND NGƯT TP Tp TX Tx TT LS KTS BSCKI BSCKII CKI CKII BSCK1 "
    "BSCK2 PGS-TS GS-TS ThS-BS TS-BS Ts Bs Ks Gs KV KP HT ĐĐ PL DL ÂL KT TM TL TUQ ĐD HLV DS Gx GX Gh GP TGP Lm NT HTr"
)
"""Short forms whose dot belongs to them, even before a capital: the name follows."""


@cache
def _table() -> dict[str, list[list[str]]]:
    """Map each acronym to its rows; most are never asked, so a row is understood when its acronym is."""
    table: dict[str, list[list[str]]] = {}
    for row in rows("acronyms.tsv"):
        table.setdefault(row[0], []).append(row)
    return table


@cache
def _meanings(written: str) -> list[Meaning]:
    meanings = [
        Meaning(tuple(words.split()), contexts(context), int(priority))
        for _written, words, context, priority, _source in _table()[written]
    ]
    return sorted(meanings, key=lambda meaning: -meaning.priority)


@cache
def heads() -> dict[str, int]:
    """Map the first part of every acronym to the most parts that may follow."""
    heads: dict[str, int] = {}
    for written in _table():
        first, *more = _PART.findall(written)
        heads[first] = max(heads.get(first, 1), 1 + len(more))
    return heads


def acronym(line: Line, at: int) -> Reading | None:
    """Read an acronym of the table."""
    head = _GLUED.match(line.text, at) or _PART.match(line.text, at)
    most = heads().get(head.group(), 0) if head else 0
    if head is None or not most:
        return _run_on(line, at)
    table = _table()
    parts, ends = [head.group()], [head.end()]
    while len(parts) < most and (joined := _JOINED.match(line.text, ends[-1])):
        parts.append(joined[1])
        ends.append(joined.end())
    for count in range(len(parts), 0, -1):
        end = ends[count - 1]
        for written in (line.text[at:end], "-".join(parts[:count])):
            if written in table and (reading := _meaning(line, at, end, written)):
                return reading
    return None


def _run_on(line: Line, at: int) -> Reading | None:
    """Read the SV of "SVnghèo"."""
    found = _RUN_ON.match(line.text, at)
    if found is None or found[1] not in _table():
        return None
    joined = is_syllable(found.group()) or is_syllable(found[1][-1] + found[2])  # CHủ, TPhố
    apart = has_marks(found[2]) and is_syllable(found[2]) and not joined
    return _meaning(line, at, found.end(1), found[1]) if apart else None


def _meaning(line: Line, at: int, end: int, written: str) -> Reading | None:
    meaning = best(_meanings(written), line, at, end)
    if meaning is None or (is_syllable(written) and line.loud(at, end)):
        return None
    if len(written) == 2 and _CODE.match(line.text, end):
        return None
    dot = _DOT if _SEPARATOR.split(written)[-1] in TITLES else _GLUED_DOT
    found = dot.match(line.text, end)
    words = meaning.words
    if "," in line.text[at:end] and line.next(end) == "và" and "và" in words:
        last = len(words) - 1 - words[::-1].index("và")  # KHCN, ĐMST và CĐS
        words = words[:last] + words[last + 1 :]
    return Reading(found.end() if found else end, words, "acronym", written)


def capitals(line: Line, at: int) -> Reading | None:
    """Read capitals that no table knows: a word of a headline, or letters by their names."""
    found = _CAPITALS.match(line.text, at)
    if found is None:
        return None
    written = found.group()
    if is_syllable(written) and (has_marks(written) or line.loud(at, found.end())):
        return Reading(found.end(), (written.lower(),), "word", "capitals")
    foreign = written.lower() in foreign_words() or line.previous(at) in _NAMED  # bão NORU: a name
    if foreign or is_name_like(written):
        return Reading(found.end(), (written.capitalize(),), "word", "foreign capitals")
    return Reading(found.end(), spell(written, line.dialect), "letters", written)
