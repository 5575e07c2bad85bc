"""The page for whoever has no button: heard and read with JavaScript off; axe finds nothing in it."""

import re
import threading
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask.testing import FlaskClient
from playwright.sync_api import Browser, BrowserContext, expect
from werkzeug.serving import make_server

from tests.reader.web.conftest import services, studio
from tests.reader.web.test_sites import client, pages, server

__all__ = ["client", "pages", "server", "services", "studio"]

ARTICLE = "?url=http://bacha.vn/tin/1"


@pytest.fixture
def at(client: FlaskClient) -> Iterator[str]:
    web = make_server("127.0.0.1", 0, client.application, threaded=True)
    thread = threading.Thread(target=web.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{web.server_port}"
    web.shutdown()
    thread.join()
    web.server_close()


def test_without_javascript_it_is_heard_and_read(at: str, chromium: Browser) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{at}/listen{ARTICLE}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Khai mạc lễ hội hoa mận")
    expect(page.get_by_text("Sáng nay, BTLP khai mạc lễ hội.")).to_be_visible()
    audio = page.locator("audio[controls]")
    expect(audio).to_be_visible()
    expect(audio).to_have_attribute("src", re.compile(r"^/v1/recordings/\w{64}/live\.mp3$"))
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", [f"/listen{ARTICLE}", f"/embed{ARTICLE}", "/listen?url=x"])
def test_axe_finds_nothing_in_it(
    path: str, width: int, scheme: str, at: str, context: BrowserContext
) -> None:
    page = context.new_page()
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(at + path)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_frame_holds_the_button_and_a_way_without_javascript(at: str, chromium: Browser) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{at}/embed{ARTICLE}")
    expect(page.get_by_role("button", name="Đọc bài viết")).to_be_visible()
    context.close()
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{at}/embed{ARTICLE}")
    expect(page.get_by_role("link", name="Nghe ở trang chữ to")).to_be_visible()
    context.close()
