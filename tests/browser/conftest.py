"""A real Chromium with the strictest autoplay policy, and a portal to open in it."""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.fault_server import FaultServer

CHROMIUM = (
    shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chromium-browser")
)
FLAGS = [
    "--autoplay-policy=user-gesture-required",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    *(["--no-sandbox"] if os.geteuid() == 0 else []),
]

ARTICLE = """
<h1>Quận họp bàn việc mới</h1>
<div id="article_text">
  <p>Sáng nay quận họp. Có <b>ba mươi</b> người dự, <a href="#x">trong đó</a> có chủ tịch. Mọi người vui.</p>
  <h2>Việc cần làm</h2>
  <ul><li>Làm đường</li><li>Trồng cây</li></ul>
  <p>Câu cuối cùng của bài này. Xin cảm ơn.</p>
</div>
<p class="article-author">Tin: Bích Luyện</p>
"""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=FLAGS,
            ignore_default_args=["--disable-back-forward-cache"],
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def one_server() -> Iterator[FaultServer]:
    server = FaultServer()
    yield server
    server.release.set()
    server.shutdown()
    server.server_close()


@pytest.fixture
def server(one_server: FaultServer) -> FaultServer:
    one_server.forget()
    return one_server


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(locale="vi-VN", viewport={"width": 1000, "height": 700})
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def portal(
    button: str = '<listen-button for="#article_text">Đọc bài viết</listen-button>',
    article: str = ARTICLE,
    head: str = "",
) -> str:
    """A portal's page with this button above this article."""
    return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>Trang quận</title>
<meta name="viewport" content="width=device-width"><script type="module" src="/listen-button.js"></script>{head}</head>
<body><main>{button}{article}</main></body></html>"""


@pytest.fixture
def open_page(page: Page, server: FaultServer) -> Callable[..., Page]:
    """Opens a portal's page whose service has these faults."""

    def opened(faults: str = "", attributes: str = "", **parts: str) -> Page:
        service = f'service="/faults/{faults}"' if faults else ""
        parts.setdefault(
            "button",
            f'<listen-button for="#article_text" {service} {attributes}>Đọc bài viết</listen-button>',
        )
        page.goto(server.page(portal(**parts)))
        page.wait_for_function("document.querySelector('listen-button').shadowRoot")
        return page

    return opened
