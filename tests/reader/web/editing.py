"""A service with two sites, their editors, and a portal of one of them on this machine."""

import re
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from reader.lexicons import Lexicons
from reader.pages import PageReader
from reader.portal import Portal
from reader.publishing import Publishing
from reader.sites import Key, Site, Sites
from reader.web.app import create_app
from reader.web.services import Services
from reader.words import Words
from tests.reader.fetching.portal import Names, answer, fetcher
from tests.reader.fetching.portal import Portal as PortalServer

KEYS = (Key("2", "a" * 64), Key("1", "b" * 64))
URL = "http://bacha.vn/tin/1"
PARAGRAPHS = [
    " ".join(f"Câu {n} của đoạn {m} nói về lễ hội hoa mận năm nay ở xã Bắc Hà." for n in range(9))
    for m in range(1, 13)
]
PARAGRAPHS[7] += " Ban giám khảo cùng BTLP có mặt từ sáng sớm."
PAGE = """<html><head><title>Khai mạc lễ hội hoa mận - Xã Bắc Hà</title></head><body>
<h1>Khai mạc lễ hội hoa mận</h1><div class="entry-content">{}</div></body></html>"""


@pytest.fixture(scope="module")
def pages():
    pages = PageReader(seconds=20)
    yield pages
    pages.close()


@pytest.fixture
def server():
    with PortalServer().running() as server:
        body = "".join(f"<p>{each}</p>" for each in PARAGRAPHS)
        server.answers["/tin/1"] = answer(PAGE.format(body).encode())
        yield server


@pytest.fixture
def editing(services: Services, server: PortalServer, pages: PageReader, redis, tmp_path):
    lexicon = tmp_path / "bac-ha.tsv"
    lexicon.write_text("UBND\tủy ban\n", encoding="utf-8")
    ours = Site(
        id="bac-ha", name="Xã Bắc Hà", pages=("http://bacha.vn/tin/",), keys=KEYS, lexicon=lexicon
    )
    sites = {ours.id: ours, "nam-ha": Site(id="nam-ha", name="Nam Hà", keys=(Key("1", "c" * 64),))}
    lexicons = Lexicons(Words(services.listening.cache.store, redis))
    fetching = fetcher(Names(bacha_vn=[[server.at]]))
    portal = Portal(
        services.listening, lambda: Sites(dict(sites)), fetching, pages, lexicons=lexicons
    )
    old = services.publishing
    publishing = Publishing(portal, old.register, old.listens, services.reports)
    made = replace(services, portal=portal, publishing=publishing)
    return Editing(made, create_app(made), sites)


class Editing:
    """The service, and an editor's browser."""

    def __init__(self, services: Services, app: Flask, sites: dict[str, Site]) -> None:
        self.services = services
        self.app = app
        self.sites = sites

    def editor(self, site: str = "bac-ha", key: Key = KEYS[0]) -> "Editor":
        editor = Editor(self.app.test_client())
        editor.send("/editor/sign-in", site=site, key=key.written)
        return editor

    def listened(self) -> str:
        """Somebody presses; the article's id."""
        answer = self.app.test_client().post("/v1/recordings", json={"url": URL}, buffered=True)
        assert answer.status_code == 202, answer.text
        entry = self.services.publishing.register.get("bac-ha", URL)
        assert entry
        return entry.id

    @property
    def recording(self) -> str:
        entry = self.services.publishing.register.get("bac-ha", URL)
        assert entry
        return entry.recordings[0].key


class Editor:
    """A browser that sends forms as browsers do."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def see(self, path: str) -> TestResponse:
        return self.client.get(path)

    def token(self) -> str:
        found = re.search(r'name="token" value="([^"]+)"', self.see("/editor/words").text)
        return found[1] if found else ""

    def send(
        self, path: str, origin: str = "http://localhost", accept: str = "text/html", **form: str
    ) -> TestResponse:
        headers = {"Origin": origin, "Accept": accept}
        return self.client.post(path, data={"token": self.token(), **form}, headers=headers)

    def place(self, answer: TestResponse) -> str:
        assert answer.status_code == 303, answer.text
        return urlsplit(answer.headers["Location"]).path
