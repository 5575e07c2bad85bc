"""Statements 26 to 32: stopping, leaving, and coming back."""

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import portal
from tests.browser.driving import (
    Opened,
    button,
    call,
    fast,
    marked,
    now,
    play,
    press,
    status,
    wait_for,
    wait_marked,
    wait_past,
    wait_status,
)
from tests.browser.fault_server import FaultServer

LONG = (
    '<h1>Bài dài</h1><div id="article_text"><p>' + "Câu này có bảy chữ để đọc. " * 45 + "</p></div>"
)


def test_26_in_the_background_reading_goes_on_to_the_end(
    open_page: Opened, page: Page, context: BrowserContext
) -> None:
    open_page()
    play(page)
    other = context.new_page()
    other.bring_to_front()
    wait_for(page, "ended", 30)


def test_27_after_a_reload_the_place_is_offered(open_page: Opened, page: Page) -> None:
    open_page(article=LONG)
    play(page)
    call(page, "seek(65)")
    wait_past(page, 66)
    press(page)
    wait_for(page, "paused")
    left = now(page)
    page.reload()
    hint = page.locator("listen-button #hint")
    expect(hint).to_have_text("Lần trước bạn nghe đến 1 phút 6 giây.")
    expect(button(page)).to_have_text("Nghe tiếp")
    press(page)
    wait_for(page, "playing")
    assert left - 2 < now(page) < left + 2


def test_27_one_may_begin_anew(open_page: Opened, page: Page) -> None:
    open_page(article=LONG)
    play(page)
    call(page, "seek(30)")
    wait_past(page, 31)
    page.reload()
    page.get_by_role("button", name="Nghe từ đầu").click()
    wait_for(page, "playing")
    assert now(page) < 3


def test_27_the_place_is_kept_while_the_recording_is_made_again(
    open_page: Opened, page: Page, server: FaultServer
) -> None:
    open_page("pending", article=LONG)
    play(page)
    wait_marked(page, "Câu này")
    call(page, "seek(10)")
    wait_past(page, 10.5)
    server.made.clear()
    page.reload()
    press(page)
    wait_for(page, "playing")
    assert 8 < now(page) < 14


def test_27_the_place_is_kept_where_the_sound_is_ahead_of_what_is_told_of_it(
    open_page: Opened, page: Page
) -> None:
    """The live sound may play far past the last sentence whose times the page has heard of."""
    open_page("pending", article=LONG)
    with page.expect_response("**/v1/recordings") as posted:
        press(page)
    told = posted.value.json()
    title, *others = told["sentences"]
    told["sentences"] = [title | {"start": 0, "end": 0.4}, *others]
    page.route("**/v1/recordings/*", lambda route: route.fulfill(json=told))
    wait_for(page, "playing")
    call(page, "seek(10)")
    wait_past(page, 10.5)
    page.reload()
    page.unroute("**/v1/recordings/*")
    press(page)
    wait_for(page, "playing")
    assert 8 < now(page) < 14


def test_28_leaving_stops_and_back_shows_where_it_was(
    open_page: Opened, page: Page, server: FaultServer
) -> None:
    open_page()
    server.page(portal(), path="/other")
    play(page)
    wait_past(page, 4)
    page.evaluate("window.kept = true")
    page.goto(server.origin + "/other")
    page.go_back(wait_until="commit")
    expect(button(page)).to_have_text("Nghe tiếp")
    assert page.evaluate("window.kept") is True  # from the back/forward cache
    assert call(page, "state") == "paused"
    assert now(page) > 3.5
    press(page)
    wait_for(page, "playing")


def test_29_a_second_tab_pauses_the_first_which_says_so(
    open_page: Opened, page: Page, context: BrowserContext, server: FaultServer
) -> None:
    open_page()
    play(page)
    second = context.new_page()
    second.goto(server.origin + "/page")
    play(second)
    wait_for(page, "paused")
    wait_status(page, "Đã tạm dừng vì bạn đang nghe ở chỗ khác.")
    assert call(second, "state") == "playing"


def test_30_the_end_is_said_once_and_the_next_article_is_offered(open_page: Opened) -> None:
    page = open_page(head='<link rel="next" href="/other" title="Họp tổ dân phố">')
    play(page)
    fast(page)
    wait_for(page, "ended")
    wait_status(page, "Đã đọc hết bài.")
    expect(button(page)).to_have_text("Nghe lại từ đầu")
    assert page.get_by_role("link", name="Bài tiếp theo: Họp tổ dân phố").get_attribute(
        "href"
    ) == page.url.replace("/page", "/other")
    assert not page.evaluate("CSS.highlights.has('listen-sentence')")
    press(page)
    wait_for(page, "playing")
    assert now(page) < 3
    assert page.evaluate("localStorage['listen-button.places']") in (None, "{}")


def test_31_a_screen_reader_can_go_to_the_sentence(open_page: Opened) -> None:
    page = open_page()
    before = page.locator("#article_text").inner_html()
    play(page)
    wait_marked(page, "Có ba mươi")
    press(page)
    page.get_by_role("button", name="Đến chỗ đang đọc").press("Enter")
    assert page.evaluate("document.activeElement.textContent").startswith("Sáng nay quận họp.")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "trong đó"
    assert page.locator("#article_text").inner_html() == before


def test_32_a_pause_from_outside_is_kept(open_page: Opened) -> None:
    page = open_page()
    play(page)
    wait_past(page, 0.5)
    page.locator("listen-button audio").evaluate("audio => audio.pause()")
    wait_for(page, "paused")
    stopped = now(page)
    expect(button(page)).to_have_text("Nghe tiếp")
    page.evaluate("new Promise(done => setTimeout(done, 1500))")
    assert now(page) == stopped
    assert status(page) == "Đã tạm dừng."
    assert marked(page)
