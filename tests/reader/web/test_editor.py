"""What an editor sees, hears and puts right."""

import re
from datetime import UTC, datetime

from reader.errors import TooManyError
from reader.extraction import from_text
from reader.recording import Recording
from reader.register import Facts
from reader.sites import Key
from reader.web.app import create_app
from reader.web.services import WebOptions
from tests.reader.articles import VOICE
from tests.reader.web.editing import URL, editing, pages, server

__all__ = ["editing", "pages", "server"]


def test_an_article_is_listed_with_how_it_stands(editing, studio) -> None:
    editor = editing.editor()
    assert "Chưa có bài nào" in editor.see("/editor").text
    editing.listened()
    page = editor.see("/editor").text
    assert "Khai mạc lễ hội hoa mận" in page
    assert "Đang đọc" in page
    studio.make(editing.recording)
    page = editor.see("/editor").text
    assert "Đã đọc xong" in page
    assert re.search(r"\d+ phút \d+ giây", page)
    assert f"<td>{VOICE.name}</td>" in page
    assert '<td class="number">1</td>' in page
    assert "Khai mạc" not in editing.editor("nam-ha", Key("1", "c" * 64)).see("/editor").text


def test_the_list_goes_on_over_pages(editing) -> None:
    register = editing.services.publishing.register
    for n in range(51):
        register.note("bac-ha", Facts(own_id=str(n), title=f"Bài {n}"), datetime.now(UTC))
    editor = editing.editor()
    assert "?page=2" in editor.see("/editor").text
    assert editor.see("/editor?page=2").text.count('<th scope="row">') == 1


def test_every_sentence_can_be_heard_at_its_place_and_says_how_it_is_read(editing, studio) -> None:
    id_ = editing.listened()
    studio.make(editing.recording)
    page = editing.editor().see(f"/editor/articles/{id_}").text
    assert f'href="/v1/recordings/{editing.recording}/audio.mp3#t=1.0,2.0"' in page
    assert "Câu 1 của đoạn 1 nói về lễ hội" in page
    assert "Máy đọc: <strong>Khai mạc lễ hội hoa mận" in page
    assert "<td>BTLP</td>" in page
    assert "Đọc lại sẽ là" not in page


def test_an_article_of_another_site_is_not_there(editing) -> None:
    id_ = editing.listened()
    other = editing.editor("nam-ha", Key("1", "c" * 64))
    assert other.see(f"/editor/articles/{id_}").status_code == 404
    assert other.send(f"/editor/articles/{id_}/again").status_code == 404


def test_a_corrected_word_is_heard_and_only_the_parts_that_hold_it_are_made_again(
    editing, studio
) -> None:
    id_ = editing.listened()
    first = editing.recording
    studio.make(first)
    editor = editing.editor()
    form = {"written": "BTLP", "said": "ban tổ chức", "article": id_, "index": "31"}
    assert editor.place(editor.send("/editor/words", **form)) == f"/editor/articles/{id_}"
    assert "Đọc lại sẽ là" in editor.see(f"/editor/articles/{id_}").text
    assert editor.place(editor.send(f"/editor/articles/{id_}/again")) == f"/editor/articles/{id_}"
    second = editing.recording
    assert second != first
    cache = editing.services.listening.cache
    before, after = (Recording.from_recipe(cache.recipe(key)) for key in (first, second))
    assert len(after.parts) > 4
    kept, new = ({part.key for part in each.parts} for each in (before, after))
    held = {line for part in before.parts if part.key not in new for line in before.lines(part)}
    assert held
    for part in after.parts:
        lines = after.lines(part)
        holds = any("ban tổ chức" in line.spoken for line in lines)
        # A corrected sentence may end its part where it did not before: the rest of that part is new too.
        assert (part.key in kept) == (not holds and not held.issuperset(lines))
        assert (part.key in kept) == (cache.part(part.key) is not None)
    state = editing.app.test_client().get(f"/v1/recordings/{second}").json
    remade = [part for part in after.parts if part.key not in kept]
    assert 1 <= len(remade) <= 2 < len(after.parts) // 2
    assert state["parts"] == {"done": len(after.parts) - len(remade), "of": len(after.parts)}


def test_a_listener_hears_a_correction_in_the_next_recording(editing) -> None:
    editor = editing.editor()
    editor.send("/editor/words", written="BTLP", said="ban tổ chức")
    answer = editing.app.test_client().post("/v1/recordings", json={"url": URL}, buffered=True)
    said = " ".join(sentence["spoken"] for sentence in answer.json["sentences"])
    assert "cùng ban tổ chức có mặt" in said


def test_a_word_is_heard_before_it_is_kept(editing) -> None:
    editor = editing.editor()
    form = {"text": "Có BTLP ở đây.", "written": "BTLP", "said": "Ban Tổ Chức"}
    tried = editor.send("/editor/try", accept="application/json", **form).json
    assert tried["spoken"].startswith("Có ban tổ chức ở đây")
    assert re.fullmatch(r"/v1/recordings/\w{64}/live\.mp3", tried["address"])
    assert editing.services.portal.lexicons.words.now("bac-ha").entries == ()
    as_it_is = editor.send("/editor/try", accept="application/json", written="UBND", said="").json
    assert as_it_is["spoken"].startswith("ủy ban")


def test_a_word_that_can_be_none_is_refused_in_words(editing) -> None:
    editor = editing.editor()
    page = editor.send("/editor/words", written="B", said="b1")
    assert page.status_code == 422
    assert "Chưa ghi được từ này." in page.text
    tried = editor.send("/editor/try", accept="application/json", written="B", said="b1")
    assert (tried.status_code, tried.json["words"][:21]) == (422, "Chưa ghi được từ này.")


def test_the_words_page_shows_both_and_drops_ours(editing) -> None:
    editor = editing.editor()
    editor.send("/editor/words", written="<b>X", said="ích")
    editor.send("/editor/words", written="UBND", said="ủy ban nhân dân")
    page = editor.see("/editor/words?written=%22%3EQD").text
    assert "&lt;b&gt;X" in page
    assert 'value="&#34;&gt;QD"' in page
    assert page.count('<th scope="row">UBND</th>') == 1
    assert "<td>ủy ban nhân dân</td>" in page
    assert editor.place(editor.send("/editor/words/drop", written="UBND")) == "/editor/words"
    assert "<td>ủy ban</td>" in editor.see("/editor/words").text


def test_a_report_is_seen_by_its_site_and_struck_off(editing) -> None:
    editing.listened()
    client = editing.app.test_client()
    for _ in range(2):
        client.post(f"/v1/recordings/{editing.recording}/reports", json={"sentence": 3})
    editor = editing.editor()
    page = editor.see("/editor/reports").text
    assert "Báo 2 lần." in page
    (id_,) = re.findall(r'name="id" value="(\w+)"', page)
    other = editing.editor("nam-ha", Key("1", "c" * 64))
    assert "Không có câu nào." in other.see("/editor/reports").text
    assert other.send("/editor/reports/done", id=id_).status_code == 404
    assert editor.place(editor.send("/editor/reports/done", id=id_)) == "/editor/reports"
    assert "Không có câu nào." in editor.see("/editor/reports").text


def test_acronyms_that_nobody_knows_are_counted_until_they_have_a_meaning(editing) -> None:
    text = "Hôm qua BQXZ họp với VKWD tại xã.\nChiều nay BQXZ lại họp."
    editing.services.portal.listen(from_text(text), "auto", editing.sites["nam-ha"])
    editor = editing.editor("nam-ha", Key("1", "c" * 64))
    page = editor.see("/editor/reports").text
    assert page.index("BQXZ</a> (2 lần)") < page.index("VKWD</a> (1 lần)")
    assert 'href="/editor/words?written=BQXZ"' in page
    assert "BQXZ" not in editing.editor().see("/editor/reports").text, "it is another site's"
    editor.send("/editor/words", written="BQXZ", said="ban quỹ")
    assert "BQXZ" not in editor.see("/editor/reports").text


def test_a_word_is_tried_so_often_a_minute_and_no_oftener(editing) -> None:
    editing.app = create_app(editing.services, WebOptions(address_limit=2))
    editor = editing.editor()
    trial = {"accept": "application/json", "written": "UBND", "said": ""}
    answers = [editor.send("/editor/try", **trial) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[2].json["words"] == TooManyError.words


def test_listens_are_a_plot_of_totals(editing) -> None:
    editor = editing.editor()
    assert "0 lượt trong 30 ngày" in editor.see("/editor/listens").text
    editing.listened()
    page = editor.see("/editor/listens").text
    assert "1 lượt trong 30 ngày" in page
    assert page.count("<rect") == 30
    assert page.count('height="200.0"') == 1
