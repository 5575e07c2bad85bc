"""Statements 10 to 13: one press starts the sound."""

import pytest

from tests.browser.driving import STATE, Opened, button, press, wait_for, wait_status
from tests.browser.fault_server import FaultServer

HISTORY = """(() => { const status = document.querySelector('listen-button').shadowRoot.querySelector('[role=status]');
window.said = []; new MutationObserver(() => said.push(status.textContent)).observe(status, {childList: true, characterData: true, subtree: true}) })()"""


def test_10_the_words_change_at_once_and_focus_stays(open_page: Opened) -> None:
    page = open_page("late")
    page.evaluate("""(() => { const button = document.querySelector('listen-button').shadowRoot.querySelector('button.main');
    button.addEventListener('click', () => { window.pressed = performance.now() }, true);
    new MutationObserver(() => { window.took = performance.now() - pressed }).observe(button, {childList: true, subtree: true, characterData: true}) })()""")
    press(page)
    page.wait_for_function("window.took !== undefined")
    assert page.evaluate("took") < 200
    assert button(page).inner_text() == "Tạm dừng"
    assert (
        page.evaluate("document.querySelector('listen-button').shadowRoot.activeElement.className")
        == "main on"
    )


def test_11_preparing_is_said_once(open_page: Opened, server: FaultServer) -> None:
    page = open_page("hang")
    page.evaluate(HISTORY)
    press(page)
    wait_status(page, "Đang chuẩn bị giọng đọc…")
    server.release.set()
    wait_for(page, "playing")
    assert page.evaluate("said").count("Đang chuẩn bị giọng đọc…") == 1


def test_11_nothing_is_said_of_preparing_where_sound_is_there_at_once(open_page: Opened) -> None:
    page = open_page()
    page.evaluate(HISTORY)
    press(page)
    wait_for(page, "playing")
    assert page.evaluate("said") == ["Đang đọc bài."]


@pytest.mark.parametrize("faults", ["late", "late+pending", "audiolate"])
def test_12_a_server_that_takes_8_seconds_still_sounds_from_that_press(
    open_page: Opened, faults: str
) -> None:
    page = open_page(faults)
    press(page)
    wait_for(page, "playing", seconds=15)
    page.wait_for_function("document.querySelector('listen-button').currentTime > 0.3")


def test_13_a_double_click_starts_one_sound(open_page: Opened, server: FaultServer) -> None:
    page = open_page("pending")
    button(page).dblclick()
    wait_for(page, "playing")
    assert len(server.asked("live.mp3")) == 1
    assert [method for method, _ in server.requests].count("POST") == 1


def test_13_pressing_again_and_again_ends_as_the_last_press_says(open_page: Opened) -> None:
    page = open_page("pending")
    for _ in range(6):
        button(page).evaluate("button => button.click()")
    assert page.evaluate(STATE) == "paused"
    button(page).evaluate("button => button.click()")
    assert page.evaluate(STATE) != "paused"
    press(page)
    press(page)
    wait_for(page, "playing")
    assert (
        page.evaluate(
            "document.querySelector('listen-button').shadowRoot.querySelectorAll('audio').length"
        )
        == 1
    )
