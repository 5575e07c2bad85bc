"""What is fuzzed: each takes any bytes, and breaks a promise of its stage or returns."""

from collections.abc import Callable
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

from werkzeug.exceptions import RequestedRangeNotSatisfiable

from reader.address import address
from reader.article import Article
from reader.errors import MalformedError, NothingToReadError, PageRefusedError, PageUnavailableError
from reader.extraction import from_html, from_text
from reader.pages.extraction import from_page
from reader.recording import Recording, spoken_sentences
from reader.sites import Selectors
from reader.text import sentences, utf16
from reader.web.ranges import wanted
from tests.reader.articles import VOICE

TESTS = Path(__file__).parents[1]


def text(data: bytes) -> None:
    """Every sentence stands where it says, its words in order; a recording of them comes back whole."""
    article = from_text(data.decode("utf-8", "replace"))
    found = sentences(article)
    for sentence in found:
        _stands(article, sentence.block, sentence)
    recording = Recording.of(article.title, spoken_sentences(article, found), VOICE)
    assert Recording.from_recipe(recording.recipe()) == recording


def _stands(article: Article, block: int | None, sentence) -> None:
    source = article.title if block is None else article.blocks[block].text
    assert source[sentence.start : sentence.end] == sentence.text
    for one, other in pairwise(sentence.tokens):
        assert one.start <= one.end <= other.start
    for piece in sentence.pieces:
        words = [word for token in piece.tokens for word in token.words]
        assert len(piece.spoken.split()) == len(words), piece.spoken
    assert len(utf16(source)) == len(source) + 1


def markup(data: bytes) -> None:
    """HTML that somebody sends: its blocks, or a refusal."""
    with suppress(MalformedError):
        for block in from_html(data.decode("utf-8", "replace"), "").blocks:
            assert block.text.strip()


def page(data: bytes) -> None:
    """A page that was fetched: its article, or a refusal in words."""
    with suppress(NothingToReadError, PageUnavailableError, MalformedError):
        assert from_page(data, None, Selectors()).article.blocks


def place(data: bytes) -> None:
    """An address is the same when it is read again, or is refused."""
    with suppress(PageRefusedError):
        found = address(data.decode("utf-8", "replace"))
        assert address(str(found)) == found


def ranges(data: bytes) -> None:
    """A run within the file, or the whole, or a refusal."""
    with suppress(RequestedRangeNotSatisfiable):
        found = wanted(data.decode("latin-1"), "", '"key"', 1000)
        assert found is None or 0 <= found.start < found.stop <= 1000


TARGETS: dict[str, Callable[[bytes], None]] = {
    "text": text,
    "markup": markup,
    "page": page,
    "place": place,
    "ranges": ranges,
}

SHARES = {"text": 5, "markup": 2, "page": 2, "place": 0.5, "ranges": 0.5}
"""Of ten parts of the time."""


def seeds(name: str) -> list[bytes]:
    """Where fuzzing begins."""
    if name in {"markup", "page"}:
        return [file.read_bytes() for file in sorted(TESTS.glob("fixtures/pages/*.html"))]
    if name == "text":
        lines = "\n".join(file.read_text("utf-8") for file in sorted(TESTS.glob("corpus/*.tsv")))
        return [row.split("\t")[0].encode() for row in lines.splitlines()[::7] if row.strip()]
    return (
        [b"https://bacha.example.vn/tin-tuc/", b"http://[::1]:80/%41"]
        if name == "place"
        else [b"bytes=0-9,-5"]
    )
