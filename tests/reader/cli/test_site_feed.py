import pytest

from reader.cli.site_feed import shown
from reader.errors import PageUnavailableError, SettingsError
from reader.sites import Site
from tests.reader.fetching.portal import Names, Portal, answer, fetcher
from tests.reader.watching.feed import rss, sitemap

SITE = Site(
    id="bac-ha", name="Bắc Hà", pages=("http://bacha.vn/tin/",), feed="http://bacha.vn/feed.xml"
)


@pytest.fixture
def server():
    with Portal().running() as server:
        server.answers["/robots.txt"] = answer(b"User-agent: *\nDisallow: /tin/2")
        yield server


def lines(server, site=SITE):
    return list(shown(site, fetcher(Names(bacha_vn=[[server.at]]))))


def test_it_says_what_becomes_of_each_article(server):
    other = "<item><link>http://bacha.vn/quan-tri</link></item>"
    server.answers["/feed.xml"] = answer(rss(1, 2, items=other), content_type="text/xml")
    assert lines(server) == [
        "3 articles",
        "robots    http://bacha.vn/tin/2",
        "spoken    http://bacha.vn/tin/1",
        "no page   http://bacha.vn/quan-tri",
    ]


def test_it_says_over_which_files_a_sitemap_is_spread(server):
    server.answers["/feed.xml"] = answer(sitemap(1, index=True), content_type="text/xml")
    assert lines(server) == ["0 articles, and 1 files", "file      http://bacha.vn/map/1"]


def test_what_is_wrong_is_said(server):
    with pytest.raises(SettingsError, match="has no feed"):
        lines(server, SITE.model_copy(update={"feed": None}))
    server.answers["/feed.xml"] = answer(b"<html></html>")
    with pytest.raises(PageUnavailableError):
        lines(server)
