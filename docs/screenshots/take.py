"""`make screenshots`: every state of the listen button, at 360 and 1280 px, on the demo page.

The page is the real service's; its button listens to the tests' fault server, which can be made
to be late, busy or gone. Pictures go beside this file.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).parent
STATIC = HERE.parents[1] / "reader/web/static"
sys.path.insert(0, str(HERE.parents[1]))

import editors  # noqa: E402 - beside this file

from tests.browser.conftest import CHROMIUM, FLAGS  # noqa: E402 - the tests are no installed package
from tests.browser.driving import call, press, wait_for, wait_past, wait_status  # noqa: E402
from tests.browser.fault_server import FaultServer  # noqa: E402
from tests.running import Service, service  # noqa: E402


def idle(_: Page) -> None:
    """As the page is opened."""


def preparing(page: Page) -> None:
    press(page)
    wait_status(page, "Đang chuẩn bị giọng đọc…")


def playing(page: Page) -> None:
    press(page)
    wait_for(page, "playing")
    call(page, "next()")
    call(page, "next()")
    wait_past(page, call(page, "currentTime") + 1.5)


def options(page: Page) -> None:
    playing(page)
    page.locator("listen-button summary").click()


def floating(page: Page) -> None:
    playing(page)
    call(page, "seek(60)")
    page.locator("listen-button .away").wait_for()
    wait_past(page, 61.5)


def paused(page: Page) -> None:
    playing(page)
    press(page)
    wait_for(page, "paused")
    page.wait_for_timeout(100)


def remembered(page: Page) -> None:
    playing(page)
    call(page, "seek(75)")
    wait_past(page, 76)
    press(page)
    page.reload()
    page.wait_for_function("document.querySelector('listen-button').shadowRoot")


def ended(page: Page) -> None:
    playing(page)
    call(page, f"seek({call(page, 'recording.duration') - 1})")
    wait_for(page, "ended")
    wait_status(page, "Đã đọc hết bài.")


def failed(page: Page) -> None:
    press(page)
    wait_for(page, "failed")
    page.wait_for_timeout(100)


def offline(page: Page) -> None:
    page.context.set_offline(offline=True)
    failed(page)


Reach = Callable[[Page], None]
STATES: dict[str, tuple[Reach, str, str]] = {
    "idle": (idle, "ready", "light"),
    "preparing": (preparing, "hang", "light"),
    "playing": (playing, "ready", "light"),
    "options": (options, "ready", "light"),
    "floating": (floating, "ready", "light"),
    "paused": (paused, "ready", "light"),
    "remembered": (remembered, "ready", "light"),
    "ended": (ended, "ready", "light"),
    "busy": (failed, "busy", "light"),
    "offline": (offline, "ready", "light"),
    "dark": (playing, "ready", "dark"),
}


def take(browser: Browser, running: Service, faults: FaultServer, name: str, width: int) -> None:
    """One picture of one state."""
    reach, fault, theme = STATES[name]
    height = 900
    context = browser.new_context(
        locale="vi-VN", bypass_csp=True, viewport={"width": width, "height": height}
    )
    page = context.new_page()
    page.add_init_script(f"""addEventListener('DOMContentLoaded', () => {{
      document.querySelector('listen-button').setAttribute('service', '{faults.origin}/faults/{fault}');
      if ('{theme}' === 'dark') document.documentElement.style.cssText = 'color-scheme:dark;filter:none'; }})""")
    page.goto(f"http://{running.address}/")
    if theme == "dark":
        page.add_style_tag(
            content="body,.breadcrumb{background:#121212!important;color:#e8e8e8!important}h1,#article_text{color:#e8e8e8!important}"
        )
    reach(page)
    if reach is not floating:
        page.locator("listen-button").evaluate(
            "e => scrollTo(0, e.getBoundingClientRect().top + scrollY - 250)"
        )
    page.screenshot(path=HERE / f"{name}-{width}.png")
    context.close()
    faults.release.set()
    faults.forget()


def draw_cover(browser: Browser, side: int, name: str) -> None:
    """cover.svg as every player can show it: in a downloaded file, and, larger, of a podcast."""
    page = browser.new_page(viewport={"width": side, "height": side})
    page.goto((STATIC / "cover.svg").as_uri())
    page.screenshot(path=STATIC / name)
    page.close()


def main() -> None:
    """Every state at both widths, the editors' pages, and the cover."""
    with service() as running, sync_playwright() as playwright:
        faults = FaultServer()
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for name in STATES:
            for width in (360, 1280):
                take(browser, running, faults, name, width)
        for width in (360, 1280):
            editors.take(browser, width)
        draw_cover(browser, 500, "cover.png")
        draw_cover(browser, 1400, "podcast-cover.png")
        browser.close()


if __name__ == "__main__":
    main()
