from collections.abc import Iterator

import pytest

from reader.address import address
from reader.errors import NothingToReadError, PageUnavailableError
from reader.fetching import Page
from reader.pages import PageReader
from reader.sites import Site

SITE = Site(id="a", name="A")


def page(html: bytes) -> Page:
    return Page(address("http://a.vn/"), html, "utf-8")


GOOD = page("<h1>Tin</h1><div class=entry-content><p>Sáng nay trời đẹp.</p></div>".encode())


@pytest.fixture
def reader() -> Iterator[PageReader]:
    reader = PageReader(seconds=3)
    yield reader
    reader.close()


def test_pages_are_read_one_after_another_and_errors_come_through(reader: PageReader) -> None:
    assert reader.read(GOOD, SITE).article.blocks[-1].text == "Sáng nay trời đẹp."
    with pytest.raises(NothingToReadError):
        reader.read(page(b""), SITE)
    assert reader.read(GOOD, SITE).found_by == "wordpress"


@pytest.mark.parametrize(
    "bomb",
    [
        b"<div " + b" ".join(b"a%d=1" % each for each in range(400_000)) + b">x",
        b"<p>x" * 400_000,
        b"<div>" * 200_000 + b"x",
    ],
    ids=["attributes", "paragraphs", "depth"],
)
def test_a_page_made_to_be_slow_is_left_and_the_next_one_is_read(
    bomb: bytes, reader: PageReader
) -> None:
    with pytest.raises((PageUnavailableError, NothingToReadError)):
        reader.read(page(bomb), SITE)
    assert reader.read(GOOD, SITE).found_by == "wordpress"


def test_a_page_that_takes_the_child_s_memory_is_unavailable() -> None:
    reader = PageReader(memory=300 << 20)
    with pytest.raises(PageUnavailableError):
        reader.read(page(b"<p>x" * 1_000_000), SITE)
    reader.close()
