from pathlib import Path

from reader.extraction import from_html
from reader.text import sentences, tokens
from reader.web.readings import KINDS

ROOT = Path(__file__).parents[3]


def test_the_demo_page_leads_to_how_it_is_read(client):
    assert 'href="/reading"' in client.get("/").text


def test_how_the_demo_article_is_read(client):
    page = client.get("/reading")
    shown = from_html(page.text)
    text = " ".join(block.text for block in shown.blocks)
    assert page.status_code == 200
    assert "tám nhiệm vụ trọng tâm" in text
    assert "quy chế dân chủ" in text
    assert "chữ viết tắt" in text
    assert sentences(shown)


def test_whatever_a_token_was_taken_for_has_a_word() -> None:
    cells = {
        cell
        for path in (ROOT / "tests" / "corpus").glob("*.tsv")
        for line in path.read_text(encoding="utf-8").splitlines()
        for cell in line.split("\t")[1:2]
    }
    kinds = {token.kind for cell in cells for token in tokens(cell)}
    assert len(kinds) > 20
    assert kinds <= set(KINDS)
