from datetime import UTC, datetime

import pytest

from reader.errors import PageUnavailableError
from reader.register import Facts
from reader.watching.feeds import from_bytes
from tests.reader.watching.feed import atom, rss, sitemap


def urls(data: bytes) -> list[str]:
    return [item.facts.url for item in from_bytes(data, None).items]


@pytest.mark.parametrize("write", [rss, atom, sitemap])
def test_each_kind_of_feed_gives_the_newest_first(write):
    assert urls(write(1, 3, 2)) == [f"http://bacha.vn/tin/{n}" for n in (3, 2, 1)]


def test_what_a_feed_says_of_an_article():
    (item,) = from_bytes(rss(5), None).items
    assert item.facts.title == "Tin số 5"
    assert item.facts.published == datetime(2026, 11, 5, tzinfo=UTC)
    assert item.facts.categories == ("Văn hóa",)


def test_a_sitemap_may_be_spread_over_files():
    feed = from_bytes(sitemap(1, 2, index=True), None)
    assert (feed.items, feed.more) == ((), ("http://bacha.vn/map/2", "http://bacha.vn/map/1"))


def test_a_sitemap_does_not_say_when_an_article_was_published():
    (item,) = from_bytes(sitemap(5), None).items
    assert item.facts == Facts(url="http://bacha.vn/tin/5")


def test_what_is_too_long_is_cut():
    item = f"<item><title>{'a' * 9999}</title><link>http://bacha.vn/tin/1</link>"
    item += "".join(f"<category>{n}</category>" for n in range(99)) + "</item>"
    (read,) = from_bytes(rss(items=item), None).items
    assert (len(read.facts.title), len(read.facts.categories)) == (500, 20)


def test_a_sitemap_of_news_says_more():
    data = b"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
    xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>http://bacha.vn/tin/1</loc>
    <news:news><news:publication_date>2026-11-05T00:00:00Z</news:publication_date>
    <news:title>Tin</news:title></news:news></url></urlset>"""
    (item,) = from_bytes(data, None).items
    assert (item.facts.title, item.facts.published) == ("Tin", datetime(2026, 11, 5, tzinfo=UTC))


def test_a_stamp_differs_where_the_feed_says_something_else():
    stamps = [
        from_bytes(data, None).items[0].stamp for data in (rss(1), rss(1), rss(1, more="mới"))
    ]
    assert stamps[0] == stamps[1] != stamps[2]
    assert (
        from_bytes(sitemap(1), None).items[0].stamp != from_bytes(sitemap(2), None).items[0].stamp
    )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html><body>Trang</body></html>",
        b"\x00\x01",
        b"{}",
        b'<?xml version="1.0" encoding="ut\xcb9f-8"?><rss version="2.0"><channel/></rss>',
        b'<?xml version="1.0" encoding="ut\x00f-8"?><rss version="2.0"><channel/></rss>',
    ],
)
def test_what_is_no_feed_is_said(data):
    with pytest.raises(PageUnavailableError):
        from_bytes(data, None)


def test_a_feed_that_is_broken_at_its_end_gives_what_it_has():
    assert urls(rss(1, 2)[:-30])[:1] == ["http://bacha.vn/tin/2"]


def test_entities_are_not_expanded(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("bí mật")
    data = f"""<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]><rss version="2.0"><channel>
    <item><title>&e;</title><link>http://bacha.vn/tin/1</link></item></channel></rss>"""
    assert "bí mật" not in str(from_bytes(data.encode(), None))
