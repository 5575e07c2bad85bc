"""Who may have what read, where sites are set up; with a portal of our own on this machine."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient

from reader.clock import day
from reader.errors import UnavailableError
from reader.pages import PageReader
from reader.portal import Portal
from reader.sites import Site, Sites
from reader.web.app import create_app
from tests.reader.fetching.portal import Names, answer, fetcher
from tests.reader.fetching.portal import Portal as PortalServer

PAGE = """<!DOCTYPE html><html><head><title>Khai mạc lễ hội hoa mận - Xã Bắc Hà</title></head><body>
<nav><a href="/">Trang chủ</a></nav><h1>Khai mạc lễ hội hoa mận</h1><div class="date">15/02/2024</div>
<div class="entry-content"><p>Sáng nay, BTLP khai mạc lễ hội.</p><p>Đông đảo bà con tham dự.</p></div>
</body></html>"""


@pytest.fixture(scope="module")
def pages() -> Iterator[PageReader]:
    pages = PageReader(seconds=20)
    yield pages
    pages.close()


@pytest.fixture
def server() -> Iterator[PortalServer]:
    with PortalServer().running() as server:
        server.answers["/tin/1"] = answer(PAGE.encode())
        yield server


@pytest.fixture
def client(services, server: PortalServer, pages: PageReader, tmp_path) -> FlaskClient:
    lexicon = tmp_path / "bac-ha.tsv"
    lexicon.write_text("BTLP\tban tổ lễ phẩm\n", encoding="utf-8")
    bac_ha = Site(
        id="bac-ha",
        name="Xã Bắc Hà",
        origins=("https://bacha.vn",),
        pages=("http://bacha.vn/tin/",),
        voice="away",
        fallbacks=("auto",),
        lexicon=lexicon,
    )
    only_url = Site(
        id="nam-ha", name="Xã Nam Hà", origins=("https://namha.vn",), accepts=frozenset({"url"})
    )
    no_url = Site(
        id="dong-ha", name="Xã Đông Hà", pages=("http://bacha.vn/dong/",), accepts=frozenset()
    )
    sites = Sites({site.id: site for site in (bac_ha, only_url, no_url)})
    fetching = fetcher(Names(bacha_vn=[[server.at]]))
    portal = Portal(services.listening, lambda: sites, fetching, pages)
    return create_app(replace(services, portal=portal)).test_client()


def post(client: FlaskClient, origin: str = "", **body: str):
    headers = {"Origin": origin} if origin else {}
    return client.post("/v1/recordings", json=body, headers=headers, buffered=True)


def test_a_page_of_a_site_is_fetched_and_read_in_the_site_s_own_words(
    client: FlaskClient, server: PortalServer
) -> None:
    state = post(client, url="http://bacha.vn/tin/1")
    assert state.status_code == 202
    assert state.json["title"] == "Khai mạc lễ hội hoa mận"
    said = [sentence["spoken"] for sentence in state.json["sentences"]]
    assert said[1].startswith("Sáng nay, ban tổ lễ phẩm khai mạc")
    assert post(client, url="http://bacha.vn/tin/1", site="bac-ha").json["key"] == state.json["key"]
    assert len(server.requests) == 1


def test_a_press_fills_the_register_and_is_counted(client: FlaskClient, services) -> None:
    register, listens = services.publishing.register, services.publishing.listens
    state = post(client, url="http://bacha.vn/tin/1").json
    (entry,) = register.newest("bac-ha")
    assert entry.facts.url == "http://bacha.vn/tin/1"
    assert entry.facts.title == "Khai mạc lễ hội hoa mận"
    assert entry.facts.published.isoformat() == "2024-02-15T00:00:00+07:00"
    assert entry.current().key == state["key"]
    post(client, url="http://bacha.vn/tin/1")
    client.get("/listen?url=http://bacha.vn/tin/1", buffered=True)
    text = "Khai mạc lễ hội hoa mận\nSáng nay, BTLP khai mạc lễ hội.\nĐông đảo bà con tham dự."
    assert post(client, "https://bacha.vn", text=text).json["key"] == state["key"]
    assert listens.on("bac-ha", day(datetime.now(UTC))) == {entry.id: 4}
    assert register.newest("bac-ha") == [entry]


def test_a_press_is_answered_whether_or_not_it_can_be_noted(client, services, monkeypatch) -> None:
    def away(*_: object, **_more: object) -> None:
        raise UnavailableError("away")

    monkeypatch.setattr(services.publishing.register, "note", away)
    assert post(client, url="http://bacha.vn/tin/1").status_code == 202
    assert services.publishing.register.newest("bac-ha") == []


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"url": "http://other.vn/"}, 422, "page-refused"),
        ({"url": "http://bacha.vn/quan-tri"}, 422, "page-refused"),
        ({"url": "http://127.0.0.1/"}, 422, "page-refused"),
        ({"url": ""}, 422, "page-refused"),
        ({"url": "http://bacha.vn/tin/1", "site": "nam-ha"}, 422, "page-refused"),
        ({"url": "http://bacha.vn/tin/1", "site": "away"}, 422, "unknown-site"),
        ({"url": "http://bacha.vn/dong/1"}, 403, "not-accepted"),
        ({"url": "http://bacha.vn/tin/1", "text": "a"}, 400, "malformed"),
        ({"text": "Xin chào."}, 422, "unknown-site"),
        ({"text": "Xin chào.", "site": "bac-ha"}, 403, "not-accepted"),
    ],
)
def test_what_is_not_a_site_s_is_not_read(
    body: dict[str, str], status: int, code: str, client: FlaskClient, server: PortalServer
) -> None:
    refused = post(client, **body)
    assert (refused.status_code, refused.json["code"]) == (status, code)
    assert server.requests == []


def test_all_refusals_of_an_address_sound_the_same(client: FlaskClient) -> None:
    urls = ["http://other.vn/", "http://127.0.0.1/", "gopher://bacha.vn/", "http://bacha.vn/x"]
    assert len({post(client, url=url).data for url in urls}) == 1


@pytest.mark.parametrize(
    ("origin", "site", "status"),
    [
        ("https://bacha.vn", "", 202),
        ("https://bacha.vn", "bac-ha", 202),
        ("http://bacha.vn", "bac-ha", 403),
        ("null", "bac-ha", 403),
        ("https://namha.vn", "bac-ha", 403),
        ("https://namha.vn", "", 403),  # takes addresses alone
        ("https://evil.example", "", 422),
        ("null", "", 422),
    ],
)
def test_text_is_taken_from_a_site_s_origins_alone(
    origin: str, site: str, status: int, client: FlaskClient
) -> None:
    asked = {"text": "Xin chào bà con."} | ({"site": site} if site else {})
    assert post(client, origin, **asked).status_code == status


def test_a_page_that_is_away_is_said_to_be(client: FlaskClient, server: PortalServer) -> None:
    server.answers["/tin/2"] = answer(b"", 404)
    away = post(client, url="http://bacha.vn/tin/2")
    assert (away.status_code, away.json["code"]) == (404, "page-gone")
    server.answers["/tin/2"] = answer(b"", 500)
    away = post(client, url="http://bacha.vn/tin/2")
    assert (away.status_code, away.json["code"]) == (503, "page-unavailable")
    server.answers["/tin/3"] = answer(b"<html></html>")
    assert post(client, url="http://bacha.vn/tin/3").json["code"] == "nothing-to-read"
