"""A portal of a foreign origin has its own pages read by their addresses. Run by test_by_url.py."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect

from tests.browser.conftest import chromium
from tests.docs.places import HOSTS, PORTAL, READER
from tests.reader.fetching.portal import Answer, Portal, answer
from tests.running import Service, service, wait_for

__all__ = ["chromium"]

ADDRESS = f"http://{PORTAL}/tin-tuc/le-hoi"
ARTICLE = f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8">
<title>Khai mạc lễ hội hoa mận - Xã Bắc Hà</title>
<script type="module" src="http://{READER}:PORT/listen-button.js"></script></head><body>
<nav><a href="/">Trang chủ</a></nav><h1>Khai mạc lễ hội hoa mận</h1>
LINE<div id="article_text"><p>Sáng nay, xã Bắc Hà khai mạc lễ hội lần thứ {{n}}.</p>
<p>Đông đảo bà con trong xã tham dự, đường sá sạch đẹp, cờ hoa rực rỡ.</p></div></body></html>"""
BY_URL = (
    f'<listen-button for="#article_text" url="{ADDRESS}" site="bac-ha">Đọc bài viết</listen-button>'
)
FRAME = (
    f'<iframe src="http://{READER}:PORT/embed?url={quote(ADDRESS, safe="")}" title="Nghe bài viết"'
    ' allow="autoplay" width="640" height="420" style="border:0;max-width:100%"></iframe>'
)
FEED = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>{}</channel></rss>"""
ITEM = f"<item><title>Tin {{n}}</title><link>http://{PORTAL}/tin-tuc/{{n}}</link></item>"


@pytest.fixture(scope="module")
def portal() -> Iterator[Portal]:
    with Portal(at=(HOSTS[PORTAL], 80)).running() as portal:
        portal.answers["/robots.txt"] = answer(b"", 404)
        portal.answers["/rss.xml"] = feed()
        yield portal


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The portal, as `site add` writes it, and its feed."""
    sites = tmp_path_factory.mktemp("team") / "sites.toml"
    command(sites, "site", "add", "bac-ha", "Xã Bắc Hà", f"http://{PORTAL}/tin-tuc/")
    with sites.open("a", encoding="utf-8") as file:
        file.write(f'feed = "http://{PORTAL}/rss.xml"\n')
    return sites


@pytest.fixture(scope="module")
def running(portal: Portal, sites: Path) -> Iterator[Service]:
    settings = {
        "READER_SITES_FILE": str(sites),
        "READER_HOST": HOSTS[READER],
        "READER_WATCH_EVERY": "0.2",
        "READER_WATCH_DELAY": "0.1",
    }
    with service(settings) as running:
        for path, line in {"/tin-tuc/le-hoi": BY_URL, "/tin-tuc/khung": FRAME}.items():
            publish(portal, running, path, line)
        yield running


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    page = chromium.new_page(locale="vi-VN")
    yield page
    page.close()


def command(sites: Path, *words: str) -> str:
    """What a command says."""
    environ = {**os.environ, "READER_SITES_FILE": str(sites)}
    line = [sys.executable, "-m", "reader.cli", *words]
    return subprocess.run(line, env=environ, capture_output=True, text=True, check=True).stdout


def publish(portal: Portal, running: Service, path: str, line: str = "", n: int = 12) -> None:
    port = running.address.rpartition(":")[2]
    html = ARTICLE.replace("LINE", line).replace("PORT", port).format(n=n)
    portal.answers[path] = answer(html.encode())


def feed(*numbers: int) -> Answer:
    items = "".join(ITEM.format(n=number) for number in numbers)
    return answer(FEED.format(items).encode(), content_type="application/rss+xml")


def button(place: Page | FrameLocator) -> None:
    """Press it."""
    place.locator("listen-button button.main").first.click()


def episodes(running: Service) -> str:
    """The podcast."""
    return running.ask("GET", "/v1/sites/bac-ha/feed.xml").body.decode()


@pytest.mark.usefixtures("running")
def test_check_shows_what_would_be_read_and_what_to_paste(sites: Path) -> None:
    shown = command(sites, "site", "check", ADDRESS)
    assert "title    Khai mạc lễ hội hoa mận" in shown
    assert "Sáng nay, xã Bắc Hà khai mạc lễ hội lần thứ 12." in shown
    assert "Trang chủ" not in shown
    assert 'site="bac-ha"' in shown


@pytest.mark.usefixtures("running")
def test_a_press_on_the_portals_page_reads_that_page_by_its_address(page: Page) -> None:
    page.goto(ADDRESS)
    with page.expect_request(lambda request: request.method == "POST") as asked:
        button(page)
    assert asked.value.post_data_json["url"] == ADDRESS
    assert "blocks" not in asked.value.post_data_json
    page.wait_for_function("document.querySelector('listen-button').currentTime > 1")
    page.wait_for_function("document.querySelector('listen-button').recording.state === 'ready'")
    spoken = page.evaluate("document.querySelector('listen-button').recording.sentences")
    assert [each["text"] for each in spoken][:2] == [
        "Khai mạc lễ hội hoa mận",
        "Sáng nay, xã Bắc Hà khai mạc lễ hội lần thứ 12.",
    ]


@pytest.mark.usefixtures("running")
def test_where_scripts_are_stripped_a_frame_does(page: Page) -> None:
    page.goto(f"http://{PORTAL}/tin-tuc/khung")
    frame = page.frame_locator("iframe")
    button(frame)
    expect(frame.locator("#sentence")).to_contain_text("lễ hội")


def test_where_scripts_are_off_a_link_does(running: Service, chromium: Browser) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"http://{running.address}/listen?url={ADDRESS}")
    expect(page.locator("audio[controls]")).to_be_visible()
    expect(page.get_by_text("Sáng nay, xã Bắc Hà khai mạc lễ hội lần thứ 12.")).to_be_visible()
    context.close()


def test_what_the_feed_lists_is_ready_before_a_press_and_gone_with_its_page(
    running: Service, portal: Portal
) -> None:
    publish(portal, running, "/tin-tuc/7", n=7)
    portal.answers["/rss.xml"] = feed(7)
    wait_for(lambda: f"http://{PORTAL}/tin-tuc/7" in episodes(running))
    body = {"url": f"http://{PORTAL}/tin-tuc/7"}
    pressed = running.ask("POST", "/v1/recordings", body)
    assert (pressed.status, pressed.json()["state"]) == (200, "ready")

    portal.answers["/tin-tuc/7"] = answer(b"", 404)
    portal.answers["/rss.xml"] = feed()
    wait_for(lambda: running.ask("GET", pressed.json()["links"]["audio"]).status == 404)
    assert f"http://{PORTAL}/tin-tuc/7" not in episodes(running)
