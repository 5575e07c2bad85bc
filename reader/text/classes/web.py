"""Addresses of the web, of mail and of files, and hashtags.

bantin@hanoi.gov.vn → bantin a còng hanoi chấm gov chấm vê en
https://dichvucong.gov.vn → dichvucong chấm gov chấm vê en: nobody says the protocol
IMG_1873.jpg → nothing: a file name is furniture of the page
"""

import re

from reader.text.expressions import expression
from reader.text.letters import LOWER, UPPER, is_syllable, name, spell
from reader.text.line import Line, Reading
from reader.text.numbers import cardinal, one_by_one

_TOP = (
    "vn|com|net|org|gov|edu|info|io|asia|biz|tv|me|ly|name|health|int|eu|uk|us|jp|cn|sg|fr|au|kr|app|dev|ai|"
    "online|site|xyz|shop|mobi"
)
_HOST = rf"(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]{{0,62}})\.){{1,5}}(?:{_TOP}|VN|COM|NET|ORG|GOV|EDU|INFO|Com|Net|Vn)(?![a-zA-Z0-9-])"
_PATH = r"(?::\d{2,5})?(?:[/?#][\w./?=&%#~:;,@!+*()-]{0,300})?"
_URL = expression(
    rf"(?i:(?:https?|ftp)://|www\.)[A-Za-z0-9][A-Za-z0-9.-]{{0,200}}{_PATH}|{_HOST}{_PATH}"
)
_MAIL = expression(
    r"[A-Za-z0-9][\w.+-]{0,63}@[A-Za-z0-9][A-Za-z0-9-]{0,62}(?:\.[A-Za-z0-9-]{1,63}){1,5}"
)
_NAME = expression(r"[^\W\d_]{2,20}(?:\.com)?\.vn(?![\w.-])")
_FILE = expression(
    r"\w[\w.()-]{0,119}\.(?:jpe?g|png|gif|bmp|webp|docx?|xlsx?|pptx?|pdf|mp[34]|avi|mov|zip|rar|7z|txt|csv|html?)(?!\w)",
    re.IGNORECASE,
)
_PICTURE = expression(r"\.(?:jpe?g|png|gif|bmp|webp|mp4|avi|mov)$", re.IGNORECASE)
_HASHTAG = expression(r"#(?=[^\W\d])(\w{1,100})")
_MENTION = expression(r"@(?=[^\W\d])(\w{1,60})")
_PROTOCOL = expression(r"(?:https?|ftp)://", re.IGNORECASE)
_PIECE = expression(r"[^\W\d_]+|\d+|[^\w\s]|_")
_HUMPS = expression(rf"[{UPPER}]+(?![{LOWER}])|[{UPPER}]?[{LOWER}]+|\d+|[^\W\d_]+")
_SIGNS = {
    ".": "chấm",
    "@": "a còng",
    "/": "xuyệt",
    "-": "gạch ngang",
    "_": "gạch dưới",
    ":": "hai chấm",
}
_MORE_SIGNS = {
    "?": "chấm hỏi",
    "=": "bằng",
    "&": "và",
    "%": "phần trăm",
    "#": "thăng",
    "+": "cộng",
    "~": "ngã",
}
_SIGN_OF = expression(
    "(?!COM|NET|ORG|GOV|EDU)[A-Z]{3}|[A-Z]?[B-DF-HJ-NP-TV-XZ]{3}"
)  # VOV.VN, ANTD.VN
_SIGNED = expression(r"([a-z]{3,20})([A-Z]{2,5})")
_TRAILING = ".,;:!?)]}'\"”’…"


def web(line: Line, at: int) -> Reading | None:
    """Read an address, a file name or a hashtag."""
    if not line.has_address:
        return None
    for form in (_mail, _file, _url, _tag):
        reading = form(line, at)
        if reading:
            return reading
    return None


def _mail(line: Line, at: int) -> Reading | None:
    found = _MAIL.match(line.text, at)
    return _address(found, found.end(), line, "mail") if found else None


def _url(line: Line, at: int) -> Reading | None:
    found = _URL.match(line.text, at) or _NAME.match(line.text, at)
    if found is None:
        return None
    end = at + len(found.group().rstrip(_TRAILING + "/"))
    return _address(found, max(end, at + 1), line, "url")


def _address(found: re.Match[str], end: int, line: Line, rule: str) -> Reading:
    text = found.string[found.start() : end]
    protocol = _PROTOCOL.match(text)
    words = _say(text[protocol.end() if protocol else 0 :], line)
    return Reading(end, words or ("địa", "chỉ", "mạng"), "web", rule)


def _say(text: str, line: Line) -> tuple[str, ...]:
    """Say an address piece by piece: names as words, signs by name, digits as a number or each."""
    words: list[str] = []
    for piece in _PIECE.findall(text):
        if piece.isdecimal():
            short = len(piece) <= 3 and piece[0] != "0"
            words += cardinal(piece, line.dialect) if short else one_by_one(piece)
        elif piece.isalpha():
            words += _label(piece, line)
        else:
            words += {**_SIGNS, **_MORE_SIGNS}.get(piece, "").split()
    return tuple(words)


def _label(label: str, line: Line) -> tuple[str, ...]:
    """Say a label as a word where it has vowels, else by its letters: vn → vê en, VOV → vê ô vê."""
    lower = label.lower()
    if len(lower) == 1:
        return name(lower)
    if _SIGN_OF.fullmatch(label):
        return spell(label, line.dialect)
    if signed := _SIGNED.fullmatch(label):
        return (signed[1], *spell(signed[2], line.dialect))  # tapchiVNPY
    vowels = any(char in "aeiouyăâêôơư" or not char.isascii() for char in lower)
    return (lower,) if vowels or is_syllable(lower) else spell(lower, line.dialect)


def _file(line: Line, at: int) -> Reading | None:
    found = _FILE.match(line.text, at)
    if found is None or line.text[found.end() : found.end() + 1] == "/":
        return None
    if _PICTURE.search(found.group()) or line.text.strip() == found.group():
        return Reading(found.end(), (), "web", "file name", "file-name")
    return Reading(found.end(), _say(found.group(), line), "web", "file name")


def _tag(line: Line, at: int) -> Reading | None:
    """Read #CungNhauVuotQua as its words."""
    found = _HASHTAG.match(line.text, at)
    if found and line.previous(at) == "mã" and any(char.isdecimal() for char in found[1]):
        return None  # mã #A123
    if found is None:
        mention = _MENTION.match(line.text, at)
        if mention is None:
            return None
        return Reading(mention.end(), ("a", "còng", *_say(mention[1], line)), "web", "mention")
    words: list[str] = []
    for hump in _HUMPS.findall(found[1].replace("_", " ")):
        words += cardinal(hump, line.dialect) if hump.isdecimal() else _label(hump, line)
    return Reading(found.end(), ("hát", "tắc", *words), "web", "hashtag")
