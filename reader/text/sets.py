"""Sets of words and phrases, written the way they are read."""


def words_of(text: str) -> frozenset[str]:
    """Give the words of `text`, which spaces part."""
    return frozenset(text.split())


def phrases_of(text: str) -> frozenset[str]:
    """Give the phrases of `text`, which "|" parts."""
    return frozenset(text.split("|"))
