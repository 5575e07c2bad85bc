"""Numbers of documents: 42/2022/NĐ-CP, 120 -KL/TW, 168/KH-UBND, 13/2022/QH15.

The number and the year are said with "trên" between them; the letters say what they stand for.
Papers of the party (120-KL/TW) are said without any "trên", as their own readers do.
"""

import re
from functools import cache

from reader.text.expressions import expression
from reader.text.letters import spell
from reader.text.line import Line, Reading
from reader.text.neighbours import Meaning, best, contexts
from reader.text.numbers import cardinal, one_by_one
from reader.text.sets import phrases_of, words_of
from reader.text.tables import rows

_SPACED = r"[BSP]GD\sĐT(?!\w)"  # its "&" was lost
_CODE = rf"(?:{_SPACED}|[A-ZĐƯ][A-Za-zĐđƯưÔôƠơ&]{{0,14}}\d{{0,2}})"
_NUMBER = expression(
    rf"(\d{{1,6}})([a-zA-ZđĐ]{{1,2}})?(?:\s?/\s?((?:19|20)\d\d))?\s?([/–-])\s?"
    rf"({_CODE}(?:(?:\s?[-–/]\s?|\.){_CODE}){{0,5}})(?!\w)"
)
_SHORT = expression(r"(\d{1,5})/((?:19|20)\d\d)(?![\d/])")
_STANDARD = expression(
    rf"(\d{{1,6}})((?:-(?:\d{{1,3}}|{_CODE})){{1,2}})?\s?:\s?((?:19|20)\d\d)(?:\s?/\s?({_CODE}))?(?!\w)"
)
_STANDARDS = words_of("tcvn qcvn iso iec tcxdvn tcxd tcn tccs chuẩn haccp astm qcđp")
_PARTS = expression(rf"{_SPACED}|[^\W\d_&]+(?:&[^\W\d_]+)*|\d+|[/–-]")
_DOCUMENTS = phrases_of(
    "nghị định|thông tư|quyết định|nghị quyết|chỉ thị|luật|bộ luật|kết luận|quy định|kế hoạch|thông báo|"
    "công văn|hướng dẫn|tờ trình|báo cáo|công điện|đề án|chương trình|nghị định số|thông tư số|quyết định số|"
    "nghị quyết số|chỉ thị số|luật số|pháp lệnh|sắc lệnh|văn bản số|văn bản|số hiệu|công văn số|kế hoạch số|"
    "thông tư liên tịch|pháp lệnh số|bản án số|bản án|hợp đồng số|giấy phép số"
)
_GRID = words_of("dây 22kv 35kv 110kv")
"""What is near the name of a substation's line: đường dây 471/TTG Hiệp Đức, which no office has written."""

_MONTHLY = phrases_of("báo cáo")
"""What is written each month: "Báo cáo 05/2025", which is no number of a document."""

_MONTH = expression(r"0[1-9]|1[0-2]")
_PARTY = words_of("TW TƯ TU HU QU ĐU ĐUK ThU TxU BTG BDV UBKT BTCTU BTCTW BTGTW BBT BCH")


@cache
def _table() -> dict[str, dict[str, list[Meaning]]]:
    table: dict[str, dict[str, list[Meaning]]] = {"type": {}, "body": {}}
    for code, words, role, context, _source in rows("legal.tsv"):
        alternatives = contexts(context)
        meaning = Meaning(tuple(words.split()), alternatives, len(alternatives))
        table[role].setdefault(code, []).append(meaning)
    for codes in table.values():
        for meanings in codes.values():
            meanings.sort(key=lambda meaning: -meaning.priority)
    return table


def document(line: Line, at: int) -> Reading | None:
    """Read the number of a document."""
    found = _NUMBER.match(line.text, at)
    if found is None or not _is_legal(line, at, found):
        return short_document(line, at)
    number, letter, year, joiner, codes = found.groups()
    party = not year and _PARTS.findall(codes)[-1] in _PARTY
    words = [*_number(number, line)]
    if letter:
        words += spell(letter, line.dialect)
    if year:
        words += ["trên", *cardinal(year, line.dialect)]
    if joiner == "/" and not party:
        words.append("trên")
    words += _codes(codes, line, at, found.end(), party=party)
    return Reading(found.end(), tuple(words), "legal", "document")


def standard(line: Line, at: int) -> Reading | None:
    """Read the number of a standard after its name: TCVN 1234:2008, QCVN 08-MT:2015/BTNMT."""
    found = _STANDARD.match(line.text, at)
    if found is None or not line.follows(at, _STANDARDS):
        return None
    number, letters, year, body = found.groups()
    words = [*_number(number, line)]
    for part in (letters or "").split("-"):
        words += spell(part, line.dialect)
    words += cardinal(year, line.dialect)
    words += ("trên", *_code(body, "body", line, at, found.end())) if body else ()
    return Reading(found.end(), tuple(words), "legal", "standard")


def short_document(line: Line, at: int) -> Reading | None:
    """Read "Nghị định 10/2023": number and year after the name of a kind of document."""
    found = _SHORT.match(line.text, at)
    if found is None or not line.follows(at, _DOCUMENTS):
        return None
    monthly = line.follows(at, _MONTHLY) and line.next(found.end()) != "của"
    if monthly and _MONTH.fullmatch(found[1]):
        return None
    words = (*_number(found[1], line), "trên", *cardinal(found[2], line.dialect))
    return Reading(found.end(), words, "legal", "short")


def _is_legal(line: Line, at: int, found: re.Match[str]) -> bool:
    """Is one of the letters known to stand in such numbers, or does the text say so before it?"""
    parts = _PARTS.findall(found[5].replace("&", ""))
    known = any(part in table for part in parts for table in _table().values())
    if len(parts) == 1 and not found[3]:
        said = line.previous(at) == "số" or line.follows(at, _DOCUMENTS)
        known = known or (said and found[4] == "/" and len(parts[0]) > 3)
        grid = parts[0] == "TTG" and not _GRID.isdisjoint(line.left(at, 8))
        return (known and len(parts[0]) > 1) and (
            (found[4] == "/" and not grid)
            or line.follows(at, _DOCUMENTS)
            or line.previous(at) == "số"
        )
    return known or line.follows(at, _DOCUMENTS) or line.previous(at) == "số"


def _number(number: str, line: Line) -> tuple[str, ...]:
    if number.startswith("0") and len(number) < 4:
        return one_by_one(number)
    return cardinal(number, line.dialect)


def _codes(codes: str, line: Line, at: int, end: int, *, party: bool) -> list[str]:
    words: list[str] = []
    role = "type"
    for part in _PARTS.findall(codes):
        if part == "/":
            words += [] if party else ["trên"]
        elif part[0] not in "–-":
            words += _code(part, role, line, at, end)
            role = "body"
    if words[-1:] == ["khóa"]:
        words.pop()  # 326/2016/UBTVQH, whose term is not told
    return words


def _code(part: str, role: str, line: Line, at: int, end: int) -> tuple[str, ...]:
    if part.isdecimal():
        return _number(part, line)
    if role == "type" and part == "QĐ" and line.follows(at, frozenset({"quy định", "quy định số"})):
        return ("quy", "định")
    tables = _table()
    meanings = tables[role].get(part) or tables["body"].get(part) or tables["type"].get(part) or []
    meaning = best(meanings, line, at, end)
    if meaning is None and not part.isalnum():
        return _joined(part.replace(" ", "&"), line, at, end)
    return meaning.words if meaning else spell(part, line.dialect)


def _joined(part: str, line: Line, at: int, end: int) -> tuple[str, ...]:
    """Say the code of one office without its "&" (SGD&ĐT), or of two that work together (XD&KTVBQPPL)."""
    bodies, whole = _table()["body"], part.replace("&", "")
    halves = part.split("&")
    if whole in bodies or not bodies.keys() >= set(halves):
        return _code(whole, "body", line, at, end)
    words: list[str] = []
    for half in halves:
        words += ("và", *_code(half, "body", line, at, end))
    return tuple(words[1:])
