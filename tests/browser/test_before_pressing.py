"""Statements 1 to 9 of docs/listen-button.md: the page as it is opened."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import ARTICLE, portal
from tests.browser.driving import Opened, button, play, press, wait_for
from tests.browser.fault_server import FaultServer

FALLBACK = '<listen-button for="#article_text"><a href="/listen?url=/page">Đọc bài viết (tệp MP3, 4 phút, 1,4 MB)</a></listen-button>'


def test_01_the_button_says_in_words_what_it_does_and_how_long_it_is(open_page: Opened) -> None:
    page = open_page(article=ARTICLE.replace("Mọi người vui.", "Mọi người vui. " * 200))
    assert button(page).inner_text() == "Đọc bài viết"
    assert (
        page.locator("listen-button #hint").inner_text()
        == "Bấm để nghe máy đọc bài này, khoảng 3 phút."
    )
    first = page.locator("#article_text").bounding_box()
    mine = button(page).bounding_box()
    assert first
    assert mine
    assert mine["y"] < first["y"]


def test_02_nothing_plays_speaks_or_moves_before_the_press(open_page: Opened) -> None:
    page = open_page()
    page.evaluate("new Promise(done => setTimeout(done, 300))")
    assert page.evaluate("document.getAnimations().length") == 0
    assert page.locator("listen-button audio").evaluate(
        "audio => audio.paused && !audio.src && !audio.autoplay"
    )
    assert page.locator("listen-button [role=status]").inner_text() == ""


def test_03_opening_the_page_asks_only_for_the_button(
    open_page: Opened, server: FaultServer
) -> None:
    page = open_page()
    page.wait_for_load_state("networkidle")
    assert {path for _, path in server.requests} <= {"/page", "/listen-button.js", "/favicon.ico"}


def test_04_the_page_does_not_jump_when_the_button_appears(page: Page, server: FaultServer) -> None:
    reserve = "<style>listen-button{display:block;min-height:136px;margin:1em 0}</style>"
    observer = """<script>window.shift=0;new PerformanceObserver(l=>l.getEntries().forEach(e=>shift+=e.value))
    .observe({type:'layout-shift',buffered:true})</script>"""
    page.goto(server.page(portal(head=reserve + observer)))
    page.wait_for_function("document.querySelector('listen-button').shadowRoot")
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.evaluate("shift") == 0


def test_05_without_javascript_a_link_is_there(chromium: Browser, server: FaultServer) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server.page(portal(FALLBACK)))
    link = page.get_by_role("link", name="Đọc bài viết (tệp MP3, 4 phút, 1,4 MB)")
    assert link.is_visible()
    assert link.get_attribute("href") == "/listen?url=/page"
    context.close()


def test_06_a_browser_that_does_not_know_the_element_shows_the_link(
    page: Page, server: FaultServer
) -> None:
    old = "<script>delete CSSStyleSheet.prototype.replaceSync; delete AbortSignal.timeout</script>"
    page.goto(server.page(portal(FALLBACK, head=old)))
    page.wait_for_load_state("networkidle")
    assert page.get_by_role("link", name="Đọc bài viết").is_visible()


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_07_controls_are_large_and_apart(open_page: Opened, width: int) -> None:
    page = open_page("pending")
    page.set_viewport_size({"width": width, "height": 800})
    box = button(page).bounding_box()
    assert box
    assert box["height"] >= 64
    play(page)
    page.locator("listen-button summary").click()
    boxes = page.evaluate(CONTROLS)
    assert len(boxes) >= 12
    for b in boxes:
        assert b["height"] >= 48, b
    for i, a in enumerate(boxes):
        for b in boxes[i + 1 :]:
            gap = max(
                a["x"] - b["right"], b["x"] - a["right"], a["y"] - b["bottom"], b["y"] - a["bottom"]
            )
            assert gap >= 8, (a, b)


CONTROLS = """[...document.querySelector('listen-button').shadowRoot.querySelectorAll(
  'button,select,input[type=range],summary,a,label.check')].filter(e => e.checkVisibility()).map(e => {
  const {x, y, right, bottom, height} = e.getBoundingClientRect(); return {name: e.textContent, x, y, right, bottom, height}})"""


@pytest.mark.parametrize(("width", "root"), [(320, "100%"), (320, "200%"), (1280, "200%")])
def test_08_all_is_reached_without_sideways_scrolling(
    open_page: Opened, width: int, root: str
) -> None:
    page = open_page("pending", head=f"<style>html{{font-size:{root}}}</style>")
    page.set_viewport_size({"width": width, "height": 700})
    play(page)
    page.locator("listen-button summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(CONTROLS + ".every(b => b.x >= 0 && b.right <= innerWidth)")
    assert page.locator("listen-button section").evaluate("e => e.scrollWidth <= e.clientWidth + 1")


def test_09_print_leaves_the_player_out(open_page: Opened) -> None:
    page = open_page()
    play(page)
    page.emulate_media(media="print")
    assert not button(page).is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_09_words_have_a_contrast_of_seven_in_every_theme(open_page: Opened, scheme: str) -> None:
    page = open_page(head='<meta name="color-scheme" content="light dark">')
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    play(page)
    page.locator("listen-button summary").click()
    low = [(name, ratio) for name, ratio in page.evaluate(CONTRASTS) if ratio < 7]
    assert low == []


def test_09_forced_colours_keep_words_and_shape(open_page: Opened) -> None:
    page = open_page()
    page.emulate_media(forced_colors="active")
    press(page)
    wait_for(page, "playing")
    assert button(page).is_visible()
    border = button(page).evaluate("e => getComputedStyle(e).borderTopWidth")
    assert border == "2px"


CONTRASTS = """(() => {
  const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const rgb = color => { canvas.fillStyle = '#fff'; canvas.fillRect(0,0,1,1); canvas.fillStyle = color; canvas.fillRect(0,0,1,1);
    return [...canvas.getImageData(0,0,1,1).data].slice(0,3) };
  const light = c => rgb(c).map(v => v/255).map(v => v <= .03928 ? v/12.92 : ((v+.055)/1.055)**2.4)
    .reduce((sum, v, i) => sum + v*[.2126,.7152,.0722][i], 0);
  const ground = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor; if (!/, 0\\)$/.test(c)) return c } return '#fff' };
  return [...document.querySelector('listen-button').shadowRoot.querySelectorAll('*')]
    .filter(e => e.checkVisibility() && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
    .map(e => { const [a, b] = [light(getComputedStyle(e).color), light(ground(e))].sort((x, y) => y - x);
      return [e.textContent, (a + .05) / (b + .05)] }) })()"""
