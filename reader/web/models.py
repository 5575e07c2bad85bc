"""What comes in and goes out as JSON: the models that are checked are the ones OpenAPI shows."""

import re
from functools import lru_cache
from typing import Annotated, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictInt,
    model_validator,
)

from reader import extraction
from reader.article import Article, Block, BlockKind
from reader.errors import InvalidTextError
from reader.sites import Accepted
from reader.state import HeardSentence, Stage
from reader.voices import Voice

REPORTED = 2_000
"""Characters of a sentence that is reported: more than the longest one has."""


_UNREADABLE = re.compile("[\0\ud800-\udfff]")


def _readable(text: str) -> str:
    """A page shows neither NUL nor half a surrogate pair, so neither is guessed at."""
    if _UNREADABLE.search(text):
        raise InvalidTextError("NUL or a lone surrogate in the text")
    return text


Text = Annotated[
    str, AfterValidator(_readable), Field(json_schema_extra={"pattern": "^[^\\u0000]*$"})
]


def _whole(number: object) -> object:
    """JSON knows one kind of number: 3.0 is 3. Text and truth are no numbers."""
    return int(number) if isinstance(number, float) and number.is_integer() else number


Whole = Annotated[StrictInt, BeforeValidator(_whole)]
Key = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class Incoming(BaseModel):
    """A body: a field that is not known is a mistake, and is said to be one."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class IncomingBlock(Incoming):
    """One block of the page's text, in reading order."""

    kind: BlockKind
    text: Text


SOURCES = ("text", "html", "blocks", "url")
"""In what an article may come; blocks are text that a page has cut by itself."""


class RecordingRequest(Incoming):
    """An article to be read: exactly one of `text`, `html`, `blocks` and `url`."""

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [{"required": [source]} for source in SOURCES]}
    )

    text: Text = Field("", description="plain text; every line is a block")
    html: Text = Field("", description="a page or a piece of one; its elements are the blocks")
    blocks: tuple[IncomingBlock, ...] = Field(
        (), min_length=1, description="what the page shows, block by block"
    )
    url: Text = Field("", description="the address of a page of a site here")
    title: Text = Field("", description="said first, unless a block already holds it")
    voice: str = Field("auto", description="the id of a voice, or auto")
    site: str = Field("", pattern="^[a-z0-9-]{0,64}$", description="the portal that asks")

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if len({*SOURCES} & self.model_fields_set) != 1:
            raise ValueError("exactly one of text, html, blocks and url")
        return self

    def form(self) -> Accepted:
        """The form in which the article comes."""
        (source,) = {*SOURCES} & self.model_fields_set
        return Accepted.TEXT if source == "blocks" else Accepted(source)

    def article(self) -> Article:
        """The article that was sent as text, HTML or blocks.

        Raises:
            MalformedError: HTML that cannot be read.
        """
        if "html" in self.model_fields_set:
            return _from_html(self.html, self.title)
        if "text" in self.model_fields_set:
            return _from_text(self.text, self.title)
        return _from_blocks(self.blocks, self.title)


_lately = lru_cache(maxsize=8)
"""Who press on the same article send the same words: of the last few articles they are read once."""

_from_html = _lately(extraction.from_html)
_from_text = _lately(extraction.from_text)


@_lately
def _from_blocks(blocks: tuple[IncomingBlock, ...], title: str) -> Article:
    return extraction.from_blocks([Block(block.kind, block.text) for block in blocks], title)


class ReportRequest(Incoming):
    """A sentence that a listener heard read wrongly."""

    sentence: Whole = Field(ge=0, lt=1_000_000, description="its index in the state")
    text: Text = Field("", max_length=REPORTED, description="its text, as the page shows it")


class Parts(BaseModel):
    """How far the making of a recording has come."""

    done: int
    of: int


class Links(BaseModel):
    """Where to go on; relative to this service."""

    self: str
    audio: str = Field(description="the finished file; 404 until the state is ready")
    download: str = Field(
        description="the finished file to keep, with title and cover; 404 until the state is ready"
    )
    live: str = Field(description="the sound as it is made")
    opus: str | None = Field(
        description="the finished file as Opus in WebM; null where none is made"
    )
    vtt: str = Field(description="the sentences' times as WebVTT; 404 until the state is ready")


class RecordingState(BaseModel):
    """How it stands with a recording."""

    key: Key
    state: Stage
    code: str | None = Field(description="of the error, where it failed")
    title: str
    voice: str
    engines: tuple[str, ...]
    parts: Parts
    duration: float | None = Field(description="seconds of the finished file")
    skipped: tuple[int, ...] = Field(description="sentences that cannot be spoken, by their index")
    sentences: tuple[HeardSentence, ...] = Field(
        description="spans count UTF-16 code units of the block's text as it was sent"
    )
    links: Links


class Removal(BaseModel):
    """What became of a recording that a site takes back."""

    key: Key
    gone: bool = Field(description="false where another site reads the very same words")


class Voices(BaseModel):
    """The voices on offer, best first."""

    voices: tuple[Voice, ...]


class Health(BaseModel):
    """Which part answers: "ok", or what is wrong with it."""

    ok: bool
    parts: dict[str, str]


class Problem(BaseModel):
    """An error, as RFC 9457 has it."""

    type: str = Field(description="where this error is explained")
    title: str = Field(description="words for a listener, in Vietnamese")
    status: int
    code: str = Field(description="stable, for programs")
    detail: str = Field(description="words for a listener, in Vietnamese")
    field: str | None = Field(None, description="JSON pointer to what is malformed")
