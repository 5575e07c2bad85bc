"""A feed's bytes to its items: RSS and Atom by feedparser, sitemaps (sitemaps.org) by lxml.

Runs in the child process that reads pages: a feed may be made to be slow, too.
"""

import calendar
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import feedparser
from lxml import etree

from reader.clock import VIETNAM
from reader.errors import PageUnavailableError
from reader.register import Facts

TYPES = frozenset(
    {
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
        "application/xml",
        "text/xml",
        "text/html",  # what some portals call their feed
        "text/plain",
    }
)

LONGEST, RUBRICS = 500, 20
"""Characters of a title that are kept, and rubrics."""

_SITEMAP = "{*}"


@dataclass(frozen=True, slots=True)
class Item:
    """What a feed says of an article; its stamp differs whenever the feed says something else.

    `when` is the newest date that the feed names: a sitemap's is that of the last change.
    """

    facts: Facts
    stamp: str
    when: datetime | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """Its items, newest first as far as it says, and the files that it is spread over."""

    items: tuple[Item, ...]
    more: tuple[str, ...] = ()


def from_bytes(data: bytes, _charset: str | None) -> Feed:
    """Read a feed.

    Raises:
        PageUnavailableError: it is none.
    """
    root = _root(data)
    name = etree.QName(root).localname if root is not None else ""
    if root is not None and name == "urlset":
        return Feed(_newest_first(_locations(root)))
    if root is not None and name == "sitemapindex":
        files = _newest_first(_locations(root))
        return Feed((), tuple(item.facts.url for item in files))
    try:
        found = feedparser.parse(BytesIO(data))
    except ValueError as error:  # an encoding that is none, and the like
        raise PageUnavailableError(f"no feed: {error}") from error
    if not found.get("version"):
        raise PageUnavailableError("no feed")
    return Feed(_newest_first(map(_entry, found.entries)))


def _root(data: bytes) -> "etree._Element | None":
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return None  # feedparser forgives more


def _locations(root: "etree._Element") -> Iterator[Item]:
    for place in root.iterfind(f"{_SITEMAP}url"), root.iterfind(f"{_SITEMAP}sitemap"):
        for each in place:
            url, changed = (_text(each, name) for name in ("loc", "lastmod"))
            published = _when(_text(each, "news/{*}publication_date"))
            title = _text(each, "news/{*}title")[:LONGEST]
            facts = Facts(url=url, title=title, published=published)
            yield Item(facts, _stamp(changed, title), _when(changed) or published)


def _text(element: "etree._Element", path: str) -> str:
    return (element.findtext(f"{{*}}{path}") or "").strip()


def _entry(entry: Any) -> Item:  # noqa: ANN401 - feedparser has no types
    # `updated` by the plain dict: feedparser would give the other date for it, with a warning.
    published = _moment(entry.get("published_parsed") or dict.get(entry, "updated_parsed"))
    title = " ".join(entry.get("title", "").split())[:LONGEST]
    terms = [tag["term"][:LONGEST] for tag in entry.get("tags", []) if tag.get("term")]
    categories = tuple(terms[:RUBRICS])
    facts = Facts(
        url=entry.get("link", ""), title=title, published=published, categories=categories
    )
    stamp = _stamp(
        dict.get(entry, "updated", ""), entry.get("published", ""), title, entry.get("summary", "")
    )
    return Item(facts, stamp, published)


def _moment(parsed: Any) -> datetime | None:  # noqa: ANN401 - a time of feedparser, or nothing
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC) if parsed else None
    except (ValueError, OverflowError):
        return None


def _when(text: str) -> datetime | None:
    """A date of the W3C's kind, which may be a day alone."""
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        return None
    return when if when.tzinfo else when.replace(tzinfo=VIETNAM)


def _stamp(*said: str) -> str:
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:16]


def _newest_first(items: "Iterator[Item] | map[Item]") -> tuple[Item, ...]:
    """In the feed's own order where it names no dates."""
    never = datetime.min.replace(tzinfo=UTC)
    named = [item for item in items if item.facts.url]
    return tuple(sorted(named, key=lambda item: item.when or never, reverse=True))
