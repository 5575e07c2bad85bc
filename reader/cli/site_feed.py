"""What `doc-bai-viet site feed` shows: the newest articles of a feed, and why some are left alone."""

from collections.abc import Iterator

from reader.address import address
from reader.errors import SettingsError
from reader.fetching import Ask, Fetcher
from reader.sites import Site
from reader.watching import feeds
from reader.watching.feeds import Item
from reader.watching.robots import Robots
from reader.watching.watch import of_host, plain

SHOWN = 20
"""Articles that are shown."""


def shown(site: Site, fetcher: Fetcher) -> Iterator[str]:
    """Lines about the feed of a site.

    Raises:
        SettingsError: it has none.
        PageRefusedError, PageUnavailableError: it cannot be had, or is no feed.
    """
    if site.feed is None:
        raise SettingsError(f"[{site.id}] has no feed (docs/sites.md)")
    robots = Robots(fetcher)
    page = fetcher.get(site.feed, Ask(of_host(site.feed), feeds.TYPES))
    feed = feeds.from_bytes(page.html if page else b"", None)
    yield f"{len(feed.items)} articles" + (f", and {len(feed.more)} files" if feed.more else "")
    yield from (f"file      {url}" for url in feed.more[:SHOWN])
    for item in feed.items[:SHOWN]:
        yield f"{_what(site, plain(item), robots):<10}{item.facts.url}"


def _what(site: Site, item: Item, robots: Robots) -> str:
    """What becomes of an article."""
    if not item.facts.url or not site.has_page(address(item.facts.url)):
        return "no page"
    return "spoken" if robots.allow(address(item.facts.url)) else "robots"
