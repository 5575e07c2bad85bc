"""What `doc-bai-viet site check` shows: a page as it would be read, and what to paste into it."""

import json
from collections.abc import Iterator
from html import escape
from urllib.parse import quote

from reader.address import address
from reader.article import Block
from reader.audio_object import audio_object
from reader.fetching import Fetcher
from reader.pages import PageArticle, PageReader
from reader.sites import Site, Sites

WIDTH = 100
"""Characters of a block that are shown."""

SERVICE = "https://READER"
"""Stands for the service's own address, which this program cannot know."""


def checked(url: str, sites: Sites, fetcher: Fetcher, pages: PageReader) -> Iterator[str]:
    """Lines about that page.

    Raises:
        PageRefusedError, PageUnavailableError, NothingToReadError: it would not be read.
    """
    site = sites.of_page(address(url))
    found = pages.read(fetcher.fetch(url, site), site)
    yield from _facts(site, found)
    yield ""
    yield from map(_block, found.article.blocks)
    yield ""
    yield "To paste into the page:"
    yield from _snippets(url, site, found)


def _facts(site: Site, found: PageArticle) -> Iterator[str]:
    yield f"site     {site.id}: {site.name}"
    yield f"title    {found.article.title or '-'}"
    yield f"date     {found.date.isoformat() if found.date else '-'}"
    yield f"byline   {found.byline or '-'}"
    if found.found_by == "site":
        yield "found by the site's selectors"
    else:
        yield f"found by {found.found_by}; set `content` in sites.toml to be sure"


def _block(block: Block) -> str:
    text = block.text if len(block.text) <= WIDTH else block.text[: WIDTH - 1] + "…"
    why = ", ".join(sorted({silence.reason for silence in block.silences}))
    return f"{block.kind:<10}{text}" + (f"   [not read, in part or whole: {why}]" if why else "")


def _snippets(url: str, site: Site, found: PageArticle) -> Iterator[str]:
    target = site.selectors.content or "SELECTOR"
    page = quote(url, safe="")
    yield f'<script type="module" src="{SERVICE}/listen-button.js"></script>'
    yield (
        f'<listen-button for="{escape(target)}" site="{site.id}">'
        f'<a href="{SERVICE}/listen?url={page}">Đọc bài viết</a></listen-button>'
    )
    audio = audio_object(found.article.title, f"{SERVICE}/embed?url={page}", found.date)
    data = json.dumps(audio, ensure_ascii=False).replace("<", "\\u003c")
    yield f'<script type="application/ld+json">{data}</script>'
