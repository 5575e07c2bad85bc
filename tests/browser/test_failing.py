"""Statements 33 to 39: everything that can go wrong, said in Vietnamese, and mended."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import ARTICLE
from tests.browser.driving import (
    Opened,
    button,
    call,
    fast,
    marked,
    now,
    play,
    press,
    wait_for,
    wait_marked,
    wait_past,
    wait_status,
)
from tests.browser.fault_server import FaultServer

BUSY = "Nhiều người đang nghe, xin chờ một lát rồi bấm lại."
MISSING = "Bài này chưa có bản đọc."
BROKEN = "Máy đọc gặp lỗi. Xin bấm lại sau một lát."
SLOW = "Mạng chậm, đang tải tiếp…"
LINK = '<a href="/listen?url=/page">Đọc bài viết (tệp MP3)</a>'


def test_33_offline_at_press_is_said_and_the_next_press_works(
    open_page: Opened, context: BrowserContext
) -> None:
    page = open_page()
    context.set_offline(True)
    press(page)
    wait_status(page, "Không có mạng. Xin kiểm tra kết nối rồi bấm lại.")
    context.set_offline(False)
    play(page)


def test_34_a_line_that_stalls_is_told_within_8_seconds_and_goes_on(
    open_page: Opened, server: FaultServer
) -> None:
    page = open_page("stall")
    play(page)
    fast(page, 4)
    stalled = page.evaluate("performance.now()")
    wait_status(page, SLOW)
    assert (
        page.evaluate("performance.now()") - stalled < 8000 + 2500
    )  # two and a half seconds of sound had come
    server.release.set()
    page.evaluate("dispatchEvent(new Event('online'))")
    at = now(page)
    assert at > 2
    wait_past(page, at + 0.5)
    wait_status(page, "Đang đọc bài.")
    assert now(page) < at + 5


@pytest.mark.parametrize("faults", ["cut", "pending+livecut", "pending+livestall"])
def test_34_a_line_that_is_cut_half_way_is_taken_up_to_the_end(
    open_page: Opened, faults: str, server: FaultServer
) -> None:
    page = open_page(faults)
    play(page)
    page.evaluate(
        "window.heard = new Set(); document.addEventListener('listen-sentence', e => heard.add(e.detail.index))"
    )
    fast(page, 2)
    wait_for(page, "ended", 50)
    assert page.evaluate("heard.size") >= 7
    assert server.spent


def test_34_without_a_network_in_the_middle_it_waits_and_goes_on(
    open_page: Opened, context: BrowserContext, server: FaultServer
) -> None:
    page = open_page("stall")
    play(page)
    context.set_offline(True)
    wait_status(page, SLOW, 20)
    server.release.set()
    at = now(page)
    context.set_offline(False)
    wait_past(page, at + 0.5)


@pytest.mark.parametrize(
    ("faults", "words"),
    [
        ("busy", BUSY),
        ("limited", BUSY),
        ("missing", MISSING),
        ("error", "Máy chủ nói: internal"),
        ("refused", "Bài này không có chữ nào để đọc."),
        ("html", BROKEN),
        ("broken", BROKEN),
        ("overloaded", BUSY),
        ("gone", MISSING),
        ("page", BROKEN),
    ],
)
def test_35_a_service_that_says_no_is_told_in_its_words_and_the_link_stays(
    open_page: Opened, faults: str, words: str
) -> None:
    page = open_page(
        button=f'<listen-button for="#article_text" service="/faults/{faults}">{LINK}</listen-button>'
    )
    page.evaluate(
        "window.codes = []; document.addEventListener('listen-error', e => codes.push(e.detail.code))"
    )
    press(page)
    wait_status(page, words, 8)
    wait_for(page, "failed")
    assert page.get_by_role("link", name="Đọc bài viết (tệp MP3)").is_visible()
    assert len(page.evaluate("codes")) == 1
    expect(button(page)).to_have_text("Đọc bài viết")


def test_35_after_a_failure_one_press_is_enough(open_page: Opened, page: Page) -> None:
    open_page("busy")
    press(page)
    wait_for(page, "failed")
    page.evaluate("document.querySelector('listen-button').setAttribute('service', '/')")
    play(page)


def test_36_without_timings_the_sound_works_and_nothing_is_marked(open_page: Opened) -> None:
    page = open_page("untimed")
    play(page)
    wait_past(page, 1)
    assert not page.evaluate("CSS.highlights.has('listen-sentence')")
    fast(page)
    wait_for(page, "ended")


@pytest.mark.parametrize("faults", ["norange", "chunked", "wrongtype"])
def test_36_odd_servers_still_sound(open_page: Opened, faults: str) -> None:
    page = open_page(faults)
    play(page)
    wait_marked(page, "Sáng nay")


def test_37_an_edited_article_is_read_anew_from_the_same_sentence(
    open_page: Opened, server: FaultServer
) -> None:
    page = open_page()
    play(page)
    wait_marked(page, "Có ba mươi")
    press(page)
    page.evaluate("document.querySelector('#article_text p').prepend('Tin mới thêm vào đầu bài. ')")
    play(page)
    assert len([r for r in server.requests if r[0] == "POST"]) == 2
    page.wait_for_function(
        "document.querySelector('listen-button').recording?.sentences.length === 10"
    )
    assert marked(page).startswith("Có ba mươi")


BLOCKED = """<script>for (const name of ['localStorage', 'BroadcastChannel', 'MediaMetadata', 'MediaSource', 'Highlight'])
  Object.defineProperty(window, name, { get() { throw new DOMException('blocked', 'SecurityError') }, configurable: true });
for (const name of ['MediaMetadata', 'MediaSource', 'Highlight']) Object.defineProperty(window, name, { value: undefined });
Object.defineProperty(navigator, 'mediaSession', { value: undefined });</script>"""


@pytest.mark.parametrize("faults", ["", "pending"])
def test_38_all_else_works_where_storage_and_the_rest_are_blocked(
    open_page: Opened, page: Page, faults: str
) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on(
        "console", lambda message: errors.append(message.text) if message.type == "error" else None
    )
    open_page(faults, head=BLOCKED)
    play(page)
    page.locator("p[data-listening]").wait_for()
    call(page, "next()")
    press(page)
    wait_for(page, "paused")
    assert errors == []


def test_39_an_in_app_browser_that_refuses_sound_is_told_what_to_do(open_page: Opened) -> None:
    refusing = """<script>const own = HTMLMediaElement.prototype.play; window.strict = true;
    HTMLMediaElement.prototype.play = function () { return strict ? Promise.reject(new DOMException('', 'NotAllowedError')) : own.call(this) }</script>"""
    page = open_page(head=refusing)
    press(page)
    wait_status(page, "Xin bấm lần nữa để nghe.")
    page.evaluate("window.strict = false")
    play(page)


def test_a_slow_portal_still_knows_its_article(open_page: Opened) -> None:
    page = open_page(article="<main></main>")
    page.evaluate("html => document.body.insertAdjacentHTML('beforeend', html)", ARTICLE)
    play(page)
    wait_marked(page, "Sáng nay")
