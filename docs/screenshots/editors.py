"""`make screenshots`: the editors' pages, at 360 and 1280 px, of a real service with a few articles."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.browser.editing import TITLE, edited, signed_in
from tests.running import Service

HERE = Path(__file__).parent
PAGES = ("sign-in", "articles", "article", "words", "reports", "listens")


def take(browser: Browser, width: int) -> None:
    """A picture of every page, each in the state that an editor finds it in."""
    with _service() as running, _page(browser, width) as page:
        signed_in(page, running)
        for name in PAGES:
            _open(page, running, name)
            page.screenshot(path=HERE / f"editor-{name}-{width}.png")


def _open(page: Page, running: Service, name: str) -> None:
    place = {"articles": "", "article": ""}.get(name, f"/{name}")
    page.goto(f"http://{running.address}/editor{place}")
    if name == "article":
        page.get_by_role("link", name=TITLE).click()
        while not page.get_by_role("link", name="Nghe câu 1").count():
            page.reload()
        page.locator("#s1 summary").click()
        page.locator("#s1").get_by_label("Viết").fill("BTLP")
        page.locator("#s1").get_by_label("Đọc là").fill("ban tổ chức lễ hội")
        page.locator("#s1").evaluate("e => e.scrollIntoView({behavior: 'instant'})")


@contextmanager
def _service() -> Iterator[Service]:
    with tempfile.TemporaryDirectory() as folder, edited(Path(folder)) as running:
        yield running


@contextmanager
def _page(browser: Browser, width: int) -> Iterator[Page]:
    context = browser.new_context(locale="vi-VN", viewport={"width": width, "height": 900})
    yield context.new_page()
    context.close()
