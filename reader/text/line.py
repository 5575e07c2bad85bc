"""One line of source, and what the rules may ask about the neighbours of a place in it."""

from bisect import bisect_left
from typing import NamedTuple

from reader.text.expressions import expression
from reader.text.letters import fold, is_syllable
from reader.text.lexicon import Lexicon
from reader.text.numbers import Dialect
from reader.text.sets import LONGEST

_WORD = expression(r"[^\W_]+")
_CLOSE = expression(r"[\s:(“\"'‘]*")
_ADDRESS = expression(r"[@#]|://|[wW]\.|\.[a-zA-Z]|\.7z")
NEAR = 6
"""How many words on either side are a neighbourhood."""

FAR = 4
"""Characters between two words that are still side by side."""


class Reading(NamedTuple):
    """What a rule says of a stretch of the line, up to `end`."""

    end: int
    words: tuple[str, ...]
    kind: str
    rule: str
    silence: str = ""


class Line:
    """The text of a line, its words, and the readings found so far, left to right."""

    def __init__(self, text: str, dialect: Dialect, lexicon: Lexicon) -> None:
        self.text = text
        self.dialect = dialect
        self.lexicon = lexicon
        self.said: list[tuple[int, Reading]] = []
        found = list(_WORD.finditer(text))
        self.starts = [match.start() for match in found]
        self.ends = [match.end() for match in found]
        self.words = [match.group() for match in found]
        self.has_address = bool(_ADDRESS.search(text))
        self.folded = [fold(word) for word in self.words]
        self._at, self._found = 0, 0
        self._asked, self._before = 0, ""
        self._ended: int = 0
        self._endings: tuple[str, ...] = ()

    def index(self, at: int) -> int:
        """Count the words that begin before `at`."""
        if self._at != at:
            self._at, self._found = at, bisect_left(self.starts, at)
        return self._found

    def left(self, at: int, count: int = 1) -> tuple[str, ...]:
        """Give the `count` words before `at`, folded, whatever stands between."""
        index = self.index(at)
        return tuple(self.folded[max(0, index - count) : index])

    def right(self, at: int, count: int = 1) -> tuple[str, ...]:
        """Give the `count` words from `at` on, folded, whatever stands between."""
        index = self.index(at)
        return tuple(self.folded[index : index + count])

    def previous(self, at: int) -> str:
        """Give the word directly left of `at`, folded; "" where a mark parts them."""
        if self._asked != at:  # the rules ask again and again about the place that is being read
            self._asked, self._before = at, self._left_of(at)
        return self._before

    def _left_of(self, at: int) -> str:
        index = self.index(at) - 1
        if index < 0 or at - self.ends[index] > FAR:
            return ""
        return self.folded[index] if _CLOSE.fullmatch(self.text, self.ends[index], at) else ""

    def next(self, at: int) -> str:
        """Give the word directly right of `at`, folded; "" where a mark parts them."""
        index = self.index(at)
        if index >= len(self.starts) or self.starts[index] - at > FAR:
            return ""
        return "" if self.text[at : self.starts[index]].strip() else self.folded[index]

    def follows(self, at: int, phrases: frozenset[str]) -> bool:
        """Do one to four words directly left of `at` make one of `phrases`?"""
        if self._ended != at:
            words = self.left(at, LONGEST) if self.previous(at) else ()
            self._ended = at
            self._endings = tuple(" ".join(words[-count:]) for count in range(1, len(words) + 1))
        return not phrases.isdisjoint(self._endings)

    def loud(self, start: int, end: int) -> bool:
        """Does a neighbour of the word stand in capitals too, as in a headline?"""
        index = self.index(start)
        following = self.index(end)
        around = self.words[max(0, index - 1) : index] + self.words[following : following + 1]
        return any(len(w) > 1 and w.isupper() and is_syllable(w) for w in around)

    @property
    def last(self) -> Reading | None:
        """The reading directly before the place being read."""
        return self.said[-1][1] if self.said else None

    @property
    def listed(self) -> Reading | None:
        """What was said before the mark, the "và" or "hoặc", that was read last: a list may go on."""
        if len(self.said) < 2:
            return None
        (_, item), (_, joint) = self.said[-2:]
        joined = joint.kind == "mark" or joint.words in (("và",), ("hoặc",))
        return item if joined else None
