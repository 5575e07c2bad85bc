"""A site's articles, from the moment they are heard of: noted, spoken, counted, and gone again.

a listener, the portal's own system or its feed  →  the register  →  who looks after the articles
"""

import logging
from collections.abc import Callable
from datetime import UTC, datetime

from audio_cache import CacheError
from reader.errors import UnavailableError
from reader.pages import PageArticle
from reader.register import Entry, Facts, Listens, Recorded, Register
from reader.sites import Site
from reader.state import State

log = logging.getLogger(__name__)

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The time now."""
    return datetime.now(UTC)


class Publishing:
    """What is done with the articles of sites."""

    def __init__(self, register: Register, listens: Listens, clock: Clock = utc_now) -> None:
        self.register = register
        self.listens = listens
        self.clock = clock

    def pressed(self, site: Site, state: State, page: tuple[str, PageArticle] | None) -> None:
        """Note that somebody listens, to a page of that address if one was fetched.

        Of no weight: he listens whether or not it can be noted.
        """
        try:
            if page is not None:
                self._heard_of(site, state, *page)
            for owner, id_ in self.register.users(state.key):
                if owner == site.id:
                    self.listens.add(owner, id_, self.clock())
        except (CacheError, UnavailableError):
            log.warning("press-not-noted", extra={"site": site.id, "recording": state.key})

    def removed(self, site: Site, key: str) -> None:
        """Strike out a site's articles that have this recording, titles and all: it is to be no more.

        Raises:
            UnavailableError: Redis is away.
        """
        for owner, id_ in self.register.users(key):
            entry = self.register.get(owner, id_) if owner == site.id else None
            if entry is not None:
                self.register.forget(entry)

    def _heard_of(self, site: Site, state: State, url: str, page: PageArticle) -> Entry | None:
        """Note an article that a listener found, unless it and its recording are known."""
        if self.register.knows(site.id, url, state.key):
            return None
        facts = Facts(url=url, title=page.article.title, published=page.date)
        entry = self.register.note(site.id, facts, self.clock(), sure=False)
        return self.register.record(entry, recorded(state), self.clock())


def recorded(state: State, *, sent: bool = False) -> Recorded:
    """The recording of that state."""
    return Recorded(state.voice, state.key, state.layout, sent)
