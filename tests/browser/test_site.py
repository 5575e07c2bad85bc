"""Statements 40 to 44: keyboard, names, privacy, other origins, two buttons, strict pages."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import ARTICLE, portal
from tests.browser.driving import (
    Opened,
    button,
    call,
    look,
    play,
    press,
    until,
    wait_for,
    wait_marked,
    wait_past,
)
from tests.browser.fault_server import FaultServer

FOCUS = """(() => { let e = document.activeElement; while (e.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
return (e.getAttribute('aria-label') || e.labels?.[0]?.textContent || e.textContent).trim() })()"""


def test_40_everything_by_keyboard(open_page: Opened) -> None:
    page = open_page()
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS) == "Đọc bài viết"
    page.keyboard.press("Enter")
    wait_for(page, "playing")
    seen = []
    for _ in range(7):
        page.keyboard.press("Tab")
        seen.append(page.evaluate(FOCUS))
    assert seen == [
        "Đến chỗ đang đọc",
        "Vị trí trong bài",
        "Câu trước",
        "Nghe lại câu này",
        "Câu sau",
        "Tốc độ, giọng đọc và cỡ chữ",
        "trong đó",
    ]
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    seen = []
    for _ in range(8):
        page.keyboard.press("Tab")
        seen.append(re.sub(r"(Rất chậm|Giọng có sẵn).*", "", page.evaluate(FOCUS)))
    sizes = ["A−, chữ nhỏ hơn", "A, chữ vừa", "A+, chữ to hơn"]
    assert seen == [
        "Tốc độ",
        "Giọng đọc",
        *sizes,
        "Tô màu câu đang đọc và cuộn theo",
        "Báo đọc sai câu này",
        "Tải tệp MP3",
    ]
    page.keyboard.press("Escape")
    wait_for(page, "paused")


def test_40_keys_outside_the_player_are_the_pages(open_page: Opened) -> None:
    page = open_page()
    play(page)
    page.locator("#article_text a").focus()
    for key in ("Escape", "n", "k", "Space", "ArrowRight"):
        page.keyboard.press(key)
    assert call(page, "state") == "playing"


def test_40_focus_is_seen_and_never_under_the_floating_button(open_page: Opened) -> None:
    links = "".join(f"<p>Đoạn {i} có <a href='#{i}'>liên kết {i}</a> ở đây.</p>" for i in range(50))
    page = open_page(article=f'<h1>Tên</h1><div id="article_text">{links}</div>')
    button(page).focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    style = button(page).evaluate(
        "e => { const s = getComputedStyle(e); return [s.outlineStyle, s.outlineWidth] }"
    )
    assert style == ["solid", "3px"]
    play(page)
    page.locator("#article_text a").nth(20).focus()
    page.locator("listen-button .away").wait_for()
    for _ in range(12):
        page.keyboard.press("Tab")
    clear = "document.activeElement.getBoundingClientRect().bottom <= document.querySelector('listen-button').shadowRoot.querySelector('.top').getBoundingClientRect().top"
    page.wait_for_function(clear)


def test_40_the_button_floats_within_reach_while_it_reads(open_page: Opened) -> None:
    page = open_page(
        article='<h1>Tên</h1><div id="article_text">'
        + "<p>Một đoạn văn để đọc.</p>" * 80
        + "</div>"
    )
    play(page)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.locator("listen-button .away").wait_for()
    expect(button(page)).to_be_in_viewport()
    press(page)
    wait_for(page, "paused")
    press(page)
    wait_for(page, "playing")
    page.evaluate("scrollTo(0, 0)")
    expect(page.locator("listen-button .away")).to_have_count(0)


def test_41_names_are_vietnamese_and_hold_the_visible_words(open_page: Opened) -> None:
    page = open_page()
    play(page)
    press(page)
    wait_for(page, "paused")
    page.locator("listen-button summary").click()
    expect(page.locator("listen-button")).to_match_aria_snapshot("""
      - 'region "Nghe bài viết: Quận họp bàn việc mới"':
        - button "Nghe tiếp"
        - button "Đến chỗ đang đọc"
        - button "Nghe từ đầu"
        - status: Đã tạm dừng.
        - slider "Vị trí trong bài"
        - text: /giây trên 11 giây/
        - button "Câu trước"
        - button "Nghe lại câu này"
        - button "Câu sau"
        - group:
          - text: /Tốc độ$/
          - combobox "Tốc độ"
          - text: Giọng đọc
          - combobox "Giọng đọc"
          - group "Cỡ chữ bài viết":
            - button "A−, chữ nhỏ hơn"
            - button "A, chữ vừa"
            - button "A+, chữ to hơn"
          - checkbox "Tô màu câu đang đọc và cuộn theo" [checked]
          - button "Báo đọc sai câu này"
          - link "Tải tệp MP3"
    """)


def test_41_english_pages_have_english_words(open_page: Opened) -> None:
    page = open_page(button='<listen-button for="#article_text" lang="en"></listen-button>')
    expect(button(page)).to_have_text("Read aloud")
    play(page)
    page.locator("listen-button summary").click()
    text = page.locator("listen-button").get_by_role("region").aria_snapshot()
    own = text.split("Default")[0].replace("Quận họp bàn việc mới", "")
    assert not re.search(r"[ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđ]", own)
    assert page.locator("listen-button section").get_attribute("lang") == "en"


def test_42_each_state_is_heard_once(open_page: Opened) -> None:
    page = open_page()
    page.evaluate("""(() => { const status = document.querySelector('listen-button').shadowRoot.querySelector('[role=status]');
    window.said = []; new MutationObserver(() => said.push(status.textContent)).observe(status, {childList: true, characterData: true, subtree: true}) })()""")
    play(page)
    wait_past(page, 3)
    press(page)
    wait_for(page, "paused")
    page.wait_for_function("said.length === 2")
    assert page.evaluate("said") == ["Đang đọc bài.", "Đã tạm dừng."]
    assert (
        page.locator("listen-button").evaluate(
            "e => e.shadowRoot.querySelectorAll('[role=status],[aria-live]').length"
        )
        == 1
    )


def test_43_no_cookie_no_third_party_no_identifier(
    open_page: Opened, page: Page, context: BrowserContext, server: FaultServer
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_page("pending")
    play(page)
    wait_past(page, 1)
    assert context.cookies() == []
    assert all(url.startswith((server.origin, "blob:" + server.origin)) for url in asked)
    assert set(server.bodies[0]) <= {"blocks", "title", "site", "voice"}
    kept = page.evaluate("Object.keys(localStorage)")
    assert set(kept) <= {"listen-button.choices", "listen-button.places"}


STRICT = "default-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'"


PLAYING = "document.querySelector('listen-button').state === 'playing'"
MARKED = "String([...CSS.highlights.get('listen-sentence') ?? []][0]).startsWith('Có ba mươi')"
COLOUR = "getComputedStyle(document.querySelector('#article_text b'), '::highlight(listen-sentence)').backgroundColor"


@pytest.mark.parametrize(("faults", "attributes"), [("", ""), ("pending", "no-blob")])
def test_44_a_strict_page_has_no_console_line(
    page: Page, server: FaultServer, faults: str, attributes: str
) -> None:
    lines: list[str] = []
    page.on("console", lambda message: lines.append(message.text))
    page.on("pageerror", lambda error: lines.append(str(error)))
    service = f'service="/faults/{faults}"' if faults else ""
    html = portal(f'<listen-button for="#article_text" {service} {attributes}></listen-button>')
    page.goto(server.page(html, Content_Security_Policy=STRICT))
    press(page)
    until(page, PLAYING)
    until(page, MARKED)
    assert look(page, COLOUR) == "rgb(255, 240, 168)"
    page.locator("listen-button summary").click()
    page.get_by_role("button", name="A+").click()
    step = page.get_by_role("button", name="Câu sau")
    step.click()
    assert lines == []


def test_44_a_strict_page_that_does_not_say_so_still_sounds(
    page: Page, server: FaultServer
) -> None:
    html = portal('<listen-button for="#article_text" service="/faults/pending"></listen-button>')
    page.goto(server.page(html, Content_Security_Policy="default-src 'self'"))
    press(page)
    until(page, PLAYING)
    until(page, MARKED)


def test_44_two_buttons_do_not_disturb_each_other(page: Page, server: FaultServer) -> None:
    second = '<listen-button for="#second">Đọc bài hai</listen-button><div id="second"><p>Bài thứ hai có câu này.</p></div>'
    page.goto(server.page(portal(article=ARTICLE + second)))
    play(page)
    wait_past(page, 1)
    page.locator("listen-button").nth(1).locator(".main").click()
    wait_for(page, "paused")
    page.wait_for_function("document.querySelectorAll('listen-button')[1].state === 'playing'")
    wait_marked(page, "Bài thứ hai có câu này.")
    page.locator("listen-button").first.locator(".main").click()
    wait_for(page, "playing")
    page.wait_for_function("document.querySelectorAll('listen-button')[1].state === 'paused'")


def test_44_loading_it_twice_does_no_harm(open_page: Opened) -> None:
    page = open_page(head='<script type="module" src="/again/listen-button.js"></script>')
    page.wait_for_load_state("networkidle")
    play(page)
    assert page.locator("listen-button section").count() == 1


def test_44_a_page_of_another_origin(page: Page, server: FaultServer) -> None:
    other = server.origin.replace("127.0.0.1", "localhost")
    html = portal('<listen-button for="#article_text"></listen-button>').replace(
        'src="/listen', f'crossorigin src="{other}/listen'
    )
    page.goto(server.page(html))
    play(page)
    wait_marked(page, "Có ba mươi")
    assert page.locator("listen-button audio").evaluate("a => a.src").startswith(other)


def test_44_moving_the_element_or_taking_it_away_leaves_nothing(open_page: Opened) -> None:
    page = open_page()
    play(page)
    wait_marked(page, "Sáng nay")
    page.evaluate("window.gone = document.querySelector('listen-button'); gone.remove()")
    assert not page.evaluate("CSS.highlights.has('listen-sentence')")
    assert page.evaluate("gone.state") == "paused"
    page.evaluate("document.querySelector('main').prepend(gone)")
    play(page)


def test_an_article_that_is_not_on_the_page_is_asked_for_by_its_address(
    open_page: Opened, server: FaultServer
) -> None:
    page = open_page(attributes='site="quan" url="https://portal.example/bai"')
    press(page)
    page.wait_for_function("document.querySelector('listen-button').state !== 'loading'")
    assert server.bodies[0] == {"url": "https://portal.example/bai", "site": "quan"}
