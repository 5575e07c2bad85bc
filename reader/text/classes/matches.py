"""Is a/b or a-b how a match stands: "dẫn 6/5", "thắng 3-1", "25-18, 25-21"?"""

from reader.text.expressions import expression
from reader.text.line import Line
from reader.text.sets import phrases_of, words_of

SCORES = phrases_of("tỷ số|tỉ số|sát nút|điểm số|chung cuộc|cách biệt")
WON = phrases_of("dẫn trước|dẫn|thắng|thua|hòa|gỡ hòa|thất bại|chiến thắng|thắng lợi|đánh bại")

_SETS = words_of("hiệp set séc ván tỷ tỉ trận")
_PLAY = _SETS | words_of(
    "đội sân bàn lượt thủ bóng derby nghiêng gặp tuyển clb fc cúp giải chung đầu hlv vđv"
)
_SET = words_of("set séc ván")
_GOES_ON = frozenset(("", "và", "trước", "trong", "ở", "để", "sau"))
_SET_WON = expression(r"(?:[67]/[0-6]|[0-6]/[67])(?![\d/])")


def after_score(line: Line) -> bool:
    """Is this the next set of a match: "25-18, 25-21 và 26-24", "7-6(7-2) và 6-2"?"""
    if line.listed is None:
        return False
    bracketed = line.listed.rule == "bracket" and any(r.kind == "score" for _, r in line.said[-5:])
    return bracketed or line.listed.kind == "score"


def leads(line: Line, at: int) -> bool:
    """Is a/b here how a match stands: "dẫn 6/5", "tỷ số 7/5"?"""
    index = line.index(at)
    first = index - 1
    while first > index - 5 and first > 0 and line.words[first].istitle():
        first -= 1  # over the name of who is behind
    led = index > 0 and line.folded[first] == "dẫn" and line.left(line.starts[first]) not in _GUIDES
    set_won = _SET_WON.match(line.text, at)
    if set_won and not _SET.isdisjoint(line.right(set_won.end(), 3)):  # 7/5 trong set quyết định
        return True
    sets = set_won and set_won.group() != "7/5" and line.next(set_won.end()) in _GOES_ON
    return bool(led or (sets and line.follows(at, WON))) or line.follows(at, SCORES)


def of_match(line: Line, at: int, end: int, first: int) -> bool:
    """Do the words around a-b speak of a match: "trận đấu kết thúc 3-3"? Past twelve, only sets end so."""
    around = (*line.left(at, 8), *line.right(end, 4))
    return not (_SETS if first > 12 else _PLAY).isdisjoint(around)


_GUIDES = (("hướng",), ("chỉ",), ("đường",), ("viện",), ("trích",))
"""Words that make "dẫn" something else than to lead in a match."""
