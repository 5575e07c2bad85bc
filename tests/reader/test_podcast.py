"""The feed by the rules of public validators, each a test here, and as two real parsers read it.

RSS 2.0 (rssboard.org, the W3C's feed validator), Apple's requirements, Podcasting 2.0's namespace.
"""

import io
import re
import uuid
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import feedparser
import podcastparser
import pytest
from lxml import etree

from reader.podcast import Episode, Podcast, guid, rss

NAMES = {
    "atom": "http://www.w3.org/2005/Atom",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
}
ADDRESS = "https://doc.example.vn/v1/sites/bac-ha/feed.xml?category=V%C4%83n"
NOW = datetime(2026, 11, 26, 8, 30, tzinfo=UTC)
PODCAST = Podcast(
    "Xã Bắc Hà – Văn",
    "Bài viết, đọc thành tiếng.",
    "Xã Bắc Hà",
    ADDRESS,
    "https://bacha.example.vn/tin/",
    "https://doc.example.vn/static/podcast-cover.png",
)
ONE = Episode(
    guid="5d0c" * 8,
    title="Lễ hội <hoa mận> & chợ phiên",
    about="Sáng nay khai mạc.",
    page="https://bacha.example.vn/tin/1?a=1&b=2",
    published=NOW,
    categories=("Văn hóa", "Lễ hội"),
    sound="https://doc.example.vn/v1/recordings/1/audio.mp3",
    length=123_456,
    seconds=61.4,
    transcript="https://doc.example.vn/v1/recordings/1/sentences.vtt",
)
TWO = replace(ONE, guid="7e1d" * 8, title="Tin \x0b khác", sound=ONE.sound + "?2", categories=())
FEED = rss(PODCAST, [ONE, TWO], NOW)


@pytest.fixture
def channel():
    root = etree.fromstring(FEED)
    assert (root.tag, root.get("version"), len(root)) == ("rss", "2.0", 1)
    return root[0]


@pytest.fixture
def items(channel):
    return channel.findall("item")


def texts(element, path):
    return [each.text for each in element.findall(path, NAMES)]


def test_it_says_its_encoding_and_is_well_formed():
    assert FEED.startswith(b"<?xml version='1.0' encoding='UTF-8'?>")


def test_it_uses_the_namespaces_by_their_exact_names():
    used = {name for name in etree.fromstring(FEED).nsmap.values() if name}
    assert set(NAMES.values()) <= used


@pytest.mark.parametrize("name", ["title", "link", "description", "language"])
def test_a_channel_has_what_rss_requires_once(name, channel):
    (text,) = texts(channel, name)
    assert text


def test_the_channel_s_language_is_one_of_iso_639(channel):
    assert texts(channel, "language") == ["vi"]


def test_it_names_its_own_address(channel):
    (own,) = [link for link in channel.findall("atom:link", NAMES) if link.get("rel") == "self"]
    assert (own.get("href"), own.get("type")) == (ADDRESS, "application/rss+xml")


def test_the_channel_s_image_repeats_its_title_and_link(channel):
    image = channel.find("image")
    assert texts(image, "title") == texts(channel, "title")
    assert texts(image, "link") == texts(channel, "link")


def test_every_address_is_absolute(channel):
    addresses = [*channel.iterfind(".//link"), *channel.iterfind(".//url")]
    found = [each.text for each in addresses]
    found += [each.get("href") for each in channel.iterfind(".//itunes:image", NAMES)]
    found += [each.get("url") for each in channel.iter("{*}enclosure", "{*}transcript")]
    assert len(found) == 10
    assert all(urlsplit(each).scheme == "https" and urlsplit(each).netloc for each in found)


def test_every_date_is_one_of_rfc_822(channel):
    dates = texts(channel, "lastBuildDate") + texts(channel, "item/pubDate")
    assert [parsedate_to_datetime(each) for each in dates] == [NOW] * 3


def test_an_item_has_a_title_and_a_description(items):
    assert [texts(item, "title") for item in items] == [[ONE.title], ["Tin   khác"]]
    assert all(len(texts(item, "description")) == 1 for item in items)


def test_an_item_has_one_enclosure_with_its_length_and_type(items):
    for item, episode in zip(items, (ONE, TWO), strict=True):
        (enclosure,) = item.findall("enclosure")
        assert dict(enclosure.attrib) == {
            "url": episode.sound,
            "length": "123456",
            "type": "audio/mpeg",
        }


def test_guids_are_no_links_and_each_is_another(items):
    guids = [item.find("guid") for item in items]
    assert {each.get("isPermaLink") for each in guids} == {"false"}
    assert [each.text for each in guids] == [ONE.guid, TWO.guid]


@pytest.mark.parametrize("name", ["author", "image", "category", "explicit", "type"])
def test_apple_s_tags_are_there_once(name, channel):
    assert len(channel.findall(f"itunes:{name}", NAMES)) == 1


def test_apple_s_values(channel, items):
    assert channel.find("itunes:category", NAMES).get("text") == "News"
    assert texts(channel, "itunes:explicit") == ["false"]
    assert texts(channel, "itunes:type") == ["episodic"]
    assert channel.find("itunes:image", NAMES).get("href").endswith((".png", ".jpg"))
    for item in items:
        assert texts(item, "itunes:duration") == ["61"], "whole seconds"
        assert texts(item, "itunes:explicit") == ["false"]
        assert texts(item, "itunes:episodeType") == ["full"]


def test_apple_s_cover_is_square_and_large_enough():
    from importlib.resources import files

    data = (files("reader.web") / "static" / "podcast-cover.png").read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = int.from_bytes(data[16:20]), int.from_bytes(data[20:24])
    assert 1400 <= width == height <= 3000
    assert data[25] == 2, "RGB, without transparency"
    assert len(data) < 512 << 10


def test_podcasting_2_s_tags(channel, items):
    (own,) = texts(channel, "podcast:guid")
    assert uuid.UUID(own).version == 5
    assert texts(channel, "podcast:locked") == ["no"]
    assert texts(channel, "podcast:medium") == ["podcast"]
    for item in items:
        transcript = item.find("podcast:transcript", NAMES)
        assert transcript.get("url") == ONE.transcript
        assert (transcript.get("type"), transcript.get("rel")) == ("text/vtt", "captions")


def test_a_podcast_s_guid_is_that_of_its_address_by_podcasting_2_s_own_example():
    assert (
        guid("https://mp3s.nashownotes.com/pc20rss.xml") == "917393e3-1b1e-5cef-ace4-edaa54e1f810"
    )
    assert guid("http://mp3s.nashownotes.com/pc20rss.xml/") == guid(
        "https://mp3s.nashownotes.com/pc20rss.xml"
    )


def test_the_same_episodes_are_the_same_bytes():
    assert rss(PODCAST, [ONE, TWO], NOW) == FEED


def test_a_podcast_without_episodes_is_one():
    assert etree.fromstring(rss(PODCAST, [], NOW)).findall("channel/item") == []


def test_feedparser_reads_it():
    found = feedparser.parse(io.BytesIO(FEED))
    assert (found.bozo, found.version) == (False, "rss20")
    assert found.feed.title == PODCAST.title
    assert found.feed.author == "Xã Bắc Hà"
    one = found.entries[0]
    assert (one.id, one.title, one.link) == (ONE.guid, ONE.title, ONE.page)
    assert [tag.term for tag in one.tags] == ["Văn hóa", "Lễ hội"]
    (enclosure,) = one.enclosures
    assert (enclosure.href, enclosure.length, enclosure.type) == (ONE.sound, "123456", "audio/mpeg")
    assert one.itunes_duration == "61"
    assert one.podcast_transcript["url"] == ONE.transcript


def test_a_podcast_app_s_parser_reads_it():
    found = podcastparser.parse(ADDRESS, io.BytesIO(FEED))
    assert (found["title"], found["link"]) == (PODCAST.title, PODCAST.page)
    assert found["cover_url"] == PODCAST.cover
    assert (found["language"], found["type"], found["explicit"]) == ("vi", "episodic", False)
    assert found["itunes_categories"] == [["News"]]
    episodes = {each["guid"]: each for each in found["episodes"]}
    assert set(episodes) == {ONE.guid, TWO.guid}
    one = episodes[ONE.guid]
    assert (one["title"], one["total_time"]) == (ONE.title, 61)
    assert one["published"] == NOW.timestamp()
    (sound,) = one["enclosures"]
    assert (sound["url"], sound["file_size"]) == (ONE.sound, 123_456)
    assert sound["mime_type"] == "audio/mpeg"
    # It knows Podcasting 2.0's tags by another namespace than the one that is required today.
    assert "transcript_url" not in one


def test_nothing_in_it_is_left_as_markup():
    assert not re.search(rb"<hoa", FEED)
