from pathlib import Path
from statistics import mean

import pytest

from reader.article import BlockKind
from reader.errors import NothingToReadError, PageUnavailableError
from reader.pages import PageArticle, from_page
from reader.pages.facts import VIETNAM
from reader.sites import Selectors
from tests.reader.pages.scoring import PAGES, Score, blocks, expected, score

NONE = Selectors()


def read(page: Path, selectors: Selectors = NONE) -> PageArticle:
    return from_page(page.read_bytes(), None, selectors)


def scored(page: Path) -> Score:
    return score(" ".join(text for _, text in blocks(read(page).article)), page)


def html(body: str, selectors: Selectors = NONE) -> PageArticle:
    return from_page(f"<html><body>{body}</body></html>".encode(), "utf-8", selectors)


def test_there_are_pages_of_every_kind_of_portal() -> None:
    kinds = {page.name.split("-")[0] for page in PAGES}
    assert kinds == {"mojoportal", "nukeviet", "wordpress", "liferay", "sharepoint", "joomla"}
    assert len(PAGES) >= 30


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_an_article_is_found_on_every_page(page: Path) -> None:
    found = scored(page)
    assert found.precision >= 0.95
    assert found.recall >= 0.80


def test_nearly_every_word_is_found_and_nearly_none_too_many() -> None:
    scores = [scored(page) for page in PAGES]
    assert mean(each.precision for each in scores) >= 0.99
    assert mean(each.recall for each in scores) >= 0.985


def test_blocks_come_in_order_and_as_what_they_are() -> None:
    found_exactly = [
        each in blocks(read(page).article) for page in PAGES for each in expected(page).blocks
    ]
    assert mean(found_exactly) >= 0.98
    for page in PAGES:
        found, wanted = blocks(read(page).article), expected(page).blocks
        assert [each for each in found if each in wanted] == [
            each for each in wanted if each in found
        ], page.stem


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_title_date_and_byline_are_found(page: Path) -> None:
    found, wanted = read(page), expected(page)
    assert found.article.title == wanted.title
    assert found.byline == wanted.byline
    assert found.date is not None
    shown = "%d/%m/%Y %H:%M" if ":" in wanted.date else "%d/%m/%Y"
    assert found.date.astimezone(VIETNAM).strftime(shown) == wanted.date


def test_a_site_s_own_selectors_come_first() -> None:
    page = next(page for page in PAGES if page.stem == "sharepoint-phap-luat")
    selectors = Selectors(
        title=".tieude h2, .NewsTitle",
        date=".ngaydang, .NewsDate",
        byline=".tacgia, .NewsAuthor",
        content=".tomtat, .ms-rtestate-field, .NewsLead, .NewsBody",
    )
    found = read(page, selectors)
    assert found.found_by == "site"
    assert blocks(found.article) == expected(page).blocks


def test_what_a_site_skips_is_left_out() -> None:
    body = "<div id=c><p>Sáng nay trời đẹp.</p><p class=ad>Mua ngay</p></div>"
    found = html(body, Selectors(content="#c", skip=(".ad",)))
    assert blocks(found.article) == (("paragraph", "Sáng nay trời đẹp."),)


def test_a_selector_that_finds_nothing_leaves_it_to_the_rest() -> None:
    body = "<div class=entry-content><p>Sáng nay trời đẹp.</p></div>"
    assert html(body, Selectors(content="#away")).found_by == "wordpress"


def test_a_table_of_data_is_read_row_by_row_and_one_of_layout_is_none() -> None:
    data = "<table><tr><th>Ngày</th><th>Giá</th></tr><tr><td>1/5</td><td>20</td></tr></table>"
    layout = "<table><tr><td><p>Một đoạn văn.</p></td></tr></table>"
    picture = "<table><tr><td><img src=a></td></tr><tr><td>Ảnh: Lan</td></tr></table>"
    page = f"<h1>Giá lúa</h1><div id=c>{data}{layout}{picture}</div>"
    found = html(page, Selectors(title="h1", content="#c"))
    assert blocks(found.article) == (
        ("cell", "Ngày"),
        ("cell", "Giá"),
        ("cell", "1/5"),
        ("cell", "20"),
        ("paragraph", "Một đoạn văn."),
        ("caption", "Ảnh: Lan"),
    )


def test_a_sign_that_leads_to_a_note_is_not_read_but_the_note_is() -> None:
    body = '<p>Luật mới<sup><a href="#n1">[1]</a></sup> có hiệu lực.</p><p><a href="#r1">[1]</a> Số 31.</p>'
    found = html(f"<div id=c>{body}</div>", Selectors(content="#c"))
    assert [text for _, text in blocks(found.article)] == ["Luật mới có hiệu lực.", "Số 31."]


def test_the_byline_is_said_last_and_once() -> None:
    shown = html(
        "<h1>Tin</h1><b class=author>Thu Hà</b><div id=c>Trời đẹp.</div>", Selectors(content="#c")
    )
    assert (shown.article.blocks[-1].kind, shown.article.blocks[-1].text) == (
        BlockKind.BYLINE,
        "Thu Hà",
    )
    within = html("<div id=c>Trời đẹp. <p class=author>Thu Hà</p></div>", Selectors(content="#c"))
    assert [block.text for block in within.article.blocks].count("Thu Hà") == 1


@pytest.mark.parametrize("page", [b"", b" ", b"<html></html>", b"<!-- -->", b"<script>x</script>"])
def test_a_page_without_an_article_says_so(page: bytes) -> None:
    with pytest.raises(NothingToReadError):
        from_page(page, None, NONE)


def test_a_page_nested_too_deep_is_unavailable_and_not_empty() -> None:
    with pytest.raises(PageUnavailableError, match="too deep"):
        from_page(b"<div>" * 20_000 + b"x", None, NONE)
