"""Is a/b or a-b how a match stands: "dẫn 6/5", "thắng 3-1", "25-18, 25-21"?"""

from reader.text.line import Line
from reader.text.sets import phrases_of

SCORES = phrases_of("tỷ số|tỉ số|sát nút|điểm số|chung cuộc|cách biệt")
WON = phrases_of("dẫn trước|dẫn|thắng|thua|hòa|gỡ hòa|thất bại|chiến thắng|thắng lợi|đánh bại")


def after_score(line: Line) -> bool:
    """Is this the next set of a match: "25-18, 25-21 và 26-24"?"""
    recent = [reading for _, reading in line.said[-2:]]
    joined = recent and (recent[-1].kind == "mark" or recent[-1].words == ("và",))
    return bool(joined and len(recent) == 2 and recent[0].kind == "score")


def leads(line: Line, at: int) -> bool:
    """Is a/b here how a match stands: "dẫn 6/5", "tỷ số 7/5"?"""
    before = line.left(at, 4)
    led = "dẫn" in before and not {"hướng", "chỉ"}.intersection(before)
    return led or line.follows(at, SCORES)
