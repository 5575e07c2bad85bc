"""What a test does with a button, and what it may look at."""

from collections.abc import Callable
from time import monotonic
from typing import Any

from playwright.sync_api import Locator, Page

Opened = Callable[..., Page]
STATE = "document.querySelector('listen-button').state"


def button(page: Page) -> Locator:
    """The one big button."""
    return page.locator("listen-button button.main").first


def press(page: Page) -> None:
    button(page).click()


def wait_for(page: Page, state: str, seconds: float = 20) -> None:
    page.wait_for_function(f"{STATE} === '{state}'", timeout=seconds * 1000)


def wait_past(page: Page, seconds: float) -> None:
    """Until the sound has reached this time."""
    page.wait_for_function(f"document.querySelector('listen-button').currentTime > {seconds}")


def status(page: Page) -> str:
    return page.locator("listen-button [role=status]").inner_text()


def wait_status(page: Page, words: str, seconds: float = 12) -> None:
    page.locator("listen-button [role=status]").filter(has_text=words).wait_for(
        timeout=seconds * 1000
    )


def marked(page: Page, what: str = "sentence") -> str:
    """The text on the page that is marked now: the sentence, or the word."""
    return str(
        page.evaluate(f"[...CSS.highlights.get('listen-{what}') ?? []].map(String).join('')")
    )


def wait_marked(page: Page, text: str) -> None:
    page.wait_for_function(
        "text => [...CSS.highlights.get('listen-sentence') ?? []].map(String).join('').includes(text)",
        arg=text,
    )


def now(page: Page) -> float:
    return float(page.evaluate("document.querySelector('listen-button').currentTime"))


def play(page: Page) -> None:
    press(page)
    wait_for(page, "playing")


def fast(page: Page, rate: float = 8) -> None:
    page.evaluate(
        f"document.querySelector('listen-button').shadowRoot.querySelector('audio').playbackRate = {rate}"
    )


def call(page: Page, code: str) -> Any:
    return page.evaluate(f"document.querySelector('listen-button').{code}")


def look(page: Page, expression: str) -> Any:
    """Evaluates under any CSP: a page without 'unsafe-eval' refuses what Playwright does."""
    session = page.context.new_cdp_session(page)
    answer = session.send("Runtime.evaluate", {"expression": expression, "returnByValue": True})
    session.detach()
    return answer["result"].get("value")


def until(page: Page, expression: str, seconds: float = 20) -> None:
    """Waits for an expression to be true, under any CSP."""
    end = monotonic() + seconds
    while not look(page, expression):
        assert monotonic() < end, expression
