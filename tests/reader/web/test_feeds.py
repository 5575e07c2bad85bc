from datetime import UTC, datetime, timedelta

import feedparser
import pytest

from reader.extraction import from_text
from reader.register import Facts
from reader.sites import Site
from reader.web import feeds
from tests.reader.web.sites import serving

SITE = Site(id="bac-ha", name="Bắc Hà", pages=("https://bacha.vn/tin/",), voice="espeak-vi-north")
NOW = datetime(2026, 11, 26, 8, tzinfo=UTC)


@pytest.fixture
def client(services):
    return serving(services, SITE)


@pytest.fixture
def publish(services, studio):
    def publish(number, *categories, ready=True):
        facts = Facts(
            f"https://bacha.vn/tin/{number}",
            title=f"Tin số {number}",
            published=NOW + timedelta(days=number),
            categories=categories,
        )
        article = from_text(f"Đoạn đầu tin {number}.\nĐoạn sau.", facts.title)
        entry = services.publishing.publish(SITE, facts, article)
        if ready:
            studio.make(entry.current().key)
        return entry

    return publish


def read(client, query=""):
    answer = client.get(f"/v1/sites/bac-ha/feed.xml{query}")
    assert (answer.status_code, answer.mimetype) == (200, "application/rss+xml")
    found = feedparser.parse(answer.data)
    assert not found.bozo
    return found


def test_what_is_ready_is_in_the_feed_newest_first(client, publish):
    for number in (1, 3, 2):
        publish(number, ready=number != 2)
    found = read(client)
    assert found.feed.title == "Bắc Hà"
    assert [each.title for each in found.entries] == ["Tin số 3", "Tin số 1"]
    assert found.entries[0].summary == "Đoạn đầu tin 3. Đoạn sau."
    assert found.entries[0].link == "https://bacha.vn/tin/3"


def test_the_sound_and_its_transcript_are_there(client, publish):
    publish(1)
    (one,) = read(client).entries
    (enclosure,) = one.enclosures
    sound = client.get(enclosure.href, buffered=True)
    assert len(sound.data) == int(enclosure.length)
    assert sound.mimetype == enclosure.type
    transcript = client.get(one.podcast_transcript["url"])
    assert transcript.text.startswith("WEBVTT")
    cover = client.get(read(client).feed.image.href, buffered=True)
    assert cover.mimetype == "image/png"


def test_a_rubric_has_a_feed_of_its_own(client, publish):
    publish(1, "Văn hóa")
    publish(2, "Kinh tế", "Văn hóa")
    publish(3)
    found = read(client, "?category=V%C4%83n+h%C3%B3a")
    assert [each.title for each in found.entries] == ["Tin số 2", "Tin số 1"]
    assert found.feed.title == "Bắc Hà – Văn hóa"
    assert read(client, "?category=khác").entries == []


def test_a_guid_stays_when_the_words_change(client, publish, services, studio):
    publish(1)
    (before,) = read(client).entries
    facts = Facts("https://bacha.vn/tin/1", title="Tin đã sửa")
    entry = services.publishing.publish(SITE, facts, from_text("Lời mới.", "Tin đã sửa"))
    studio.make(entry.current().key)
    (after,) = read(client).entries
    assert after.id == before.id
    assert (after.title, after.published) == ("Tin đã sửa", before.published)
    assert after.enclosures[0].href != before.enclosures[0].href


def test_what_is_taken_back_is_in_no_feed(client, publish, services):
    entry = publish(1)
    services.publishing.take_back(SITE, entry.id)
    assert read(client).entries == []


def test_a_feed_that_has_not_changed_is_not_sent_again(client, publish):
    publish(1)
    etag = client.get("/v1/sites/bac-ha/feed.xml").headers["ETag"]
    again = client.get("/v1/sites/bac-ha/feed.xml", headers={"If-None-Match": etag})
    assert (again.status_code, again.data) == (304, b"")
    publish(2)
    new = client.get("/v1/sites/bac-ha/feed.xml", headers={"If-None-Match": etag})
    assert new.status_code == 200
    assert new.headers["Cache-Control"] == "public, max-age=60"


def test_a_feed_has_so_many_episodes_and_no_more(client, publish, monkeypatch):
    monkeypatch.setattr(feeds, "EPISODES", 2)
    for number in range(4):
        publish(number)
    assert [each.title for each in read(client).entries] == ["Tin số 3", "Tin số 2"]


def test_a_site_that_is_none_has_no_feed(client):
    refused = client.get("/v1/sites/khac/feed.xml")
    assert (refused.status_code, refused.json["code"]) == (422, "unknown-site")


def test_a_long_article_is_described_by_how_it_begins(client, services, studio):
    text = "\n".join(f"Câu thứ {n} của một bài viết rất dài." for n in range(60))
    facts = Facts("https://bacha.vn/tin/9", title="Bài dài")
    entry = services.publishing.publish(SITE, facts, from_text(text, "Bài dài"))
    studio.make(entry.current().key)
    (one,) = read(client).entries
    assert one.summary.startswith("Câu thứ 0")
    assert 300 < len(one.summary) < 400
