"""What is known of a site. Every field's `description` is what a mistake in it is told."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from cssselect import GenericTranslator, SelectorError
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)

from reader.address import Address, address
from reader.errors import PageRefusedError, UnknownSiteError
from reader.sites.keys import Key

ANY_ORIGIN = "*"


class Accepted(StrEnum):
    """A form in which an article may come in."""

    TEXT = "text"
    HTML = "html"
    URL = "url"


def _page(text: str) -> str:
    if str(_address(text)) != text:
        raise ValueError(text)
    return text


def _address(text: str) -> Address:
    try:
        return address(text)
    except PageRefusedError as error:
        raise ValueError(text) from error


def _selector(text: str) -> str:
    try:
        GenericTranslator().css_to_xpath(text)
    except SelectorError as error:
        raise ValueError(text) from error
    return text


def _existing(path: Path) -> Path:
    if not path.is_file():
        raise ValueError(str(path))
    return path


def _key(value: object) -> Key:
    if isinstance(value, Key):
        return value
    return Key.parse(value if isinstance(value, str) else "")


def _distinct(keys: tuple[Key, ...]) -> tuple[Key, ...]:
    if len({key.id for key in keys}) != len(keys):
        raise ValueError("an id twice")
    return keys


Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Origin = Annotated[
    str, StringConstraints(pattern=r"^https?://([a-z0-9._-]+|\[[0-9a-f:]+\])(:\d{1,5})?$")
]
Page = Annotated[str, AfterValidator(_page)]
Selector = Annotated[str, AfterValidator(_selector)]
ExistingFile = Annotated[Path, AfterValidator(_existing)]
Keys = Annotated[
    tuple[Annotated[Key, BeforeValidator(_key)], ...],
    AfterValidator(_distinct),
]


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Selectors(_Table):
    """Where a site's pages keep what is read: CSS selectors, tried before any guessing."""

    title: Selector | None = Field(default=None, description="a CSS selector")
    date: Selector | None = Field(default=None, description="a CSS selector")
    byline: Selector | None = Field(default=None, description="a CSS selector")
    content: Selector | None = Field(default=None, description="a CSS selector")
    skip: tuple[Selector, ...] = Field(default=(), description="a list of CSS selectors")


class Site(_Table):
    """One portal."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,62}$", description="a-z, 0-9 and -")
    name: Name = Field(description="the portal's name, as its readers know it")
    origins: tuple[Origin, ...] = Field(
        default=(), description="a list of https://host, each without a path"
    )
    pages: tuple[Page, ...] = Field(
        default=(),
        description="a list of https://host/path that its articles' addresses begin with",
    )
    accepts: frozenset[Accepted] = Field(
        default=frozenset(Accepted), description='a list of "text", "html", "url"'
    )
    voice: Name = Field(default="auto", description="the id of a voice, or auto")
    fallbacks: tuple[Name, ...] = Field(
        default=(), description="a list of ids of voices, best first"
    )
    lexicon: ExistingFile | None = Field(
        default=None,
        description="the name of a file that is there, seen from the folder of sites.toml",
    )
    selectors: Selectors = Field(default=Selectors(), description="a table of CSS selectors")
    keys: Keys = Field(
        default=(),
        repr=False,
        description='a list of "number:secret", as `doc-bai-viet site key` makes them,'
        " each with another number",
    )
    characters: int | None = Field(
        default=None, ge=0, description="a whole number of characters a day, or 0"
    )

    feed: Page | None = Field(
        default=None,
        description="the address of an RSS, Atom or sitemap file that lists its articles",
    )

    def has_origin(self, origin: str) -> bool:
        """Whether pages of that origin may send articles here."""
        return ANY_ORIGIN in self.origins or origin in self.origins

    def has_page(self, page: Address) -> bool:
        """Whether that address is one of the site's articles."""
        return any(str(page).startswith(each) for each in self.pages)


DEMO = Site.model_construct(
    id="demo",
    name="Trang thử",
    origins=(ANY_ORIGIN,),
    accepts=frozenset({Accepted.TEXT, Accepted.HTML}),
)
"""Takes text from any page, fetches none: for a machine that serves nobody but itself."""


@dataclass(frozen=True, slots=True)
class Sites:
    """All sites, in the order of the file; `other` is who has no entry there, if anybody may."""

    by_id: Mapping[str, Site]
    other: Site | None = None

    def named(self, name: str) -> Site:
        """The site of that id.

        Raises:
            UnknownSiteError: there is none.
        """
        site = self.by_id.get(name, self.other)
        if site is None:
            raise UnknownSiteError(f"no site {name!r}")
        return site

    def of_origin(self, origin: str) -> Site:
        """The first site with pages of that origin.

        Raises:
            UnknownSiteError: there is none.
        """
        having = (site for site in self.by_id.values() if site.has_origin(origin))
        site = next(having, self.other)
        if site is None:
            raise UnknownSiteError(f"no site has origin {origin!r}")
        return site

    def of_page(self, page: Address) -> Site:
        """The first site that has this page.

        Raises:
            PageRefusedError: none has.
        """
        for site in self.by_id.values():
            if site.has_page(page):
                return site
        raise PageRefusedError(f"no site has {page}")
