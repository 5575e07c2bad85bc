from reader.extraction import from_html
from reader.text import sentences


def test_the_demo_page_leads_to_how_it_is_read(client):
    assert 'href="/reading"' in client.get("/").text


def test_how_the_demo_article_is_read(client):
    page = client.get("/reading")
    shown = from_html(page.text)
    text = " ".join(block.text for block in shown.blocks)
    assert page.status_code == 200
    assert "tám nhiệm vụ trọng tâm" in text
    assert "quy chế dân chủ" in text
    assert "acronym" in text
    assert sentences(shown)
