"""Which recording an article's words make: remembered, so that they are not read for every press.

article, voice, lexicon  →  Known: the key and what else a press is told before any sentence
"""

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from reader.article import Article
from reader.latest import Latest
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


class Memory(Latest[Asked, Known]):
    """The articles that were asked for last."""

    def __init__(self, most: int = MOST) -> None:
        super().__init__(most)


def asked(article: Article, voice: Voice, lexicon: Lexicon) -> Asked:
    """What is asked for, in little space."""
    return _digest(article), voice, lexicon


@lru_cache(maxsize=8)
def _digest(article: Article) -> bytes:
    return hashlib.sha256(repr(article).encode()).digest()
