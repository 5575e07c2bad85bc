"""Which part of a page is the article, as HTML."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files

from lxml import etree, html
from readability import Document

from reader.sites import Selectors

_PORTALS = tomllib.loads((files(__package__) / "portals.toml").read_text(encoding="utf-8"))

_NOTE_LINK = re.compile(r"\s*(?:[\[(]?\d{1,3}[\])]?|[↩↑^])\ufe0e?\s*")
_MANY_LETTERS = 600
"""A table with so long a cell holds the page together, not data."""

_LONG_CAPTION = 300


@dataclass(frozen=True, slots=True)
class Content:
    """A page's article, as HTML, and what found it: the site, the portal's software, or a guess."""

    html: str
    found_by: str


def skip(tree: "etree._Element", selectors: Selectors) -> None:
    """Take out what is no part of any article, by the site's own list and the common one."""
    for selector in (*_PORTALS["skip"].values(), *selectors.skip):
        for element in tree.cssselect(selector):
            if element.getparent() is not None:
                element.drop_tree()


def content(tree: "etree._Element", selectors: Selectors) -> Content:
    """The article's part of the page; "" where nothing on it looks like one."""
    known = {"site": selectors.content, **_PORTALS["content"]}
    for name, selector in known.items():
        found = list(_outermost(tree.cssselect(selector))) if selector else []
        if any(element.text_content().strip() for element in found):
            return Content("\n".join(_tidy(element) for element in found), name)
    summary = Document(html.tostring(tree, encoding="unicode")).summary(html_partial=True)
    # A whole document at times, and a broken one: what a body of ours holds is always a fragment.
    guess = html.document_fromstring(f"<body>{summary}").body
    guess.tag = "div"
    return Content(_lead(tree, guess) + _tidy(guess), "readability")


def _lead(tree: "etree._Element", guess: "etree._Element") -> str:
    """The summary, where the guess has left it out."""
    known = _squeezed(guess)
    found = _outermost(tree.cssselect(_PORTALS["lead"]["selectors"]))
    first = next((element for element in found if _squeezed(element)), None)
    if first is None or not known or _squeezed(first) in known:
        return ""
    return _tidy(first)


def _squeezed(element: "etree._Element") -> str:
    return "".join(element.text_content().split())


def _outermost(found: Iterable["etree._Element"]) -> Iterator["etree._Element"]:
    inside: set[etree._Element] = set()
    for element in found:
        if inside.isdisjoint(element.iterancestors()):
            inside.add(element)
            yield element


def _tidy(element: "etree._Element") -> str:
    for link in element.xpath(".//a[starts-with(@href, '#')]"):
        if _NOTE_LINK.fullmatch(link.text_content()):
            link.drop_tree()
    for table in element.xpath("descendant-or-self::table"):
        _retag(table)
    for cell in element.xpath(".//td[not(ancestor::table)] | .//th[not(ancestor::table)]"):
        cell.tag = "div"
    if element.tag in ("td", "th"):
        element.tag = "div"
    return str(html.tostring(element, encoding="unicode", with_tail=False))


def _retag(table: "etree._Element") -> None:
    """Say what a table is: editors also make pictures with captions, and whole pages, of them."""
    rows = [row.xpath("./td | ./th") for row in table.xpath(".//tr")]
    if not rows or _is_data(table, rows):
        return
    caption = "figcaption" if _is_picture(table) else "div"
    for cell in (cell for row in rows for cell in row):
        cell.tag = caption
    for part in table.xpath("descendant-or-self::*[self::table or self::tbody or self::tr]"):
        part.tag = "div"


def _is_picture(table: "etree._Element") -> bool:
    return bool(table.xpath(".//img")) and len(table.text_content().strip()) < _LONG_CAPTION


def _is_data(table: "etree._Element", rows: list[list["etree._Element"]]) -> bool:
    wide = sum(len(cells) > 1 for cells in rows) > 1
    longest = max((len(cell.text_content()) for cells in rows for cell in cells), default=0)
    return wide and longest < _MANY_LETTERS and not table.xpath(".//table")
