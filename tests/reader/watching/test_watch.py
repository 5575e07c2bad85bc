"""What a watch fetches, has spoken and takes back, look by look."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from reader.errors import BusyError
from reader.jobs import Queue
from reader.recording import Recording
from reader.register import Facts
from reader.watching import Memory, Pace
from reader.watching import watch as watching
from tests.reader.fetching.portal import answer
from tests.reader.queues import waiting
from tests.reader.watching.conftest import SITE
from tests.reader.watching.feed import page, rss, sitemap

RSS = "application/rss+xml"


def known(watch):
    entries = watch.publishing.register.newest("bac-ha")
    return [entry.facts.url.rpartition("/")[2] for entry in entries]


def asked(server):
    """Which paths were asked for since the last time."""
    paths = [path for path, _ in server.requests]
    server.requests.clear()
    return paths


def words(watch, number):
    entry = watch.publishing.register.get("bac-ha", f"http://bacha.vn/tin/{number}")
    recipe = watch.publishing.portal.listening.cache.recipe(entry.current().key)
    return " ".join(each.text for each in Recording.from_recipe(recipe).sentences)


def test_what_is_listed_is_spoken_ahead(watch, server, redis):
    watch.look(SITE)
    assert known(watch) == ["3", "2", "1"]
    assert "Đoạn kết của tin số 2" in words(watch, 2)
    assert [waiting(redis, queue) for queue in (Queue.FIRST, Queue.PARTS)] == [0, 0]
    assert waiting(redis, Queue.AHEAD) >= 3
    entry = watch.publishing.register.get("bac-ha", "http://bacha.vn/tin/2")
    assert (entry.facts.categories, entry.facts.title) == (("Văn hóa",), "Tin số 2")
    assert asked(server) == ["/robots.txt", "/feed.xml", "/tin/3", "/tin/2", "/tin/1"]


def test_the_next_look_fetches_nothing_but_the_feed(watch, server):
    watch.look(SITE)
    asked(server)
    watch.look(SITE)
    assert asked(server) == ["/feed.xml"]


def test_a_feed_that_has_not_changed_is_not_sent_again(watch, server):
    def feed(handler):
        fresh = handler.headers.get("If-None-Match") != '"1"'
        answer(rss(1) if fresh else b"", 200 if fresh else 304, content_type=RSS, ETag='"1"')(
            handler
        )

    server.answers["/feed.xml"] = feed
    for _ in range(3):
        watch.look(SITE)
    assert [
        headers.get("If-None-Match") for path, headers in server.requests if path == "/feed.xml"
    ] == [
        None,
        None,  # the first look has left something to do: its version counts once all is done
        '"1"',
    ]
    assert known(watch) == ["1"]


def test_what_is_new_and_what_has_changed_is_fetched(watch, server):
    watch.look(SITE)
    asked(server)
    server.answers["/tin/4"] = answer(page(4))
    server.answers["/tin/3"] = answer(page(3, more="Thêm một câu."))
    changed = rss(3, more="sửa").partition(b"<item>")[2].partition(b"</channel>")[0]
    server.answers["/feed.xml"] = answer(
        rss(1, 2, 4, items="<item>" + changed.decode()), content_type=RSS
    )
    watch.look(SITE)
    assert asked(server) == ["/feed.xml", "/tin/4", "/tin/3"]
    assert "Thêm một câu." in words(watch, 3)
    assert known(watch) == ["4", "3", "2", "1"]


def test_a_page_is_asked_for_with_its_version(watch, server):
    server.answers["/feed.xml"] = answer(rss(1), content_type=RSS)
    server.answers["/tin/1"] = answer(
        page(1), ETag='"v1"', Last_Modified="Thu, 26 Nov 2026 00:00:00 GMT"
    )
    watch.look(SITE)
    asked(server)
    server.answers["/feed.xml"] = answer(rss(1, more="sửa"), content_type=RSS)
    server.answers["/tin/1"] = answer(b"", 304)
    watch.look(SITE)
    (headers,) = [headers for path, headers in server.requests if path == "/tin/1"]
    assert headers["If-None-Match"] == '"v1"'
    assert headers["If-Modified-Since"].startswith("Thu, 26 Nov")
    asked(server)
    watch.look(SITE)
    assert asked(server) == ["/feed.xml"]


@pytest.mark.parametrize("status", [404, 410])
def test_what_is_gone_is_taken_back(status, watch, server, store):
    watch.look(SITE)
    key = watch.publishing.register.get("bac-ha", "http://bacha.vn/tin/2").current().key
    server.answers["/feed.xml"] = answer(rss(1, 3), content_type=RSS)
    server.answers["/tin/2"] = answer(b"", status)
    watch.look(SITE)
    assert known(watch) == ["3", "1"]
    assert watch.publishing.portal.listening.cache.recipe(key) is None
    assert not any("tin số 2".encode() in file.read_bytes() for file in store.root.rglob("*.json"))
    asked(server)
    watch.look(SITE)
    assert asked(server) == ["/feed.xml"]


@pytest.mark.parametrize("away", [answer(b"", 500), answer(b"", 403), lambda _: None])
def test_what_has_left_the_feed_or_is_away_stays(away, watch, server):
    watch.look(SITE)
    server.answers["/feed.xml"] = answer(rss(1, 3), content_type=RSS)
    server.answers["/tin/2"] = away
    watch.look(SITE)
    assert known(watch) == ["3", "2", "1"]


def test_a_page_that_nobody_lists_any_more_is_asked_for_now_and_then(watch, server, monkeypatch):
    watch.look(SITE)
    asked(server)
    server.answers["/tin/1"] = answer(b"", 404)
    watch.look(SITE)
    assert asked(server) == ["/feed.xml"], "it was looked at a moment ago"
    monkeypatch.setattr(watching, "EVERY", -1.0)
    watch.look(SITE)
    assert known(watch) == ["3", "2"]


def test_robots_txt_is_followed(watch, server):
    robots = b"User-agent: *\nDisallow: /tin/2\nUser-agent: doc-bai-viet\nDisallow: /tin/*3$\nCrawl-delay: 0.01\n"
    server.answers["/robots.txt"] = answer(robots, content_type="text/plain")
    watch.look(SITE)
    assert known(watch) == ["2", "1"], "our own name's rules, wildcards too"
    assert "/tin/3" not in asked(server)
    watch.look(SITE)
    assert asked(server) == ["/feed.xml"]


def test_without_robots_txt_for_now_nothing_is_fetched(watch, server):
    server.answers["/robots.txt"] = answer(b"", 503)
    watch.look(SITE)
    assert asked(server) == ["/robots.txt"]
    assert known(watch) == []


def test_a_host_is_left_alone_between_two_requests(watch):
    waits = []
    replace(watch, pace=Pace(every=0.001, delay=50), sleep=waits.append).look(SITE)
    assert len(waits) == 3, "before each page; the feed was the first"
    assert all(40 < wait <= 50 for wait in waits)


def test_only_the_site_s_pages_are_fetched(watch, server):
    others = "".join(
        f"<item><link>{url}</link></item>"
        for url in (
            "http://bacha.vn/quan-tri",
            "http://127.0.0.1/tin/",
            "javascript:1",
            "",
            "http://x.vn/tin/1",
        )
    )
    server.answers["/feed.xml"] = answer(rss(1, items=others), content_type=RSS)
    watch.look(SITE)
    assert asked(server) == ["/robots.txt", "/feed.xml", "/tin/1"]


def test_a_feed_that_leads_elsewhere_is_not_followed(watch, server, caplog):
    server.answers["/feed.xml"] = answer(b"", 302, Location="http://127.0.0.1/feed.xml")
    watch.look(SITE)
    assert "watch-failed" in caplog.text
    assert known(watch) == []


def test_a_sitemap_s_files_are_read(watch, server):
    server.answers["/feed.xml"] = answer(sitemap(1, 2, index=True), content_type="text/xml")
    server.answers["/map/1"] = answer(sitemap(1), content_type="text/xml")
    server.answers["/map/2"] = answer(sitemap(2, 3), content_type="text/xml")
    watch.look(SITE)
    assert known(watch) == ["3", "2", "1"]


def test_a_long_list_is_done_in_several_looks(watch, server, monkeypatch):
    monkeypatch.setattr(watching, "A_LOOK", 2)
    slow = replace(watch, pace=Pace(every=1000, delay=0))
    slow.look(SITE)
    assert known(watch) == ["3", "2"]
    slow.look(SITE)
    assert known(watch) == ["3", "2", "1"], "its turn comes at once"
    asked(server)
    slow.look(SITE)
    assert asked(server) == []


def test_of_two_who_watch_one_does(watch, server):
    patient = replace(watch, pace=Pace(every=1000, delay=0))
    with ThreadPoolExecutor(4) as beats:
        list(beats.map(lambda _: patient.look(SITE), range(4)))
    assert sorted(asked(server)) == ["/feed.xml", "/robots.txt", "/tin/1", "/tin/2", "/tin/3"]


def test_a_look_that_is_broken_off_begins_again(watch, monkeypatch, caplog):
    real, turns = type(watch.publishing).spoken, iter([False, True])

    def busy(self, *arguments, **more):
        if next(turns, False):
            raise BusyError("too much")
        return real(self, *arguments, **more)

    monkeypatch.setattr(type(watch.publishing), "spoken", busy)
    watch.look(SITE)
    assert known(watch) == ["3"]
    assert "watch-failed" in caplog.text
    watch.look(SITE)
    assert known(watch) == ["3", "2", "1"]


def test_what_cannot_be_read_is_not_tried_in_each_look(watch, server):
    server.answers["/tin/2"] = answer(b"<html><body></body></html>")
    watch.look(SITE)
    assert known(watch) == ["3", "1"]
    asked(server)
    watch.look(SITE)
    assert asked(server) == ["/feed.xml"]


def test_what_the_portal_s_system_sent_or_took_back_is_its_business(watch):
    from reader.extraction import from_text

    publishing = watch.publishing
    facts = Facts(url="http://bacha.vn/tin/1", own_id="17")
    sent = publishing.publish(SITE, facts, from_text("Lời của hệ thống.", "Tin"))
    gone = publishing.publish(SITE, Facts(url="http://bacha.vn/tin/2"), from_text("Lời.", "Tin"))
    publishing.take_back(SITE, gone.id)
    watch.look(SITE)
    assert known(watch) == ["3", "1"] or known(watch) == ["1", "3"]
    assert publishing.register.get("bac-ha", "17").recordings == sent.recordings
    assert publishing.register.get("bac-ha", "17").facts.categories == ("Văn hóa",)


def test_whatever_a_feed_does_its_turn_ends_and_it_is_said(watch, monkeypatch, caplog, redis):
    def broken(*_arguments, **_more):
        raise KeyError("broken")

    monkeypatch.setattr(type(watch.publishing.portal.pages), "run", broken)
    watch.look(SITE)
    assert "watch-failed" in caplog.text
    assert "KeyError" in caplog.text
    assert redis.hget("reader:counts", "watched|failed") == "1"
    assert not redis.exists("reader:watch:work:bac-ha")


def test_a_site_without_a_feed_is_left_alone(watch, server):
    watch.look(SITE.model_copy(update={"feed": None}))
    assert asked(server) == []


def test_what_was_seen_is_forgotten_with_its_site(redis):
    memory = Memory(redis)
    memory.note("bac-ha", {"http://bacha.vn/tin/1": watching.Seen("stamp")})
    assert memory.of("bac-ha") == {"http://bacha.vn/tin/1": watching.Seen("stamp")}
    assert 0 < redis.ttl("reader:watch:bac-ha") <= 90 * 86_400
