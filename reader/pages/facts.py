"""What a page says about its article: title, date, byline."""

import re
from collections.abc import Iterator
from datetime import datetime

from lxml import etree  # noqa: TC002 - named in every signature

from reader.clock import VIETNAM

_DATE = re.compile(
    r"(?:(?P<h1>\d{1,2})[:h](?P<m1>\d{2})\D{1,12})?"
    r"\b(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})\b"
    r"(?:\D{1,5}(?P<h2>\d{1,2})[:h](?P<m2>\d{2}))?"
)
_DATE_PLACES = (
    "//meta[@property='article:published_time']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//*[@itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']",
    "//time/@datetime",
    "//*[contains(@class, 'date') or contains(@class, 'Date') or contains(@class, 'ngay') or @class='time']",
    "//h1/following::text()[position() < 20]",
)
_BYLINE_PLACES = (
    "//*[@itemprop='author']",
    "//*[@rel='author']",
    "//*[contains(@class, 'author') or contains(@class, 'Author')]",
    "//*[contains(@class, 'tacgia') or contains(@class, 'tac-gia') or @class='auth' or @class='byline']",
    "//td/span[@class='small']",  # Joomla 1.5
    "//meta[@name='author']/@content",
)
_BYLINE_LABEL = re.compile(
    r"^\W*(?:tác giả(?: bài viết)?|viết bởi|đăng bởi|bởi|người viết)\b[\s:]*", re.IGNORECASE
)
_HEADINGS = "//h1 | //h2 | //h3"
_TITLES = (
    "//*[self::h1 or self::h2 or self::h3 or self::h4 or contains(@class, 'title')"
    " or contains(@class, 'Title') or contains(@class, 'tieude')][not(descendant::a)]"
)
_LONGEST_BYLINE = 80
_SHORTEST_TITLE = 20
_LONGEST_TITLE = 250


def title(tree: "etree._Element", selector: str | None) -> str:
    """The article's title; "" where the page does not say it outside its text."""
    chosen = _selected(tree, selector)
    if chosen:
        return chosen
    named = _line(tree.xpath("string(//meta[@property='og:title']/@content)"))
    page = _line(tree.xpath("string(//title)"))
    headline = _line(tree.xpath("string(//*[@itemprop='headline'])"))
    return headline or _shown(tree, named or page) or named or _first(tree)


def _shown(tree: "etree._Element", page: str) -> str:
    """The heading, or else the line, with which the page's own title begins."""
    lines = [_line(heading.text_content()) for heading in tree.xpath(_HEADINGS)]
    lines += [_line(text) for text in tree.xpath("//body//text()[not(ancestor::a)]")]
    begun = (line for line in lines if len(line) >= _SHORTEST_TITLE and page.startswith(line))
    return max(begun, key=len, default="")


def _first(tree: "etree._Element") -> str:
    """The first line that is set as a title and leads nowhere else."""
    found = (_line(each.text_content()) for each in tree.xpath(_TITLES))
    lines = [line for line in found if _SHORTEST_TITLE < len(line) < _LONGEST_TITLE]
    banners_last = sorted(lines, key=str.isupper)
    return banners_last[0] if banners_last else ""


def date(tree: "etree._Element", selector: str | None) -> datetime | None:
    """When the article was published, in Vietnam's time where the page names no other."""
    candidates = [_selected(tree, selector)] if selector else []
    candidates += [text for place in _DATE_PLACES for text in _texts(tree, place)]
    return next((when for when in map(_when, candidates) if when), None)


def byline(tree: "etree._Element", selector: str | None) -> str:
    """Who wrote it; "" where the page does not say."""
    candidates = [_selected(tree, selector)] if selector else []
    candidates += [text for place in _BYLINE_PLACES for text in _texts(tree, place)]
    names = (_BYLINE_LABEL.sub("", text) for text in candidates)
    return next((name for name in names if 0 < len(name) <= _LONGEST_BYLINE), "")


def _selected(tree: "etree._Element", selector: str | None) -> str:
    found = tree.cssselect(selector) if selector else []
    return _line(found[0].text_content()) if found else ""


def _texts(tree: "etree._Element", place: str) -> Iterator[str]:
    for found in tree.xpath(place):
        yield _line(found if isinstance(found, str) else found.text_content())


def _when(text: str) -> datetime | None:
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        return _written(text)
    return when if when.tzinfo else when.replace(tzinfo=VIETNAM)


def _written(text: str) -> datetime | None:
    found = _DATE.search(text[:200])
    if not found:
        return None
    day = [int(found[name]) for name in ("year", "month", "day")]
    hour, minute = found["h1"] or found["h2"] or "0", found["m1"] or found["m2"] or "0"
    try:
        return datetime(day[0], day[1], day[2], int(hour), int(minute), tzinfo=VIETNAM)
    except ValueError:  # the 31st of February
        return None


def _line(text: str) -> str:
    return " ".join(text.split())
