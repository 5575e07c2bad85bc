"""The editors' pages in a real browser, on a real service: seen, heard, put right, and clean to axe."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.driving import until
from tests.browser.editing import TITLE, edited, signed_in
from tests.running import Service

PLACES = ["", "/words", "/reports", "/listens", "/sign-in"]
LISTENING = """const sounds = []; const play = Audio.prototype.play;
Audio.prototype.play = function () { sounds.push(this); return play.call(this) }; window.sounds = sounds"""


@pytest.fixture(scope="module")
def running(tmp_path_factory) -> Iterator[Service]:
    with edited(Path(tmp_path_factory.mktemp("sites"))) as running:
        yield running


@pytest.fixture
def editor(page: Page, running: Service) -> Page:
    page.add_init_script(LISTENING)
    return signed_in(page, running)


def opened(editor: Page) -> Page:
    """The first article, finished."""
    editor.get_by_role("link", name=TITLE).click()
    while not editor.get_by_role("link", name="Nghe câu 1").count():
        editor.reload()
    return editor


def test_a_sentence_is_heard_at_its_place_and_stops_at_its_end(editor: Page) -> None:
    lines: list[str] = []
    editor.on("console", lambda message: lines.append(message.text))
    opened(editor).get_by_role("link", name="Nghe câu 2").click()
    end = float(editor.get_by_role("link", name="Nghe câu 2").get_attribute("data-to") or 0)
    start = float(editor.get_by_role("link", name="Nghe câu 2").get_attribute("data-from") or 0)
    until(editor, f"sounds.length && sounds.at(-1).currentTime > {start + 0.2}")
    until(editor, "sounds.at(-1).paused")
    assert start < editor.evaluate("sounds.at(-1).currentTime") < end + 0.6
    assert lines == []


def test_a_word_is_heard_at_once_kept_and_seen_in_the_article(editor: Page) -> None:
    sentence = opened(editor).locator("#s1")
    expect(sentence).to_contain_text("BTLP")
    sentence.locator("summary").focus()
    editor.keyboard.press("Enter")
    expect(sentence.get_by_role("cell", name="BTLP", exact=True).first).to_be_visible()
    sentence.get_by_label("Viết").fill("BTLP")
    sentence.get_by_label("Đọc là").fill("ban tổ chức lễ hội")
    sentence.get_by_role("button", name="Nghe thử").click()
    expect(editor.get_by_role("status")).to_contain_text("ban tổ chức lễ hội khai mạc")
    until(editor, "sounds.at(-1).currentTime > 1")
    expect(sentence).not_to_contain_text("Đọc lại sẽ là")
    sentence.get_by_role("button", name="Ghi từ này").click()
    expect(editor.locator("#s1")).to_contain_text("Đọc lại sẽ là: ")
    editor.get_by_role("link", name="Cách đọc từ").click()
    row = editor.get_by_role("row", name="BTLP")
    expect(row).to_contain_text("ban tổ chức lễ hội")
    row.get_by_role("button", name="Bỏ BTLP").click()
    expect(editor.get_by_role("row", name="BTLP")).to_have_count(0)


def test_a_reported_sentence_is_heard_as_it_is_and_struck_off(editor: Page) -> None:
    editor.get_by_role("link", name="Cần sửa").click()
    report = editor.get_by_role("listitem").filter(has_text="Báo 1 lần.")
    report.get_by_label("Đọc là").fill("không phải thế")
    report.get_by_role("button", name="Nghe câu này").click()
    expect(editor.get_by_role("status")).to_contain_text("Máy đọc: Ban ")
    until(editor, "sounds.at(-1).currentTime > 1")
    report.get_by_role("button", name="Đã xong").click()
    expect(editor.get_by_text("Không có câu nào.")).to_be_visible()


def test_a_word_that_can_be_none_is_refused_in_words(editor: Page) -> None:
    editor.get_by_role("link", name="Cách đọc từ").click()
    editor.get_by_label("Viết").fill("B")
    editor.get_by_label("Đọc là").fill("b1")
    editor.get_by_role("button", name="Nghe thử").click()
    expect(editor.get_by_role("status")).to_contain_text("Chưa ghi được từ này.")
    editor.get_by_role("button", name="Ghi từ này").click()
    expect(editor.get_by_role("alert")).to_contain_text("Chưa ghi được từ này.")


def test_all_is_reached_by_keyboard_and_a_session_can_be_ended(editor: Page) -> None:
    reached = []
    for _ in range(5):
        editor.keyboard.press("Tab")
        reached.append(editor.evaluate("document.activeElement.textContent.trim()"))
    assert reached == ["Bài viết", "Cách đọc từ", "Cần sửa", "Lượt nghe", "Đăng xuất"]
    editor.keyboard.press("Enter")
    expect(editor.get_by_role("heading", level=1)).to_have_text("Đăng nhập")
    editor.goto(editor.url.replace("/sign-in", "/words"))
    expect(editor.get_by_role("heading", level=1)).to_have_text("Đăng nhập")


def test_without_javascript_all_but_trying_out_works(chromium: Browser, running: Service) -> None:
    context = chromium.new_context(java_script_enabled=False)
    editor = opened(signed_in(context.new_page(), running))
    expect(editor.get_by_role("button", name="Nghe thử")).to_have_count(0)
    assert "#t=" in (editor.get_by_role("link", name="Nghe câu 1").get_attribute("href") or "")
    editor.locator("#s0 summary").click()
    editor.locator("#s0").get_by_label("Viết").fill("QLR")
    editor.locator("#s0").get_by_label("Đọc là").fill("quản lý rừng")
    editor.locator("#s0").get_by_role("button", name="Ghi từ này").click()
    editor.get_by_role("link", name="Cách đọc từ").click()
    expect(editor.get_by_role("row", name="QLR")).to_contain_text("quản lý rừng")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing(
    context: BrowserContext, running: Service, width: int, scheme: str
) -> None:
    page = context.new_page()
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": width, "height": 800})
    signed_in(page, running)
    for place in PLACES:
        page.goto(f"http://{running.address}/editor{place}")
        clean(page, width)
    page.goto(f"http://{running.address}/editor/articles/none")
    clean(page, width)
    page.goto(f"http://{running.address}/editor")
    opened(page).locator("#s1 summary").click()
    clean(page, width)


def clean(page: Page, width: int) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
