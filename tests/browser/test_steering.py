"""Statements 19 to 21, 24, 25: steps, speeds, voices, the slider, the lock screen."""

from playwright.sync_api import Page, expect

from tests.browser.driving import (
    Opened,
    call,
    marked,
    now,
    play,
    press,
    wait_for,
    wait_marked,
    wait_past,
)
from tests.browser.fault_server import FaultServer

START = "i => document.querySelector('listen-button').recording.sentences[i].start"


def step(page: Page, name: str) -> None:
    page.locator("listen-button").get_by_role("button", name=name, exact=True).click()


def test_19_previous_repeats_or_goes_back_and_next_goes_forward(open_page: Opened) -> None:
    page = open_page()
    play(page)
    wait_marked(page, "Có ba mươi")
    step(page, "Câu trước")
    wait_marked(page, "Sáng nay")
    step(page, "Câu sau")
    wait_marked(page, "Có ba mươi")
    wait_past(page, page.evaluate(START, 2) + 2.2)
    step(page, "Câu trước")
    page.wait_for_function(
        "document.querySelector('listen-button').currentTime < " + str(page.evaluate(START, 2) + 1)
    )
    assert marked(page).startswith("Có ba mươi")


def test_19_steps_work_while_paused(open_page: Opened) -> None:
    page = open_page()
    play(page)
    wait_marked(page, "Sáng nay")
    press(page)
    wait_for(page, "paused")
    step(page, "Câu sau")
    wait_marked(page, "Có ba mươi")
    assert call(page, "state") == "paused"
    step(page, "Câu trước")
    wait_marked(page, "Sáng nay")
    assert call(page, "state") == "paused"


def test_19_steps_go_on_to_what_is_not_made_yet(open_page: Opened, server: FaultServer) -> None:
    server.slower = 3
    for attributes in ("", "no-blob"):
        server.made.clear()
        page = open_page("pending", attributes)
        play(page)
        for _ in range(5):
            step(page, "Câu sau")
        page.evaluate(SEEK_LAST)
        page.wait_for_function(
            "String([...CSS.highlights.get('listen-sentence') ?? []][0]).startsWith('Xin cảm ơn')",
            timeout=40000,
        )
        page.evaluate("localStorage.clear()")


SEEK_LAST = """(() => { const b = document.querySelector('listen-button'); const timer = setInterval(() => {
  const last = b.recording.sentences.at(-1); if (last.start !== null) { clearInterval(timer); b.seek(last.start) } }, 50) })()"""


def test_20_repeat_works_from_the_keyboard_and_starts_again_when_paused(open_page: Opened) -> None:
    page = open_page()
    play(page)
    wait_past(page, page.evaluate(START, 2) + 1)
    press(page)
    wait_for(page, "paused")
    page.locator("listen-button").get_by_role("button", name="Nghe lại câu này").press("Enter")
    wait_for(page, "playing")
    assert marked(page).startswith("Có ba mươi")
    assert now(page) < page.evaluate(START, 2) + 1


def test_21_speeds_have_words_and_are_kept_for_every_article(
    open_page: Opened, page: Page, server: FaultServer
) -> None:
    open_page()
    play(page)
    page.locator("listen-button summary").click()
    speed = page.get_by_role("combobox", name="Tốc độ")
    assert speed.locator("option").all_inner_texts() == ["Rất chậm", "Chậm", "Bình thường", "Nhanh"]
    speed.select_option("Chậm")
    audio = page.locator("listen-button audio")
    assert audio.evaluate("a => [a.playbackRate, a.preservesPitch]") == [0.8, True]
    other = server.pages["/page"][0].replace("Sáng nay", "Chiều nay")
    page.goto(server.page(other, path="/other"))
    play(page)
    wait_past(page, 0.2)
    assert audio.evaluate("a => a.playbackRate") == 0.8


def test_21_a_voice_keeps_the_place(open_page: Opened, page: Page, server: FaultServer) -> None:
    open_page()
    play(page)
    page.locator("listen-button summary").click()
    wait_marked(page, "Có ba mươi")
    page.get_by_role("combobox", name="Giọng đọc").select_option("Giọng miền Nam")
    page.wait_for_function(
        "document.querySelector('listen-button').recording?.voice === 'tone-vi-south'"
    )
    wait_for(page, "playing")
    assert marked(page).startswith("Có ba mươi")
    assert server.bodies[-1]["voice"] == "tone-vi-south"


def test_24_position_and_length_are_words(open_page: Opened) -> None:
    page = open_page()
    play(page)
    press(page)
    slider = page.get_by_role("slider", name="Vị trí trong bài")
    slider.evaluate(
        "s => { s.value = 5; s.dispatchEvent(new Event('input')); s.dispatchEvent(new Event('change')) }"
    )
    assert slider.get_attribute("aria-valuetext") == "5 giây trên 11 giây"
    expect(page.locator("listen-button [part=time]")).to_have_text("5 giây trên 11 giây")
    assert abs(now(page) - 5) < 0.5


def test_24_the_spoken_position_is_still_while_the_slider_has_the_focus(open_page: Opened) -> None:
    page = open_page()
    play(page)
    slider = page.get_by_role("slider", name="Vị trí trong bài")
    slider.focus()
    before = slider.get_attribute("aria-valuetext")
    wait_past(page, now(page) + 2)
    assert slider.get_attribute("aria-valuetext") == before
    slider.press("ArrowRight")
    assert slider.get_attribute("aria-valuetext") != before


def test_24_text_size_of_the_article_is_chosen_and_kept(open_page: Opened, page: Page) -> None:
    open_page()
    before = page.content()
    play(page)
    page.locator("listen-button summary").click()
    height = page.locator("#article_text h2").bounding_box()
    page.get_by_role("button", name="A+").click()
    larger = page.locator("#article_text h2").bounding_box()
    assert height
    assert larger
    assert larger["height"] > height["height"] * 1.15
    assert page.content() == before
    page.reload()
    page.wait_for_function("document.querySelector('listen-button').shadowRoot")
    kept = page.locator("#article_text h2").bounding_box()
    assert kept
    assert kept["height"] == larger["height"]


def test_25_the_lock_screen_has_title_buttons_and_position(open_page: Opened) -> None:
    spy = """<script>window.actions = {}; const own = navigator.mediaSession.setActionHandler.bind(navigator.mediaSession);
    navigator.mediaSession.setActionHandler = (name, does) => { actions[name] = does; own(name, does) };
    navigator.mediaSession.setPositionState = state => { window.position = state }</script>"""
    page = open_page(head=spy)
    play(page)
    assert page.evaluate("navigator.mediaSession.metadata.title") == "Quận họp bàn việc mới"
    assert page.evaluate("navigator.mediaSession.metadata.artist") == "127.0.0.1"
    assert page.evaluate("position.duration") > 10
    page.evaluate("actions.seekto({seekTime: 6})")
    wait_past(page, 6)
    page.evaluate("actions.seekbackward({})")
    page.wait_for_function("document.querySelector('listen-button').currentTime < 4")
    page.evaluate("actions.pause()")
    wait_for(page, "paused")
    page.evaluate("actions.nexttrack()")
    page.evaluate("actions.play()")
    wait_for(page, "playing")


def test_editors_are_told_of_a_wrong_reading(open_page: Opened, server: FaultServer) -> None:
    page = open_page()
    play(page)
    wait_marked(page, "Sáng nay")
    press(page)
    page.locator("listen-button summary").click()
    page.get_by_role("button", name="Báo đọc sai câu này").click()
    page.get_by_text("Đã báo câu đọc sai. Cảm ơn bạn.").wait_for()
    assert server.bodies[-1] == {"sentence": 1, "text": "Sáng nay quận họp."}
    assert server.requests[-1][1].endswith("/reports")
