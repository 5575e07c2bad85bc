"""How a sentence is read, as a page shows it: what each of its tokens was taken for."""

from dataclasses import dataclass

from reader.text import Sentence


@dataclass(frozen=True, slots=True)
class ShownToken:
    """A piece of the source: what it was taken for, by which rule, and what is said for it."""

    source: str
    kind: str
    rule: str
    words: str
    silence: str


@dataclass(frozen=True, slots=True)
class ShownSentence:
    """A sentence as it stands, as it is said, and why."""

    text: str
    spoken: str
    tokens: tuple[ShownToken, ...]


def shown(text: str, sentence: Sentence) -> ShownSentence:
    """A sentence of that block's text."""
    tokens = (
        ShownToken(
            text[token.start : token.end],
            token.kind,
            token.rule,
            " ".join(token.words),
            token.silence,
        )
        for token in sentence.tokens
    )
    return ShownSentence(sentence.text, sentence.spoken, tuple(tokens))
