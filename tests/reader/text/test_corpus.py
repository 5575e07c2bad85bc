"""Every fragment of the corpus is read as one of its accepted readings; so is the article."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.text import Token, say, tokens
from tests.corpus_score import heard, same

CORPUS = Path(__file__).parents[2] / "corpus"
TABLES = sorted(path for path in CORPUS.glob("*.tsv") if path.name != "article-tokens.tsv")


def cases(path: Path) -> Iterator[tuple[str, str]]:
    for row in path.read_text(encoding="utf-8").splitlines():
        category, written, accepted = row.split("\t")
        if category != "category":
            yield written, accepted


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_every_fragment_is_read_right(path: Path) -> None:
    wrong = {
        written: say(written)
        for written, accepted in cases(path)
        if not same(say(written), accepted)
    }
    assert wrong == {}


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_composed_and_decomposed_letters_are_read_alike(path: Path) -> None:
    written = [fragment for fragment, _ in cases(path)]
    apart = [unicodedata.normalize("NFD", fragment) for fragment in written]
    assert [say(each) for each in apart] == [say(each) for each in written]


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_reading_a_reading_changes_nothing(path: Path) -> None:
    once = [say(written) for written, _ in cases(path)]
    assert [heard(say(each)) for each in once] == [heard(each) for each in once]


def article_lines() -> list[tuple[str, tuple[Token, ...]]]:
    text = (CORPUS / "article.txt").read_text(encoding="utf-8")
    return [(line, tokens(line)) for line in text.splitlines()]


def overlapping(found: tuple[Token, ...], start: int, end: int) -> list[str]:
    return [
        word for token in found if token.start < end and token.end > start for word in token.words
    ]


def test_the_article_is_read_right_token_by_token() -> None:
    rows = (CORPUS / "article-tokens.tsv").read_text(encoding="utf-8").splitlines()[1:]
    lines, at, line = article_lines(), 0, 0
    for row in rows:
        written, _, reading = row.partition("\t")
        wanted = PLACES.get(written, written.partition(" (")[0])
        while (found := lines[line][0].find(wanted, at)) < 0:
            line, at = line + 1, 0
        spoken = overlapping(lines[line][1], found, found + len(wanted))
        assert heard(reading) in heard(" ".join(spoken)), written
        if not reading:
            assert [word for word in spoken if not word[0].isupper() and word not in WORDS] == []
        at = found + 1


# Rows whose first cell is a description and not the text itself.
PLACES = {
    "năm 2021 (title)": "năm 2021",
    "(BTLP)": "(BTLP)",
    "(khóa XI)": "(khóa XI)",
    "Tuyên - Phó (dash)": "Tuyên - Phó",
    "6 tháng (2) + năm,Quận": "6 tháng đầu năm,Quận",
    "Tin - Ảnh: A – B": "Tin - Ảnh: Bích Luyện – Hữu Định",
}
# The words about a mark that is to be silent.
WORDS = {"chính", "trị", "xã", "hội", "kinh", "tế"}
