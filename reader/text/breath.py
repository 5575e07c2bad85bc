"""Tokens into sentences, and sentences into pieces no longer than a breath.

A sentence ends at a stop that no class has claimed ("TP. HCM" and "v.v." keep their dots) and that
no small letter follows. A piece ends at a clause mark; where none is within reach, before a
conjunction; where there is none of those either, between two words. Never inside a token.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from reader.text.model import Pause, Piece, Token
from reader.text.sets import words_of

BREATH = 25
"""Words that are said in one breath, at most."""

SHORTEST, HALF = 6, 12
"""Words that a piece should have before a mark, or a conjunction, may end it."""

_CONJUNCTIONS = words_of(
    "và hoặc nhưng mà song để nhằm do vì nên khi nếu tuy thì với trong tại từ theo là rằng bởi cho sau"
)
_NUMBER_BEGINS = words_of("không một hai ba bốn năm sáu bảy tám chín mười")
_NUMBER_ENDS = _NUMBER_BEGINS | words_of("mươi mốt tư lăm trăm nghìn ngàn triệu tỷ")
# The "năm" of "sinh năm" and of "quý II/2021" is a year's and no five, the "một" of "đồng/kg" a rate's.
_NO_NUMBER = words_of("word acronym range per")
_CLOSING = frozenset("\"”’»)]}'")


def sentences(tokens: Sequence[Token], text: str) -> Iterator[list[Token]]:
    """Part the tokens of a block where a sentence ends."""
    current: list[Token] = []
    for token in tokens:
        if current and _ended(current, token, text):
            yield current
            current = []
        current.append(token)
    if current:
        yield current


def _ended(current: list[Token], following: Token, text: str) -> bool:
    """Is the sentence so far over, now that `following` comes?"""
    last = current[-1]
    if "\n" in text[last.end : following.start]:
        return any(token.words for token in current)
    back = len(current) - 1
    while back > 0 and text[current[back].start] in _CLOSING and back > len(current) - 4:
        back -= 1
    stop = current[back]
    if stop.rule != "stop" or not any(token.words for token in current):
        return False
    if following.rule == "stop" or text[following.start] in _CLOSING:
        return False
    return text[last.end : following.start] != "" and not text[following.start].islower()


def pieces(tokens: Sequence[Token], text: str, last: Pause) -> tuple[Piece, ...]:
    """Cut one sentence into breaths; the last one rests as `last` says."""
    cuts = _cuts(tokens, text)
    bounds = list(zip([0, *cuts], [*cuts, len(tokens)], strict=True))
    return tuple(
        Piece(
            tuple(tokens[a:b]),
            spoken(tokens[a:b], text),
            last if b == len(tokens) else Pause.CLAUSE,
        )
        for a, b in bounds
    )


def _cuts(tokens: Sequence[Token], text: str) -> list[int]:
    """Find where to cut so that no piece has more than BREATH words."""
    before = [0, *accumulate(len(token.words) for token in tokens)]
    cuts = [0]
    while before[-1] - before[cuts[-1]] > BREATH:
        cut = _best_cut(tokens, text, before, cuts[-1])
        if cut >= len(tokens):
            break
        cuts.append(cut)
    return cuts[1:]


def _best_cut(tokens: Sequence[Token], text: str, before: list[int], start: int) -> int:
    """Find the best place for a piece that begins at `start` to end, within one breath."""
    best, cut = (0, False, 0), start + 1
    for index in range(start, len(tokens)):
        words = before[index + 1] - before[start]
        if words > BREATH and index > start:
            break
        rank = _rank(tokens, index, text)
        if words >= (0, 0, HALF, HALF, SHORTEST)[rank]:
            leaves_enough = before[-1] - before[index + 1] >= SHORTEST
            best = max(best, (rank, leaves_enough, index))
        cut = index + 1
    return best[2] + 1 if best[0] else cut


def _rank(tokens: Sequence[Token], index: int, text: str) -> int:
    """How good is a cut here: 4 at a mark, 3 before a conjunction, 2 after a name, 1 between words?"""
    if index + 1 == len(tokens):
        return 0
    token, following = tokens[index], tokens[index + 1]
    if _mark(token, text) and (following.words or following.silence != "mark"):
        return 4
    if not following.words or following.kind != "word" or token.kind in ("range", "per"):
        return 0
    return _rank_between(token.words, following.words[0])


def _rank_between(words: tuple[str, ...], following: str) -> int:
    if following in _CONJUNCTIONS:
        return 3
    named = bool(words) and words[-1][:1].isupper()
    if following in ("năm", "tháng", "ngày") or (named and following[:1].isupper()):
        return 0
    return 2 if named else 1


def spoken(tokens: Sequence[Token], text: str) -> str:
    """Write the line that a voice is given: the words, with marks hung on the word before them.

    Two numbers side by side are kept apart: "2020 08:00" is not the hour of 2028.
    """
    said: list[str] = []
    last: Token | None = None
    for token in tokens:
        if token.words:
            if last and _runs_together(last, token) and said[-1][-1] not in ".,?!":
                said[-1] += ","
            last = token
        said += token.words
        mark = _mark(token, text)
        if token is tokens[-1] and token.rule == "stop":
            mark = mark.replace(",", ".")
        if mark and said and said[-1][-1] not in ".,?!":
            said[-1] += mark
        elif mark in (".", "?", "!") and said and said[-1][-1] == ",":
            said[-1] = said[-1][:-1] + mark
    return " ".join(said)


def _runs_together(one: Token, other: Token) -> bool:
    """Would these two be heard as one number?"""
    if one.kind in _NO_NUMBER or other.kind in _NO_NUMBER:
        return False
    return one.words[-1] in _NUMBER_ENDS and other.words[0] in _NUMBER_BEGINS


def _mark(token: Token, text: str) -> str:
    """Which mark does the voice hear: a full stop, a question, a comma, or none?"""
    if token.kind == "list" and token.words:
        return ","
    if token.kind != "mark" or token.rule not in ("stop", "clause", "bracket"):
        return ""
    if token.rule == "stop":
        written = text[token.start : token.end]
        return (
            "?" if "?" in written else "!" if "!" in written else "," if _trails(written) else "."
        )
    return ","


def _trails(written: str) -> bool:
    return "…" in written or written.startswith("..")
