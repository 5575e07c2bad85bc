"""A site's articles, from the moment they are heard of: noted, spoken, counted, and gone again.

a listener, the portal's own system or its feed  →  the register  →  who looks after the articles
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from audio_cache import CacheError
from reader.address import address
from reader.article import Article
from reader.errors import ArticleTooLongError, NotFoundError, PageRefusedError, UnavailableError
from reader.pages import PageArticle
from reader.portal import Portal
from reader.recent import Recent
from reader.recording import Recording
from reader.register import Entry, Facts, Listens, Recorded, Register, Standing, standing
from reader.removal import withdraw
from reader.reports import Reports
from reader.sites import Site
from reader.state import State

log = logging.getLogger(__name__)

Clock = Callable[[], datetime]

LATELY = 2.0
"""Seconds after which it is asked again whose a recording is, to count a press: many come at once."""

HEARD_OUT = timedelta(minutes=10)
"""How long a recording of old words stays, for whoever is listening to it."""


def utc_now() -> datetime:
    """The time now."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Publishing:
    """What is done with the articles of sites; `longest` is how many characters one may have."""

    portal: Portal
    register: Register
    listens: Listens
    reports: Reports
    longest: int = 100_000
    clock: Clock = utc_now
    _users: Recent[list[tuple[str, str]]] = field(default_factory=lambda: Recent(LATELY))

    def publish(self, site: Site, facts: Facts, article: Article | None = None) -> Entry:
        """Have an article spoken before anybody asks for it; without its words, off its page.

        What was spoken of it before is not spoken again, as far as its words are the same.

        Raises:
            PageRefusedError: its address is no page of the site's.
            ReaderError: as for a listener who asks for it.
        """
        if facts.url and not site.has_page(address(facts.url)):
            raise PageRefusedError(f"{facts.url} is no page of {site.id}")
        for name in filter(None, (facts.url, facts.own_id)):
            self.register.is_back(site.id, name)
        if article is not None:
            return self.spoken(site, facts, article, sent=True)
        page = self.portal.fresh_page(facts.url, site)
        return self.spoken(site, facts.over(_of(facts.url, page)), page.article, sent=False)

    def spoken(self, site: Site, facts: Facts, article: Article, *, sent: bool) -> Entry:
        """Have an article spoken ahead, and note that it is; raises as `publish` does."""
        length = len(article.title) + sum(len(block.text) for block in article.blocks)
        if length > self.longest:
            raise ArticleTooLongError(f"{length} characters")
        state = self.portal.listen(article, "auto", site, ahead=True)
        facts = facts.over(Facts(title=article.title))
        entry = self.register.note(site.id, facts, self.clock())
        return self.register.record(entry, recorded(state, sent=sent), self.clock())

    def found(self, site: Site, facts: Facts, page: PageArticle, *, anew: bool) -> bool:
        """Have spoken ahead what a feed led to: whether it is. Raises as `publish` does.

        What the portal's own system has sent, or taken back, is its business; `anew`: the feed
        says something of the article that it did not say before.
        """
        entry = self.register.get(site.id, facts.url)
        if self.register.is_gone(site.id, facts.url) or (entry is None and not anew):
            return False
        facts = facts.over(_of(facts.url, page))
        if entry and any(made.sent for made in entry.recordings):
            self.register.note(site.id, facts, self.clock(), sure=False)
            return False
        self.spoken(site, facts, page.article, sent=False)
        return True

    def take_back(self, site: Site, name: str) -> Entry:
        """Remove an article of a site, its text and its sound: by its id, ours or the portal's own.

        Raises:
            NotFoundError: the site has no such article.
            UnavailableError, CacheError: something is away; it can be tried again.
        """
        entry = self.register.get(site.id, name)
        if entry is None:
            raise NotFoundError(f"site {site.id} has no article {name!r}")
        self._drop(entry, entry.keys, keep=frozenset())
        self.register.forget(entry)
        log.info("article-removed", extra={"site": site.id, "article": entry.id})
        return entry

    def tidy(self) -> None:
        """Remove what was spoken of words that an article no longer has, once nobody waits for it."""
        for entry in self.register.outdated():
            if self.clock() - entry.changed > HEARD_OUT:
                self._drop(entry, entry.old, keep=frozenset(self._parts(entry)))
                self.register.let_go(entry, entry.old)

    def keep(self, sites: Iterable[Site]) -> None:
        """Write down how often articles were listened to, and clear away what is old."""
        for site in sites:
            self.listens.keep(site.id, self.clock())
        self.tidy()

    def standing(self, entry: Entry, site: Site) -> Standing:
        """How it stands with an article's newest recording, in its site's voice if there is one."""
        return standing(entry, self.portal.listening.cache, site.voice)

    def pressed(self, site: Site, state: State, page: tuple[str, PageArticle] | None) -> None:
        """Note that somebody listens, to a page of that address if one was fetched.

        Of no weight: he listens whether or not it can be noted.
        """
        try:
            if page is not None:
                self._heard_of(site, state, *page)
            key = state.key
            for owner, id_ in self._users.get(key, lambda: self.register.users(key)):
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

    def _heard_of(self, site: Site, state: State, url: str, page: PageArticle) -> None:
        """Note an article that a listener found, unless it and its recording are known."""
        if self.register.knows(site.id, url, state.key):
            return
        if self.register.is_gone(site.id, url):
            # It was fetched before it was taken back.
            self._withdraw(state.key, site.id, keep=frozenset())
            return
        entry = self.register.note(site.id, _of(url, page), self.clock(), sure=False)
        self.register.record(entry, recorded(state), self.clock())

    def _drop(self, entry: Entry, keys: tuple[str, ...], keep: frozenset[str]) -> None:
        """Take recordings back from an article, unless another of its site has the same words."""
        for key in keys:
            others = set(self.register.users(key)) - {(entry.site, entry.id)}
            if entry.site not in {site for site, _ in others}:
                self._withdraw(key, entry.site, keep)

    def _withdraw(self, key: str, site: str, keep: frozenset[str]) -> None:
        with suppress(NotFoundError):  # somebody took it back already
            withdraw(self.portal.listening.cache, self.reports, key, site, keep)

    def _parts(self, entry: Entry) -> Iterator[str]:
        """The parts of all that an article still has."""
        for made in entry.recordings:
            recipe = self.portal.listening.cache.recipe(made.key)
            if recipe is not None:
                yield from (part.key for part in Recording.from_recipe(recipe).parts)


def recorded(state: State, *, sent: bool = False) -> Recorded:
    """The recording of that state."""
    return Recorded(state.voice, state.key, state.layout, sent)


def _of(url: str, page: PageArticle) -> Facts:
    return Facts(url=url, title=page.article.title, published=page.date)
