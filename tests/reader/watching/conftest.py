"""A portal with a feed on this machine, and a watch that may connect to it alone."""

from collections.abc import Iterator

import pytest

from audio_cache import NoticeBoard
from reader.broker import Broker
from reader.catalogue import BOARD, LASTS, Catalogue, offer
from reader.listening import Listening
from reader.orders import Orders
from reader.pages import PageReader
from reader.portal import Portal
from reader.publishing import Publishing
from reader.register import Listens, Register
from reader.reports import Reports
from reader.sites import Site, Sites
from reader.watching import Memory, Pace, Watch
from reader.watching.robots import Robots
from tests.reader.articles import VOICE
from tests.reader.fetching.portal import Names, answer, fetcher
from tests.reader.fetching.portal import Portal as PortalServer
from tests.reader.watching.feed import page, rss

SITE = Site(
    id="bac-ha", name="Bắc Hà", pages=("http://bacha.vn/tin/",), feed="http://bacha.vn/feed.xml"
)


@pytest.fixture(scope="session")
def pages() -> Iterator[PageReader]:
    pages = PageReader(seconds=20)
    yield pages
    pages.close()


@pytest.fixture
def server() -> Iterator[PortalServer]:
    with PortalServer().running() as server:
        server.answers["/robots.txt"] = answer(b"", 404)
        server.answers["/feed.xml"] = answer(rss(1, 2, 3), content_type="application/rss+xml")
        for number in range(1, 4):
            server.answers[f"/tin/{number}"] = answer(page(number))
        yield server


@pytest.fixture
def publishing(cache, redis, redis_server, server, pages) -> Iterator[Publishing]:
    board = NoticeBoard(redis, BOARD, LASTS)
    board.pin({VOICE.id: offer(VOICE, rank=0, reachable=True)})
    broker = Broker(redis_server.broker)
    listening = Listening(cache, Orders(cache, broker), Catalogue(board))
    fetching = fetcher(Names(bacha_vn=[[server.at]]))
    portal = Portal(listening, lambda: Sites({SITE.id: SITE}), fetching, pages)
    store = cache.store
    yield Publishing(portal, Register(store, redis), Listens(store, redis), Reports(redis))
    broker.app.close()


@pytest.fixture
def watch(publishing, redis) -> Watch:
    robots = Robots(publishing.portal.fetcher)
    return Watch(publishing, Memory(redis), robots, Pace(every=0.001, delay=0))
