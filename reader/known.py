"""Which recording an article's words make: remembered, so that they are not read for every press.

article, voice, lexicon  →  Known: the key and what else a press is told before any sentence
"""

import hashlib
import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import Self

from reader.article import Article
from reader.recording import Recording
from reader.text import Lexicon
from reader.voices import Voice

MOST = 20_000
"""Articles that one process remembers, of some hundred bytes each."""

Asked = tuple[bytes, Voice, Lexicon]
"""All that decides the words: the article by its SHA-256, who says them, and the site's own words."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a recording without reading its recipe; the layout as `State` has it."""

    key: str
    layout: str | None
    title: str
    voice: str
    parts: int

    @classmethod
    def of(cls, recording: Recording, layout: str | None) -> Self:
        """What to remember of a recording."""
        parts = len(recording.parts)
        return cls(recording.key, layout, recording.title, recording.voice.id, parts)


class Memory:
    """The articles that were asked for last."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._known: OrderedDict[Asked, Known] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, asked: Asked) -> Known | None:
        """What an article made, if that is remembered."""
        with self._lock:
            if asked in self._known:
                self._known.move_to_end(asked)
            return self._known.get(asked)

    def keep(self, asked: Asked, known: Known) -> None:
        """Remember what an article made; the one that was asked for longest ago goes."""
        with self._lock:
            self._known[asked] = known
            self._known.move_to_end(asked)
            if len(self._known) > self._most:
                self._known.popitem(last=False)


def asked(article: Article, voice: Voice, lexicon: Lexicon) -> Asked:
    """What is asked for, in little space."""
    return hashlib.sha256(repr(article).encode()).digest(), voice, lexicon
