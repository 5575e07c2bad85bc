"""A podcast as a feed: RSS 2.0 with what Apple's and Podcasting 2.0's apps ask for beside it."""

import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.feed import FeedGenerator
from lxml import etree

ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST = "https://podcastindex.org/namespace/1.0"

GUIDS = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""The namespace in which Podcasting 2.0 makes a feed's UUID of its address."""

CATEGORY = "News"
"""One of Apple's; every podcast must have one."""


_NO_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML cannot hold, and no page shows."""


@dataclass(frozen=True, slots=True)
class Podcast:
    """A podcast as a whole. `page` is where it is at home, `author` who answers for it."""

    title: str
    about: str
    author: str
    address: str
    page: str
    cover: str


@dataclass(frozen=True, slots=True)
class Episode:
    """One article. `guid` stays, whatever changes; `seconds` and `length` are of its sound."""

    guid: str
    title: str
    about: str
    page: str
    published: datetime
    categories: tuple[str, ...]
    sound: str
    length: int
    seconds: float
    transcript: str


def rss(podcast: Podcast, episodes: Iterable[Episode], changed: datetime) -> bytes:
    """The feed, newest episode first as given; the same bytes whenever it says the same."""
    feed = FeedGenerator()
    feed.load_extension("podcast", atom=False)
    feed.register_extension("modern", Modern, ModernEntry, atom=False)
    _describe(feed, podcast)
    feed.lastBuildDate(changed)
    for episode in episodes:
        _add(feed, episode)
    written: bytes = feed.rss_str(encoding="UTF-8")
    return written


def _describe(feed: FeedGenerator, podcast: Podcast) -> None:
    feed.title(podcast.title)
    feed.description(podcast.about)
    feed.language("vi")
    feed.generator("doc-bai-viet")
    feed.link(href=podcast.address, rel="self", type="application/rss+xml")
    feed.link(href=podcast.page, rel="alternate")  # last: feedgen gives the last one to RSS
    feed.image(podcast.cover, title=podcast.title, link=podcast.page)
    feed.podcast.itunes_author(podcast.author)
    feed.podcast.itunes_category(CATEGORY)
    feed.podcast.itunes_image(podcast.cover)
    feed.podcast.itunes_summary(podcast.about)
    feed.modern.guid = guid(podcast.address)


def _add(feed: FeedGenerator, episode: Episode) -> None:
    entry = feed.add_entry(order="append")
    entry.guid(episode.guid, permalink=False)
    entry.title(_plain(episode.title))
    entry.description(_plain(episode.about))
    entry.link(href=episode.page)
    entry.published(episode.published)
    entry.category([{"term": _plain(name)} for name in episode.categories])
    entry.enclosure(episode.sound, str(episode.length), "audio/mpeg")
    entry.podcast.itunes_duration(max(1, round(episode.seconds)))
    entry.podcast.itunes_episode_type("full")
    entry.modern.transcript = episode.transcript


def _plain(text: str) -> str:
    return _NO_XML.sub(" ", text)


def guid(address: str) -> str:
    """The UUID of a feed: of its address without the scheme and without strokes at its end."""
    return str(uuid.uuid5(GUIDS, address.partition("://")[2].rstrip("/")))


class Modern(BaseExtension):  # type: ignore[misc]  # feedgen has no types
    """What Podcasting 2.0 says of a podcast; and Apple's `explicit` in the words it wants today."""

    guid = ""

    def extend_ns(self) -> dict[str, str]:
        """Its namespace."""
        return {"podcast": PODCAST}

    def extend_rss(self, feed: Any) -> Any:  # noqa: ANN401 - feedgen has no types
        """Add to the channel."""
        channel = feed[0]
        for name, text in (
            (f"{{{ITUNES}}}explicit", "false"),
            (f"{{{ITUNES}}}type", "episodic"),
            (f"{{{PODCAST}}}guid", self.guid),
            (f"{{{PODCAST}}}locked", "no"),
            (f"{{{PODCAST}}}medium", "podcast"),
        ):
            etree.SubElement(channel, name).text = text
        return feed


class ModernEntry(BaseEntryExtension):  # type: ignore[misc]  # feedgen has no types
    """What Podcasting 2.0 says of an episode: where its words stand, with their times."""

    transcript = ""

    def extend_rss(self, entry: Any) -> Any:  # noqa: ANN401 - feedgen has no types
        """Add to the item."""
        about = {"url": self.transcript, "type": "text/vtt", "language": "vi", "rel": "captions"}
        etree.SubElement(entry, f"{{{PODCAST}}}transcript", about)
        etree.SubElement(entry, f"{{{ITUNES}}}explicit").text = "false"
        return entry
