"""axe finds nothing in any state, at any width, in any theme. It finds a minority of problems: see test_site.py."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.driving import Opened, call, fast, play, press, wait_for, wait_past
from tests.browser.fault_server import FaultServer

Reach = Callable[[Page], None]
THEME = '<meta name="color-scheme" content="{scheme}"><style>:root{{color-scheme:{scheme};background:Canvas;color:CanvasText}}</style>'


def idle(_: Page) -> None:
    """As the page is opened."""


def loading(page: Page) -> None:
    press(page)


def playing(page: Page) -> None:
    play(page)
    page.locator("listen-button summary").click()


def paused(page: Page) -> None:
    play(page)
    wait_past(page, 4)
    press(page)
    wait_for(page, "paused")


def remembered(page: Page) -> None:
    paused(page)
    page.reload()
    page.wait_for_function("document.querySelector('listen-button').shadowRoot")


def ended(page: Page) -> None:
    play(page)
    fast(page)
    wait_for(page, "ended")


def failed(page: Page) -> None:
    press(page)
    wait_for(page, "failed")


def floating(page: Page) -> None:
    play(page)
    page.evaluate("document.body.style.paddingBottom = '3000px'; scrollTo(0, 2000)")
    page.locator("listen-button .away").wait_for()


STATES = [
    (idle, ""),
    (loading, "hang"),
    (playing, ""),
    (paused, ""),
    (remembered, ""),
    (ended, ""),
    (failed, "busy"),
    (floating, ""),
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize(("reach", "faults"), STATES)
def test_axe_finds_nothing(  # noqa: PLR0917 - each is a parameter of the test
    open_page: Opened, server: FaultServer, width: int, scheme: str, reach: Reach, faults: str
) -> None:
    page = open_page(
        faults, head=THEME.format(scheme=scheme) + '<link rel="next" href="/next" title="Bài sau">'
    )
    page.set_viewport_size({"width": width, "height": 800})
    reach(page)
    found = Axe().run(page)
    server.release.set()
    call(page, "pause()")
    assert found.violations_count == 0, found.generate_report()
