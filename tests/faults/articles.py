"""Articles that take a while."""

from tests.reader.articles import REAL

ARTICLE = REAL.read_text("utf-8")


def long_article(words: str, times: int = 5) -> str:
    """Many paragraphs, each with words of its own."""
    lines = [line for line in ARTICLE.splitlines() if len(line) > 60]
    return "\n".join(f"{line} {words} {n}" for n in range(times) for line in lines)
