"""Sets of words and phrases, written the way they are read."""


def words_of(text: str) -> frozenset[str]:
    """Give the words of `text`, which spaces part."""
    return frozenset(text.split())


LONGEST = 4
"""Words in a phrase: a line is asked for no more of them at once (`Line.follows`)."""


def phrases_of(text: str) -> frozenset[str]:
    """Give the phrases of `text`, which "|" parts.

    Raises:
        ValueError: one is so long that it would never be found.
    """
    phrases = frozenset(text.split("|"))
    for phrase in phrases:
        if phrase.count(" ") >= LONGEST:
            raise ValueError(f"longer than {LONGEST} words: {phrase}")
    return phrases
