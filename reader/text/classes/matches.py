"""Is a/b or a-b how a match stands: "dẫn 6/5", "thắng 3-1", "25-18, 25-21"?"""

from reader.text.line import Line
from reader.text.sets import phrases_of

SCORES = phrases_of("tỷ số|tỉ số|sát nút|điểm số|chung cuộc|cách biệt")
WON = phrases_of("dẫn trước|dẫn|thắng|thua|hòa|gỡ hòa|thất bại|chiến thắng|thắng lợi|đánh bại")


def after_score(line: Line) -> bool:
    """Is this the next set of a match: "25-18, 25-21 và 26-24"?"""
    return line.listed is not None and line.listed.kind == "score"


def leads(line: Line, at: int) -> bool:
    """Is a/b here how a match stands: "dẫn 6/5", "tỷ số 7/5"?"""
    index = line.index(at)
    first = index - 1
    while first > index - 5 and first > 0 and line.words[first].istitle():
        first -= 1  # over the name of who is behind
    led = index > 0 and line.folded[first] == "dẫn" and line.left(line.starts[first]) not in _GUIDES
    return led or line.follows(at, SCORES)


_GUIDES = (("hướng",), ("chỉ",), ("đường",), ("viện",), ("trích",))
"""Words that make "dẫn" something else than to lead in a match."""
