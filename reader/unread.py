"""What of an article was not read as it should be: the weekly to-do list of the text stage."""

from collections.abc import Iterable
from dataclasses import dataclass

from reader.article import Article
from reader.text import Sentence, audit, unknown_acronyms


@dataclass(frozen=True, slots=True)
class Unread:
    """Stretches that were dropped unread, and capitals that were spelled for want of a meaning."""

    dropped: tuple[str, ...]
    acronyms: tuple[str, ...]


def unread(article: Article, sentences: Iterable[Sentence]) -> Unread:
    """What the sentences of an article leave to be done."""
    dropped: list[str] = []
    acronyms: list[str] = []
    for sentence in sentences:
        block = sentence.block
        text = article.title if block is None else article.blocks[block].text
        dropped += audit(text, sentence.tokens)
        acronyms += unknown_acronyms(text, sentence.tokens)
    return Unread(tuple(dropped), tuple(acronyms))
