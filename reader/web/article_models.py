"""A site's articles as JSON: what its own system sends, and what it is told."""

from datetime import datetime
from typing import Annotated, Any, Self

from pydantic import AwareDatetime, BaseModel, Field, model_validator

from reader import extraction
from reader.article import Article, Block
from reader.register import Entry, Facts, Stage, Standing
from reader.web.models import Incoming, IncomingBlock, Key, Text

WORDS = ("text", "html", "blocks")
"""In what an article's words may be sent; without them, they are read off its page."""

NAMES = ("id", "url")

Own = Annotated[str, Field(max_length=100, pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]
Category = Annotated[Text, Field(min_length=1, max_length=100)]


class ArticleRequest(Incoming):
    """An article that was published or changed: with an `id` or a `url`, or both."""

    id: Own | None = Field(None, description="its id in the portal's own system")
    url: Text = Field("", max_length=2048, description="the address of its page")
    title: Text = Field("", max_length=1000, description="said first")
    published: AwareDatetime | None = Field(None, description="when it was published")
    categories: tuple[Category, ...] = Field((), max_length=20, description="its rubrics")
    text: Text = Field("", description="plain text; every line is a block")
    html: Text = Field("", description="a page or a piece of one; its elements are the blocks")
    blocks: tuple[IncomingBlock, ...] = Field((), description="what the page shows, block by block")

    @model_validator(mode="after")
    def _named_once(self) -> Self:
        if not self.id and not self.url:
            raise ValueError("an id or a url")
        words = {*WORDS} & self.model_fields_set
        if len(words) > 1 or not (words or self.url):
            raise ValueError("a url, or one of text, html and blocks")
        return self

    def facts(self) -> Facts:
        """What is said about the article."""
        return Facts(self.url, self.id or "", self.title, self.published, self.categories)

    def article(self) -> Article | None:
        """Its words, if they were sent.

        Raises:
            MalformedError: HTML that cannot be read.
        """
        if "html" in self.model_fields_set:
            return extraction.from_html(self.html, self.title)
        if "text" in self.model_fields_set:
            return extraction.from_text(self.text, self.title)
        if "blocks" in self.model_fields_set:
            blocks = [Block(block.kind, block.text) for block in self.blocks]
            return extraction.from_blocks(blocks, self.title)
        return None


class ArticleState(BaseModel):
    """What is known of an article."""

    id: str = Field(description="ours; it stays, whatever changes")
    own_id: str | None = Field(description="its id in the portal's own system")
    url: str | None
    title: str
    published: datetime | None
    categories: tuple[str, ...]
    added: datetime = Field(description="when this service first heard of it")
    changed: datetime = Field(description="when its words last changed")
    state: Stage = Field(description="of its recording; new: it is made at the next press")
    code: str | None = Field(description="of the error, where it failed")
    recording: Key | None
    duration: float | None = Field(description="seconds of the finished file")
    length: int | None = Field(description="bytes of the finished file")
    json_ld: dict[str, Any] | None = Field(
        description="an AudioObject of schema.org for the article's page, once it is ready"
    )
    listens: int = Field(description="how often it was listened to in the last 30 days")

    @classmethod
    def of(
        cls, entry: Entry, stands: Standing, listens: int, json_ld: dict[str, Any] | None
    ) -> Self:
        """An entry of the register as its site sees it."""
        return cls(
            id=entry.id,
            own_id=entry.facts.own_id or None,
            url=entry.facts.url or None,
            title=entry.facts.title,
            published=entry.facts.published,
            categories=entry.facts.categories,
            added=entry.added,
            changed=entry.changed,
            state=stands.stage,
            code=stands.code,
            recording=stands.recording,
            duration=stands.duration,
            length=stands.length,
            json_ld=json_ld,
            listens=listens,
        )


class Articles(BaseModel):
    """A site's articles, newest first."""

    of: int = Field(description="how many there are in all")
    articles: tuple[ArticleState, ...]
