"""Statements 14 to 18, 22, 23: what is heard is marked on the page, and the page follows."""

import unicodedata

import pytest
from playwright.sync_api import Page

from tests.browser.driving import (
    Opened,
    button,
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

LONG = (
    '<h1>Bài dài</h1><div id="article_text">'
    + "".join(f"<p>Đoạn {i} có một câu dài để đọc. Rồi câu hai.</p>" for i in range(60))
    + "</div>"
)


def test_14_the_sentence_is_marked_across_bold_and_links(open_page: Opened) -> None:
    page = open_page()
    play(page)
    wait_marked(page, "Có ba mươi người dự, trong đó có chủ tịch.")
    assert marked(page) == "Có ba mươi người dự, trong đó có chủ tịch."
    page.wait_for_function("String([...CSS.highlights.get('listen-word')][0]) === 'mươi'")
    sentence, word = page.evaluate("""['listen-sentence', 'listen-word'].map(name => {
      const style = getComputedStyle(document.querySelector('#article_text b'), `::highlight(${name})`);
      return [style.backgroundColor, style.color] })""")
    assert sentence == ["rgb(255, 240, 168)", "rgb(17, 17, 17)"]  # 16.3:1
    assert word == ["rgb(255, 207, 63)", "rgb(17, 17, 17)"]  # 12.8:1


@pytest.mark.parametrize(
    ("html", "sentence"),
    [
        ("<p>Một&nbsp;hai   ba\n   bốn năm.</p>", "Một\xa0hai   ba\n   bốn năm."),
        ("<p>Dòng một<br>dòng hai của câu.</p>", "Dòng mộtdòng hai của câu."),
        (
            f"<p>{unicodedata.normalize('NFD', 'Chữ tổ hợp được đánh dấu.')}</p>",
            unicodedata.normalize("NFD", "Chữ tổ hợp được đánh dấu."),
        ),
        ("<table><tr><th>Tên ô</th><td>Giá <i>trị</i> ô</td></tr></table>", "Giá trị ô"),
        ("<p>Mặt cười 😀 ở <em>giữa</em> câu.</p>", "Mặt cười 😀 ở giữa câu."),
        ("<div>Chữ không có đoạn <span>riêng</span></div>", "Chữ không có đoạn riêng"),
    ],
)
def test_14_marks_are_exact_on_every_kind_of_html(
    open_page: Opened, html: str, sentence: str
) -> None:
    page = open_page(article=f'<h1>Tên bài</h1><div id="article_text">{html}</div>')
    play(page)
    page.wait_for_function(
        "text => String([...CSS.highlights.get('listen-sentence') ?? []][0]) === text", arg=sentence
    )
    wait_for(page, "ended")


def test_15_the_portals_html_stays_byte_for_byte(open_page: Opened) -> None:
    page = open_page("pending")
    before = page.content()
    play(page)
    wait_marked(page, "Mọi người vui.")
    assert page.content() == before
    page.keyboard.press("Control+a")
    assert "Có ba mươi người dự, trong đó có chủ tịch." in page.evaluate("String(getSelection())")
    assert page.evaluate("getSelection().removeAllRanges(); window.find('ba mươi người')")
    wait_for(page, "ended", 30)
    assert page.content() == before


def test_16_without_custom_highlight_the_block_is_outlined(open_page: Opened) -> None:
    page = open_page(head="<script>delete window.Highlight</script>")
    before = page.content()
    play(page)
    page.wait_for_function("document.querySelector('#article_text p[data-listening]')")
    outline = page.locator("[data-listening]").evaluate(
        "e => getComputedStyle(e).outlineStyle + getComputedStyle(e).outlineWidth"
    )
    assert outline == "solid3px"
    call(page, "seek(1000)")
    wait_for(page, "ended")
    assert page.content() == before


def test_17_the_page_follows_when_the_sentence_is_out_of_view(open_page: Opened) -> None:
    page = open_page(article=LONG)
    play(page)
    call(
        page, "seek(recording.sentences[60].start)".replace("recording", "recording")
    ) if False else page.evaluate(TO_SENTENCE, 60)
    page.wait_for_function("scrollY > 300")
    page.wait_for_function(IN_VIEW)


TO_SENTENCE = "i => { const b = document.querySelector('listen-button'); b.seek(b.recording.sentences[i].start) }"
IN_VIEW = """(() => { const r = [...CSS.highlights.get('listen-sentence') ?? []][0]?.getBoundingClientRect();
return r && r.top >= 0 && r.bottom <= innerHeight })()"""


def test_17_it_does_not_follow_a_reader_who_scrolls(open_page: Opened) -> None:
    page = open_page(article=LONG)
    play(page)
    page.mouse.wheel(0, 2500)
    page.wait_for_function("scrollY > 1500")
    page.evaluate(TO_SENTENCE, 3)
    wait_marked(page, "Đoạn 2 ")
    assert page.evaluate("scrollY") > 1500
    assert not page.evaluate(IN_VIEW)


def test_17_reduced_motion_does_not_glide(open_page: Opened) -> None:
    page = open_page(article=LONG)
    page.emulate_media(reduced_motion="reduce")
    page.evaluate(
        "(() => { window.how = []; const own = window.scrollBy; window.scrollBy = o => { how.push(o.behavior); own.call(window, o) } })()"
    )
    play(page)
    page.evaluate(TO_SENTENCE, 60)
    page.wait_for_function("how.length")
    assert page.evaluate("how[0]") == "instant"
    assert page.evaluate(IN_VIEW)


def test_18_the_reader_is_brought_back(open_page: Opened) -> None:
    page = open_page(article=LONG)
    play(page)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    bar = page.locator("listen-button .top")
    bar.get_by_role("button", name="Đến chỗ đang đọc").click()
    page.wait_for_function(IN_VIEW)


def test_18_marking_and_following_can_be_switched_off_and_that_is_kept(
    open_page: Opened, page: Page
) -> None:
    open_page()
    play(page)
    page.locator("listen-button summary").click()
    page.get_by_role("checkbox", name="Tô màu câu đang đọc và cuộn theo").uncheck()
    page.wait_for_function("!CSS.highlights.has('listen-sentence')")
    page.reload()
    play(page)
    wait_past(page, 1)
    assert not page.evaluate("CSS.highlights.has('listen-sentence')")


def test_22_a_tap_on_a_sentence_reads_from_there(open_page: Opened) -> None:
    page = open_page()
    play(page)
    page.get_by_text("Câu cuối cùng").click(position={"x": 30, "y": 10})
    page.wait_for_function(
        "String([...CSS.highlights.get('listen-sentence') ?? []][0]).startsWith('Câu cuối')"
    )


def test_22_links_open_and_selecting_does_nothing(open_page: Opened) -> None:
    page = open_page()
    play(page)
    page.get_by_role("link", name="trong đó").click()
    assert page.url.endswith("#x")
    page.get_by_text("Câu cuối cùng").dblclick(position={"x": 30, "y": 10})
    wait_past(page, 1.2)
    assert not marked(page).startswith("Câu cuối")
    assert now(page) < 8


def test_22_selected_text_can_be_read_from_by_keyboard(open_page: Opened) -> None:
    page = open_page()
    play(page)
    page.evaluate(
        "getSelection().selectAllChildren(document.querySelectorAll('#article_text p')[1])"
    )
    page.get_by_role("button", name="Đọc từ chỗ đã chọn").first.press("Enter")
    page.wait_for_function(
        "String([...CSS.highlights.get('listen-sentence') ?? []][0]).startsWith('Câu cuối')"
    )


def test_22_selected_text_can_be_the_beginning(open_page: Opened) -> None:
    page = open_page("pending")
    play(page)
    press(page)
    page.evaluate(
        "getSelection().selectAllChildren(document.querySelectorAll('#article_text li')[1])"
    )
    page.get_by_role("button", name="Đọc từ chỗ đã chọn").first.press("Enter")
    page.wait_for_function(
        "String([...CSS.highlights.get('listen-sentence') ?? []][0]).startsWith('Trồng cây')"
    )


SPOKEN = """<h1>Tên bài</h1><div id="article_text"><h2>Mục lớn</h2><p>Diện tích 5 m<sup>2</sup> đất<sup><a href="#1">[1]</a></sup>.</p>
<ol start="3"><li>Làm đường</li><li>Trồng cây</li></ol><ul><li>Gạch đầu dòng</li></ul>
<table><tr><td>Ô một</td><td>Ô hai</td></tr></table><figure><figcaption class="no-read-aloud">Ảnh minh họa</figcaption></figure>
<figure><figcaption>Ảnh hội nghị</figcaption></figure><nav>Trình đơn</nav><p hidden>Ẩn</p><p style="display:none">Ẩn nữa</p>
<p class="ads">Quảng cáo</p><button>Bấm</button>Chữ rời<br><br>Đoạn sau<listen-button></listen-button></div>
<p class="article-author">Tin: Hữu Định</p>"""


def test_23_what_is_read_and_what_is_not(open_page: Opened, server: FaultServer) -> None:
    page = open_page(attributes='skip=".ads" byline-selector=".article-author"', article=SPOKEN)
    page.locator("listen-button button.main").first.click()
    page.wait_for_function("document.querySelector('listen-button').state === 'playing'")
    assert server.bodies[0]["title"] == "Tên bài"
    assert [(b["kind"], b["text"].strip()) for b in server.bodies[0]["blocks"]] == [
        ("heading", "Mục lớn"),
        ("paragraph", "Diện tích 5 m2 đất."),
        ("item", "3. Làm đường"),
        ("item", "4. Trồng cây"),
        ("item", "Gạch đầu dòng"),
        ("cell", "Ô một"),
        ("cell", "Ô hai"),
        ("caption", "Ảnh hội nghị"),
        ("paragraph", "Chữ rời"),
        ("paragraph", "Đoạn sau"),
        ("byline", "Tin: Hữu Định"),
    ]


def test_14_text_that_the_portal_changes_after_load_is_found_again(open_page: Opened) -> None:
    page = open_page()
    play(page)
    wait_marked(page, "Sáng nay quận họp.")
    page.evaluate(
        "(() => { const a = document.querySelector('#article_text'); a.innerHTML = a.innerHTML })()"
    )
    wait_marked(page, "Có ba mươi người dự, trong đó có chủ tịch.")
    page.evaluate("document.querySelectorAll('#article_text p')[1].textContent = 'Khác hẳn.'")
    wait_past(page, 9)
    assert not page.evaluate("CSS.highlights.has('listen-sentence')")
    assert button(page).inner_text() == "Tạm dừng"
