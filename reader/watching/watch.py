"""One look at a site: what its feed lists anew is spoken ahead, what is gone is taken back."""

import logging
import random
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace

from audio_cache import CacheError
from reader.address import Address, address
from reader.errors import (
    BadInputError,
    NotFoundError,
    PageGoneError,
    PageRefusedError,
    PageUnavailableError,
    ReaderError,
)
from reader.fetching import HTML_TYPES, Ask, Page
from reader.publishing import Publishing
from reader.register import Facts, article_id
from reader.sites import Site
from reader.watching import feeds
from reader.watching.feeds import Feed, Item
from reader.watching.memory import Memory, Seen
from reader.watching.robots import Robots

log = logging.getLogger(__name__)

RECENT = 500
"""Articles of a feed that are spoken ahead: the newest; older ones wait for their first press."""

A_LOOK = 50
"""Pages that one look fetches."""

FILES = 5
"""Files that a sitemap may be spread over, the newest."""

RECHECKED, EVERY = 10, 3600.0
"""How many pages a look asks about that were not asked about for so many seconds."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How often a site is looked at, and how long a host is left alone, in seconds."""

    every: float = 300.0
    delay: float = 1.0

    def until_next(self) -> float:
        """A little more or less, so that not all sites are looked at at once."""
        return self.every * random.uniform(0.8, 1.2)  # noqa: S311 - no secret


@dataclass(frozen=True, slots=True)
class Watch:
    """Looks at sites; of several that look at one, each is the only one at its time."""

    publishing: Publishing
    memory: Memory
    robots: Robots
    pace: Pace = Pace()
    sleep: Callable[[float], None] = time.sleep
    _last: dict[str, float] = field(default_factory=dict)

    def look(self, site: Site) -> None:
        """Look at a site, if it has a feed and it is time. What goes wrong is logged, and tried again."""
        if site.feed is None or not self.memory.take_turn(site.id, self.pace.until_next()):
            return
        left = False
        try:
            left = self._look(site, site.feed)
        except Exception as error:  # noqa: BLE001 - whatever a feed can do, other sites are looked at
            self._failed(site, error)
        finally:
            self.memory.end_turn(site.id, again=left)

    def _failed(self, site: Site, error: Exception) -> None:
        known = isinstance(error, (CacheError, ReaderError))
        about = {"site": site.id, "error": repr(error)}
        log.warning("watch-failed", extra=about, exc_info=None if known else error)
        with suppress(CacheError):
            self._count("failed")

    def _look(self, site: Site, url: str) -> bool:
        """Whether there is more to do than one look does."""
        known = self.memory.of(site.id)
        listed = self._listed(site, url, known)
        todo = [*self._new(listed, known), *self._stale(listed, known)]
        for item in todo[:A_LOOK]:
            self._visit(site, item, known.get(item.facts.url, Seen()))
        return len(todo) > A_LOOK

    def _listed(self, site: Site, url: str, known: dict[str, Seen]) -> dict[str, Item]:
        """What the feed lists, by address; what it listed last time, where it has not changed."""
        before = known.pop(url, Seen())
        page = self._get(address(url), Ask(of_host(url), feeds.TYPES, before.etag, before.modified))
        if page is None:
            return {
                each: Item(Facts(url=each), seen.stamp)
                for each, seen in known.items()
                if seen.listed
            }
        found = self._items(self.publishing.portal.pages.run(feeds.from_bytes, page), url)
        listed = {item.facts.url: item for item in map(plain, found) if _is_page(site, item)}
        # Known by its version only once every page in it is: a look that is broken off begins again.
        whole = all(item.stamp == known.get(each, Seen()).stamp for each, item in listed.items())
        version = Seen("feed", page.etag, page.modified, time.time()) if whole else Seen("feed")
        gone = {
            each: replace(seen, listed=False, checked=0.0)
            for each, seen in known.items()
            if seen.listed and each not in listed
        }
        known.update(gone)
        self.memory.note(site.id, {**gone, url: version})
        return listed

    def _items(self, feed: Feed, url: str) -> Iterator[Item]:
        """The items of a feed, and of the files that it is spread over."""
        yield from feed.items[:RECENT]
        for each in feed.more[:FILES]:
            page = self._get(address(each), Ask(of_host(url), feeds.TYPES))
            if page is not None:
                yield from self.publishing.portal.pages.run(feeds.from_bytes, page).items[:RECENT]

    def _new(self, listed: dict[str, Item], known: dict[str, Seen]) -> Iterator[Item]:
        """What was not seen yet, or not as it is listed now."""
        for url, item in listed.items():
            if item.stamp != known.get(url, Seen()).stamp:
                yield item

    def _stale(self, listed: dict[str, Item], known: dict[str, Seen]) -> Iterator[Item]:
        """Some pages that were not asked about for long, or have just left the feed."""
        late = time.time() - EVERY
        found = sorted((seen.checked, url) for url, seen in known.items() if seen.checked < late)
        for _, url in found[:RECHECKED]:
            if url not in listed or listed[url].stamp == known[url].stamp:
                yield Item(Facts(url=url), known[url].stamp)

    def _visit(self, site: Site, item: Item, seen: Seen) -> None:
        """Fetch a page, and have spoken what is new on it.

        Raises:
            UnavailableError, CacheError: there is no sense in going on.
        """
        url, now = item.facts.url, time.time()
        after = replace(seen, stamp=item.stamp, checked=now)
        try:
            if self.robots.allow(address(url)):
                after = self._spoken(site, item, after, anew=item.stamp != seen.stamp)
        except PageGoneError:
            self._gone(site, url)
            return
        except PageUnavailableError as error:
            # Tried again when its turn comes, not in each look.
            _log("page-not-watched", site, url, error)
        except BadInputError as error:
            _log("page-not-spoken", site, url, error)
            self._count("refused")
        self.memory.note(site.id, {url: after})

    def _spoken(self, site: Site, item: Item, seen: Seen, *, anew: bool) -> Seen:
        """Have a page spoken ahead, unless its server says that it has not changed."""
        url = item.facts.url
        page = self._get(address(url), Ask(site.has_page, HTML_TYPES, seen.etag, seen.modified))
        if page is None:
            return seen
        found = self.publishing.portal.pages.read(page, site)
        # A sitemap's date is that of a change: good for an article that no page gives one.
        facts = item.facts.over(Facts(published=found.date or item.when))
        if self.publishing.found(site, facts, found, anew=anew):
            self._count("spoken")
        return replace(seen, etag=page.etag, modified=page.modified)

    def _gone(self, site: Site, url: str) -> None:
        with suppress(NotFoundError):
            self.publishing.take_back(site, url)
            self._count("gone")
        self.memory.forget(site.id, url)

    def _get(self, at: Address, ask: Ask) -> Page | None:
        """What is at an address, once its host was left alone for long enough."""
        delay = max(self.pace.delay, self.robots.delay(at))
        wait = self._last.get(at.host, float("-inf")) + delay - time.monotonic()
        if wait > 0:
            self.sleep(wait)
        try:
            return self.publishing.portal.fetcher.get(str(at), ask)
        finally:
            self._last[at.host] = time.monotonic()

    def _count(self, outcome: str) -> None:
        self.publishing.portal.listening.cache.index.count(f"watched|{outcome}")


def _log(event: str, site: Site, url: str, error: ReaderError) -> None:
    """An article is named by its id: its address may hold its words."""
    about = {"site": site.id, "article": article_id(site.id, url), "code": error.code}
    log.info(event, extra=about)


def of_host(url: str) -> Callable[[Address], bool]:
    """Whether an address is of the same host as this one."""
    host = address(url).host
    return lambda at: at.host == host


def plain(item: Item) -> Item:
    """The item under its address as a press would have it; "" where that is none."""
    try:
        url = str(address(item.facts.url))
    except PageRefusedError:
        url = ""
    return replace(item, facts=replace(item.facts, url=url))


def _is_page(site: Site, item: Item) -> bool:
    return bool(item.facts.url) and site.has_page(address(item.facts.url))
