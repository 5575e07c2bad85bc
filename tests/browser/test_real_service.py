"""The button and the service together: the demo page, the real article, a real voice."""

from collections.abc import Iterator
from itertools import pairwise
from statistics import quantiles

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import portal
from tests.browser.driving import (
    button,
    call,
    fast,
    marked,
    now,
    play,
    press,
    until,
    wait_for,
    wait_marked,
    wait_past,
)
from tests.browser.fault_server import FaultServer
from tests.running import Service, service


@pytest.fixture(scope="module")
def running() -> Iterator[Service]:
    with service() as running:
        yield running


@pytest.fixture
def demo(chromium: Browser, running: Service) -> Iterator[Page]:
    """The page's CSP is put aside, for it refuses what Playwright evaluates; one test keeps it."""
    context = chromium.new_context(locale="vi-VN", bypass_csp=True)
    page = context.new_page()
    page.goto(f"http://{running.address}/")
    page.wait_for_function("document.querySelector('listen-button').shadowRoot")
    yield page
    context.close()


def test_the_demo_pages_own_csp_lets_it_sound(page: Page, running: Service) -> None:
    lines: list[str] = []
    page.on("console", lambda message: lines.append(message.text))
    page.on("pageerror", lambda error: lines.append(str(error)))
    page.goto(f"http://{running.address}/")
    press(page)
    until(page, "document.querySelector('listen-button').currentTime > 1")
    until(page, "CSS.highlights.has('listen-word')")
    assert lines == []


def test_the_demo_page_is_read_title_first_and_followed(demo: Page) -> None:
    before = demo.locator("main").inner_html()
    play(demo)
    wait_marked(demo, "Ban chỉ đạo xây dựng và thực hiện quy chế dân chủ")
    call(demo, "next()")
    wait_marked(demo, "Ngày đăng 30/06/2021")
    call(demo, "next()")
    wait_marked(demo, "Chiều ngày 29/6/2021")
    assert "Lượt xem" not in marked(demo)
    press(demo)
    wait_for(demo, "paused")
    stopped = now(demo)
    press(demo)
    wait_past(demo, stopped + 0.5)
    assert demo.locator("main").inner_html() == before


def test_the_file_to_keep_is_the_finished_one_under_the_articles_title(demo: Page) -> None:
    play(demo)
    until(demo, "document.querySelector('listen-button').recording.state === 'ready'")
    demo.locator("listen-button summary").click()
    with demo.expect_download() as download:
        demo.locator("listen-button").get_by_text("Tải tệp MP3").click()
    assert download.value.suggested_filename.endswith(".mp3")
    assert "quy chế dân chủ" in download.value.suggested_filename.lower()
    assert download.value.path().read_bytes().startswith(b"ID3")


def test_every_sentence_of_the_article_is_found_on_the_page(demo: Page) -> None:
    play(demo)
    demo.wait_for_function(
        "document.querySelector('listen-button').recording.state === 'ready'", timeout=60000
    )
    missed = demo.evaluate("""async () => {
      const button = document.querySelector('listen-button'), missed = [];
      button.pause();
      for (const { text, start } of button.recording.sentences) {
        button.seek(start + 0.01);
        await new Promise(done => setTimeout(done, 60));
        const seen = String([...CSS.highlights.get('listen-sentence') ?? []][0]);
        if (seen !== text) missed.push([text, seen]);
      }
      return missed }""")
    assert missed == []


def test_95_of_100_words_are_marked_within_150_ms(demo: Page) -> None:
    """Against the engine's own word times, which the sound's bytes are counted from."""
    play(demo)
    demo.wait_for_function(
        "document.querySelector('listen-button').recording.state === 'ready'", timeout=60000
    )
    demo.evaluate(WATCH_WORDS)
    call(demo, "seek(0)")
    wait_past(demo, 25)
    late = demo.evaluate("window.late")
    assert len(late) > 60
    assert quantiles(late, n=100)[94] < 0.15


WATCH_WORDS = """(() => { window.late = []; const b = document.querySelector('listen-button'), set = CSS.highlights.set;
CSS.highlights.set = function (name, highlight) {
  if (name === 'listen-word') { const now = b.currentTime;
    const words = b.recording.sentences.flatMap(s => s.words).filter(w => w.start !== null && w.start <= now + .02);
    if (words.length) late.push(Math.abs(now - words.at(-1).start)) }
  return set.call(this, name, highlight) } })()"""


def test_a_portal_of_another_origin_uses_the_service(
    page: Page, server: FaultServer, running: Service
) -> None:
    """Another port is another origin: the script, the questions and the sound all cross it."""
    html = portal().replace('src="/listen', f'crossorigin src="http://{running.address}/listen')
    page.goto(server.page(html))
    play(page)
    wait_marked(page, "Có ba mươi người dự, trong đó có chủ tịch.")
    fast(page, 4)
    wait_for(page, "ended", 40)


def test_a_reader_comes_back_to_his_place(demo: Page) -> None:
    play(demo)
    demo.wait_for_function(
        "document.querySelector('listen-button').recording.state === 'ready'", timeout=60000
    )
    call(demo, "seek(100)")
    wait_past(demo, 101)
    demo.reload()
    expect(demo.locator("listen-button #hint")).to_contain_text("Lần trước bạn nghe đến 1 phút 4")
    press(demo)
    wait_for(demo, "playing")
    assert 98 < now(demo) < 104


def test_voices_are_offered_and_keep_the_place(demo: Page) -> None:
    play(demo)
    call(demo, "next()")
    call(demo, "next()")
    wait_marked(demo, "Chiều ngày 29/6/2021")
    demo.locator("listen-button summary").click()
    voices = demo.get_by_role("combobox", name="Giọng đọc")
    names = voices.locator("option").all_inner_texts()
    assert len(names) > 3
    voices.select_option(index=3)
    wait_for(demo, "playing", 60)
    wait_marked(demo, "Chiều ngày 29/6/2021")


def test_sentences_come_one_after_another(demo: Page) -> None:
    demo.evaluate(
        "window.seen = []; document.addEventListener('listen-sentence', e => seen.push(e.detail.index))"
    )
    play(demo)
    fast(demo, 4)
    wait_past(demo, 45)
    assert all(b == a + 1 for a, b in pairwise(demo.evaluate("seen")))
    expect(button(demo)).to_have_text("Tạm dừng")
