"""The whole way, in a real browser: press, hear, follow, pause."""

from tests.browser.driving import (
    Opened,
    button,
    marked,
    now,
    play,
    press,
    wait_for,
    wait_marked,
    wait_past,
)


def test_a_press_speaks_marks_and_pauses(open_page: Opened) -> None:
    page = open_page()
    play(page)
    assert button(page).inner_text() == "Tạm dừng"
    wait_marked(page, "Quận họp bàn việc mới")
    wait_marked(page, "Có ba mươi người dự, trong đó có chủ tịch.")
    press(page)
    wait_for(page, "paused")
    stopped = now(page)
    assert button(page).inner_text() == "Nghe tiếp"
    play(page)
    wait_past(page, stopped)


def test_live_sound_starts_before_the_recording_is_whole(open_page: Opened) -> None:
    page = open_page("pending")
    play(page)
    assert page.evaluate("document.querySelector('listen-button').recording.state") == "pending"
    wait_marked(page, "Sáng nay quận họp.")
    wait_marked(page, "Làm đường")
    assert marked(page, "word") in "Làm đường"
