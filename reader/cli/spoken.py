"""`doc-bai-viet spoken`: what will be said, and why."""

import io
import json
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

import click

from reader.article import Article, Block, BlockKind
from reader.cli.reading import article_of, text_of
from reader.cli.tables import table
from reader.text import NONE, Sentence, Token, sentences, utf16
from reader.voices import Region


@click.command()
@click.argument("file", type=click.File("rb"), default="-")
@click.option("--lines", "form", flag_value="lines", help="A reading a line, for each line in.")
@click.option("--json", "form", flag_value="json", help="Sentences and tokens with their spans.")
@click.option("--explain", "form", flag_value="explain", help="Source, class, rule and words.")
@click.option(
    "--region",
    type=click.Choice([region.value for region in Region]),
    default=Region.NORTH.value,
    show_default=True,
    help="Whose words: nghìn or ngàn.",
)
def spoken(file: BinaryIO, form: str | None, region: str) -> None:
    """Show what will be said for a text FILE, a sentence a line.

    FILE is plain UTF-8 text; without it, or as -, it is standard input. --explain shows which
    rule read what: whoever mends a wrong reading begins there.
    """
    lines = (
        _lines(text_of(file), Region(region)) if form == "lines" else _article(file, form, region)
    )
    for line in lines:
        click.echo(line)


def _article(file: BinaryIO, form: str | None, region: str) -> Iterator[str]:
    article = article_of(file)
    found = sentences(article, NONE, Region(region))
    if form == "json":
        yield json.dumps(_values(article, found), ensure_ascii=False, indent=2)
        return
    for sentence in found:
        if form == "explain":
            yield from _explained(article, sentence)
        elif sentence.spoken:
            yield sentence.spoken


def _lines(text: str, region: Region) -> Iterator[str]:
    """Exactly one line for each: an empty one where nothing is said."""
    for line in io.StringIO(text):
        article = Article("", (Block(BlockKind.PARAGRAPH, line.rstrip("\r\n")),))
        yield " ".join(s.spoken for s in sentences(article, NONE, region) if s.spoken)


def _explained(article: Article, sentence: Sentence) -> Iterator[str]:
    """A row a token, in columns, and an empty line after the sentence."""
    source = _source(article, sentence.block)
    yield from table([_row(source, token) for token in sentence.tokens])
    yield ""


def _row(source: str, token: Token) -> tuple[str, ...]:
    written = " ".join(source[token.start : token.end].split())
    return written, token.kind, token.rule, " ".join(token.words) or f"({token.silence})"


def _values(article: Article, found: tuple[Sentence, ...]) -> dict[str, Any]:
    return {"title": article.title, "sentences": [_sentence(article, each) for each in found]}


def _sentence(article: Article, sentence: Sentence) -> dict[str, Any]:
    """Spans count UTF-16 code units of the block's text, as they do over HTTP."""
    source = _source(article, sentence.block)
    at = utf16(source)
    return {
        "block": sentence.block,
        "span": [at[sentence.start], at[sentence.end]],
        "text": sentence.text,
        "spoken": sentence.spoken,
        "tokens": [_token(source, at, token) for token in sentence.tokens],
    }


def _token(source: str, at: Sequence[int], token: Token) -> dict[str, Any]:
    return {
        "span": [at[token.start], at[token.end]],
        "source": source[token.start : token.end],
        "class": token.kind,
        "rule": token.rule,
        "words": list(token.words),
        "silence": token.silence,
    }


def _source(article: Article, block: int | None) -> str:
    return article.title if block is None else article.blocks[block].text
