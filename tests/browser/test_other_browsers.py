"""The core in two engines more: Firefox ESR and WebKitGTK, from the distribution's packages."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest

from tests.browser.conftest import portal
from tests.browser.fault_server import FaultServer
from tests.browser.firefox import Firefox
from tests.browser.webkit import WebKit

BUTTON = "document.querySelector('listen-button')"
CENTRE = f"(r => [r.x + r.width / 2, r.y + r.height / 2])({BUTTON}.shadowRoot.querySelector('.main').getBoundingClientRect())"
MARKED = "String([...(CSS.highlights.get('listen-sentence') || [])][0])"


@pytest.fixture(scope="module", params=[Firefox, WebKit], ids=["firefox", "webkit"])
def browser(request: pytest.FixtureRequest) -> Iterator[Firefox | WebKit]:
    if missing := [program for program in request.param.needs if not shutil.which(program)]:
        pytest.skip(f"not installed: {', '.join(missing)} (tests/install-apt installs them)")
    with tempfile.TemporaryDirectory(prefix="b-", ignore_cleanup_errors=True) as folder:
        browser = request.param(Path(folder))
        yield browser
        browser.close()


def until(browser: Firefox | WebKit, expression: str, seconds: float = 30) -> None:
    end = monotonic() + seconds
    while not browser.look(expression):
        assert monotonic() < end, (
            expression,
            browser.look(f"[{BUTTON}.state, {BUTTON}.currentTime, {MARKED}]"),
        )


def press(browser: Firefox | WebKit) -> None:
    """One click, long enough after the last not to be the second half of a double click."""
    until(browser, "!(performance.now() - window.pressed < 1000)")
    x, y = browser.look(CENTRE)
    browser.look("(window.pressed = performance.now())")
    browser.press(int(x), int(y))


@pytest.mark.parametrize("faults", ["ready", "pending", "late", "cut"])
def test_a_press_speaks_marks_pauses_and_goes_on(
    browser: Firefox | WebKit, server: FaultServer, faults: str
) -> None:
    html = portal(
        f'<listen-button for="#article_text" service="/faults/{faults}">Đọc bài viết</listen-button>'
    )
    browser.open(server.page(html, path=f"/{faults}"))
    until(browser, f"Boolean({BUTTON} && {BUTTON}.shadowRoot)")
    press(browser)
    until(browser, f"{BUTTON}.state === 'playing'")
    until(browser, f"{MARKED} === 'Có ba mươi người dự, trong đó có chủ tịch.'")
    press(browser)
    until(browser, f"{BUTTON}.state === 'paused'")
    browser.look(f"({BUTTON}.next(), 1)")
    until(browser, f"{MARKED} === 'Mọi người vui.'")
    press(browser)
    until(browser, f"{BUTTON}.state === 'ended'")


def test_a_service_that_is_busy_is_told(browser: Firefox | WebKit, server: FaultServer) -> None:
    browser.open(
        server.page(
            portal('<listen-button for="#article_text" service="/faults/busy"></listen-button>')
        )
    )
    until(browser, f"Boolean({BUTTON} && {BUTTON}.shadowRoot)")
    press(browser)
    until(browser, f"{BUTTON}.state === 'failed'")
    assert "Nhiều người đang nghe" in browser.look(
        f"{BUTTON}.shadowRoot.querySelector('[role=status]').textContent"
    )
