"""An entry of the register: plain data, and how it changes."""

import hashlib
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Self

from pydantic import TypeAdapter

ID_LENGTH = 32
"""Hex digits of an id."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is said about an article; what is not known is empty.

    Attributes:
        url: the address of its page.
        own_id: the id that the portal's own system gave it.
        title: its title.
        published: when it was published.
        categories: the names of the rubrics it stands in.
    """

    url: str = ""
    own_id: str = ""
    title: str = ""
    published: datetime | None = None
    categories: tuple[str, ...] = ()

    def over(self, others: "Facts") -> "Facts":
        """These facts, and others where these say nothing."""
        return Facts(
            self.url or others.url,
            self.own_id or others.own_id,
            self.title or others.title,
            self.published or others.published,
            self.categories or others.categories,
        )


@dataclass(frozen=True, slots=True)
class Recorded:
    """A recording of an article.

    Attributes:
        voice: who speaks.
        key: the recording's.
        layout: of this article's own spans, where another one has the same words.
        sent: whether the words were sent by the portal's system, not read off the page.
    """

    voice: str
    key: str
    layout: str | None = None
    sent: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One article of a site.

    Attributes:
        id: stays, whatever changes.
        site: id of the site.
        facts: what is known of it.
        added: when it was first heard of.
        changed: when its words last changed.
        recordings: the newest of each voice, the last one made first.
        old: keys of recordings of words that the article no longer has.
    """

    id: str
    site: str
    facts: Facts
    added: datetime
    changed: datetime
    recordings: tuple[Recorded, ...] = ()
    old: tuple[str, ...] = field(default=())

    @property
    def when(self) -> datetime:
        """When it was published, or else first heard of."""
        return self.facts.published or self.added

    @property
    def keys(self) -> tuple[str, ...]:
        """Of every recording of it, old ones too."""
        return (*(each.key for each in self.recordings), *self.old)

    def has(self, made: Recorded) -> bool:
        """Whether it is known that this recording was made of it."""
        return made in self.recordings

    def recorded(self, made: Recorded, now: datetime) -> Self:
        """With a recording; where that has other words than before, what had those is old."""
        if self.has(made):
            return self
        other_words = any(
            (each.voice, each.sent) == (made.voice, made.sent) and each.key != made.key
            for each in self.recordings
        )
        rivals = [each for each in self.recordings if other_words and each.sent == made.sent]
        kept = [
            each
            for each in self.recordings
            if each not in rivals and (each.voice, each.sent) != (made.voice, made.sent)
        ]
        left = dict.fromkeys((*self.old, *(each.key for each in rivals)))
        return replace(
            self,
            recordings=(made, *kept),
            old=tuple(key for key in left if key != made.key),
            changed=now if other_words else self.changed,
        )

    def current(self, voice: str = "") -> Recorded | None:
        """The newest recording, in that voice if there is one."""
        return next(iter(self.by_voice(voice)), None)

    def by_voice(self, voice: str) -> list[Recorded]:
        """Its recordings, newest first, but those in that voice before all others."""
        return sorted(self.recordings, key=lambda each: each.voice != voice)

    def dump(self) -> bytes:
        """The entry as JSON; `load` reads it back."""
        return _ENTRY.dump_json(self)

    @classmethod
    def load(cls, data: bytes | str) -> "Entry":
        """Read what `dump` wrote.

        Raises:
            ValueError: it was written by another version of this program, or harmed.
        """
        return _ENTRY.validate_json(data)


_ENTRY = TypeAdapter(Entry)


def article_id(site: str, name: str) -> str:
    """The id of an article that is first heard of by this name: its address, or its portal's id."""
    return hashlib.sha256(f"{site}\n{name}".encode()).hexdigest()[:ID_LENGTH]
