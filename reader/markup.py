"""HTML, as a page or a piece of one, to the blocks of text that a reader sees.

Markup is first rewritten with the few attributes that decide anything. So no comment, script or
tag of a hundred thousand attributes ever reaches the parser, which would take a minute over that.
"""

import re
from collections.abc import Iterator, Mapping
from html import escape, unescape

from lxml import etree

from reader.article import Block, BlockKind
from reader.errors import MalformedError


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


_ATTRIBUTES = r"""(?:[^>=]|=\s*+(?:"[^"]*(?:"|\Z)|'[^']*(?:'|\Z)|))*+"""
_UNREAD = "script|style|textarea|title|iframe|noembed|noframes|noscript|xmp"
_MARKUP = re.compile(
    rf"""
    <!--.*?(?:-->|\Z)
    | <(?P<unread>{_UNREAD})(?![^\s/>]){_ATTRIBUTES}(?:>.*?(?:</(?P=unread)(?![^\s/>])[^>]*(?:>|\Z)|\Z)|\Z)
    | <(?P<tag>/?[a-z][^\s/>]*)(?P<attributes>{_ATTRIBUTES})(?:>|\Z)
    | <[!?/][^>]*(?:>|\Z)
    | (?P<sign><)
    """,
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
_ATTRIBUTE = re.compile(r"""([^\s/>=]+)(?:\s*+=\s*+("[^"]*+"?|'[^']*+'?|[^\s>]*))?""")

KEPT = ("class", "hidden", "aria-hidden", "role", "style", "rel", "itemprop")
"""Attributes that decide whether and how an element is read."""

KINDS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), BlockKind.HEADING),
    **dict.fromkeys(("li", "dt", "dd"), BlockKind.ITEM),
    **dict.fromkeys(("td", "th"), BlockKind.CELL),
    **dict.fromkeys(("figcaption", "caption"), BlockKind.CAPTION),
}
"""What an element's text is; in every other element it is what it is in its parent."""

BREAKS = _names(
    "address article blockquote body br center details dir div dl fieldset figure form header hr html"
    " legend main menu ol p pre section summary table tbody tfoot thead tr ul"
).union(KINDS)
"""Elements before and after which a block ends."""

SKIPPED = _names(
    "aside audio button canvas datalist embed footer head listen-button map math menuitem meter nav"
    " object progress select svg template video"
)
"""Elements that hold no text of the article."""

SKIPPED_ROLES = _names(
    "banner button complementary contentinfo doc-noteref menu menubar navigation search toolbar"
)
SKIPPED_CLASSES = _names("d-none hidden hide invisible no-read-aloud sr-only visually-hidden")

_SPACES = re.compile(r"[ \t\n\r\f]+")
_INVISIBLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_AUTHOR = re.compile(r"(?:^|[-_\s])(?:author|byline|tac-?gia)(?:$|[-_\s])", re.IGNORECASE)


def blocks_of(html: str) -> list[Block]:
    """The blocks of a page's main content, or of a piece of a page.

    Raises:
        MalformedError: elements are nested deeper than in any page.
    """
    root = _tree(_MARKUP.sub(_rewritten, html))
    return [] if root is None else list(_blocks(_content(root)))


def _rewritten(markup: "re.Match[str]") -> str:
    """A tag with the attributes that count; nothing for what is never shown."""
    if markup["sign"]:
        return "&lt;"
    if not markup["tag"]:
        return " " if markup["unread"] else ""
    if markup["tag"].startswith("/"):
        return f"<{markup['tag']}>"
    kept = {name: value for name, value in _attributes(markup["attributes"]) if name in KEPT}
    attributes = "".join(f' {name}="{value}"' for name, value in kept.items())
    return f"<{markup['tag']}{attributes}>"


def _attributes(text: str) -> Iterator[tuple[str, str]]:
    for name, value in _ATTRIBUTE.findall(text):
        yield name.lower(), escape(unescape(value.strip("\"'")))


def _tree(html: str) -> "etree._Element | None":
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    root = etree.fromstring(html.encode(), parser) if html.strip() else None
    if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log):
        raise MalformedError("HTML nested too deep")
    return root


def _content(root: "etree._Element") -> "etree._Element":
    """The one element that a page calls its main part or its article; else all of it."""
    for path in ("//main | //*[@role='main']", "//article"):
        found = root.xpath(path)
        if len(found) == 1:
            return found[0]
    return root


def _blocks(root: "etree._Element") -> Iterator[Block]:
    kinds = [BlockKind.PARAGRAPH]
    words: list[str] = []
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        breaks = element.tag in BREAKS
        if breaks:
            yield from _ended(words, kinds[-1])
        if event == "start":
            kinds.append(_kind(element) or kinds[-1])
            words.append(element.text or "")
            if _is_skipped(element):
                words.pop()
                walk.skip_subtree()
        else:
            kinds.pop()
            words.append(element.tail or "" if element is not root else "")
    yield from _ended(words, kinds[-1])


def _ended(words: list[str], kind: BlockKind) -> Iterator[Block]:
    text = _SPACES.sub(" ", "".join(words)).strip() if any(words) else ""
    words.clear()
    if text:
        yield Block(kind, text)


def _kind(element: "etree._Element") -> BlockKind | None:
    named = " ".join(filter(None, map(element.get, ("class", "rel", "itemprop"))))
    if named and element.tag in BREAKS and _AUTHOR.search(named):
        return BlockKind.BYLINE
    return KINDS.get(element.tag)


def _is_skipped(element: "etree._Element") -> bool:
    return element.tag in SKIPPED or _is_note(element) or _is_hidden(element.attrib)


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    return bool(attributes) and (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or attributes.get("role") in SKIPPED_ROLES
        or not SKIPPED_CLASSES.isdisjoint(attributes.get("class", "").split())
        or _INVISIBLE.search(attributes.get("style", "")) is not None
    )


def _is_note(element: "etree._Element") -> bool:
    """A raised sign that leads to a footnote; the 2 of m² is read."""
    return element.tag == "sup" and (
        element.find(".//a") is not None or (element.text or "").startswith("[")
    )
