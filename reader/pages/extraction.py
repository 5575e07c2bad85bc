"""A page's bytes to its article. Slow on pages made to be slow: `reading.py` bounds it."""

import re
from dataclasses import dataclass, replace
from datetime import datetime

from lxml import etree, html

from reader.article import Article, Block, BlockKind
from reader.errors import NothingToReadError, PageUnavailableError
from reader.extraction import from_html
from reader.legacy_encodings import decoder, is_modern
from reader.pages import facts
from reader.pages.charset import decoded
from reader.pages.content import content, skip
from reader.sites import Selectors

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class PageArticle:
    """An article and what its page says about it; `found_by` is "site", "readability" or a portal."""

    article: Article
    date: datetime | None
    byline: str
    found_by: str


def from_page(page: bytes, charset: str | None, selectors: Selectors) -> PageArticle:
    """The article on a page, its byline last.

    Raises:
        NothingToReadError: no article stands on it.
        PageUnavailableError: it is no HTML that can be read.
    """
    tree = _tree(decoded(page, charset))
    _clean(tree)
    _modernise(tree)
    title = facts.title(tree, selectors.title)
    date = facts.date(tree, selectors.date)
    byline = facts.byline(tree, selectors.byline)
    skip(tree, selectors)
    found = content(tree, selectors)
    article = from_html(found.html, title)
    if not article.blocks:
        raise NothingToReadError("no article on the page")
    return PageArticle(_signed(article, byline), date, byline, found.found_by)


def _tree(text: str) -> "etree._Element":
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser)
    except etree.ParserError:  # an empty document
        raise NothingToReadError("an empty page") from None
    except (
        etree.LxmlError
    ) as error:  # such as no more memory; lxml's own errors cannot leave the child
        raise PageUnavailableError(str(error)) from None
    if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log):
        raise PageUnavailableError("HTML nested too deep")
    etree.strip_elements(tree, "script", "style", "noscript", with_tail=False)
    if not "".join(tree.xpath("//body//text()")).strip():
        raise NothingToReadError("a page without text")
    return tree


def _clean(tree: "etree._Element") -> None:
    """Take out what lxml reads, by its number or as it is, and would not let be written again."""
    for element in tree.iter(etree.Element):
        if element.text and _UNWRITABLE.search(element.text):
            element.text = _UNWRITABLE.sub(" ", element.text)
        if element.tail and _UNWRITABLE.search(element.tail):
            element.tail = _UNWRITABLE.sub(" ", element.tail)


def _modernise(tree: "etree._Element") -> None:
    """Turn TCVN3 and VNI, where the page is written in one of them, into Unicode."""
    decode = decoder(tree.itertext())
    if decode is None:
        return
    for element in tree.iter(etree.Element):
        if element.text and not is_modern(element.text):
            element.text = decode(element.text)
        if element.tail and not is_modern(element.tail):
            element.tail = decode(element.tail)


def _signed(article: Article, byline: str) -> Article:
    if not byline or any(byline in block.text for block in article.blocks):
        return article
    return replace(article, blocks=(*article.blocks, Block(BlockKind.BYLINE, byline)))
