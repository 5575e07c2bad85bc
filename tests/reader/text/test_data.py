"""The tables of the text stage, and the corpus, are well formed."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
DATA = ROOT / "reader" / "text" / "data"
CORPUS = ROOT / "tests" / "corpus"
COLUMNS = {
    "acronyms.tsv": ("acronym", "words", "context", "priority", "source"),
    "foreign.tsv": ("written", "said", "source"),
    "legal.tsv": ("code", "words", "role", "context", "source"),
}
TABLES = sorted(COLUMNS)
MEANINGS = {"acronyms.tsv": (0, 2), "foreign.tsv": (0,), "legal.tsv": (0, 2, 3)}
CASES = sorted(path.name for path in CORPUS.glob("*.tsv") if path.name != "article-tokens.tsv")
SOURCES = {"portal", "press", "decree 30/2020"}
CONTEXT = re.compile(r"\^-|\(\)\$|[<>][#^]|[<>]?\w[\w./]*( [\w./]+)*")
SPOKEN = re.compile(r"[^\W\d_]+([ -][^\W\d_]+)*")


def rows(path: Path) -> Iterator[tuple[str, ...]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield tuple(line.split("\t"))


@pytest.mark.parametrize(
    "path", [*(DATA / name for name in TABLES), *(CORPUS / name for name in CASES)], ids=str
)
def test_text_is_nfc_without_stray_space(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    assert text == unicodedata.normalize("NFC", text)
    assert text.endswith("\n")
    assert "\r" not in text
    cells = [cell for row in rows(path) for cell in row]
    assert [cell for cell in cells if cell != cell.strip() or "\u200b" in cell] == []


@pytest.mark.parametrize("name", TABLES)
def test_a_table_has_its_columns_and_its_header_says_them(name: str) -> None:
    columns = COLUMNS[name]
    assert "# " + "\t".join(columns) in (DATA / name).read_text(encoding="utf-8").splitlines()
    assert [row for row in rows(DATA / name) if len(row) != len(columns)] == []


@pytest.mark.parametrize("name", TABLES)
def test_a_meaning_stands_once(name: str) -> None:
    seen = Counter(tuple(row[i] for i in MEANINGS[name]) for row in rows(DATA / name))
    assert [key for key, count in seen.items() if count > 1] == []


@pytest.mark.parametrize("name", TABLES)
def test_words_can_be_said(name: str) -> None:
    assert [row for row in rows(DATA / name) if not SPOKEN.fullmatch(row[1])] == []


@pytest.mark.parametrize("name", TABLES)
def test_contexts_parse_and_sources_are_known(name: str) -> None:
    columns = COLUMNS[name]
    for row in rows(DATA / name):
        cell = dict(zip(columns, row, strict=True))
        assert cell["source"] in SOURCES, row
        context = cell.get("context", "")
        alternatives = context.split("|") if context else []
        assert [one for one in alternatives if not CONTEXT.fullmatch(one)] == [], row
        assert len({one.lower() for one in alternatives}) == len(alternatives), row


def test_each_acronym_has_one_default_and_contexts_outrank_it() -> None:
    defaults = Counter(row[0] for row in rows(DATA / "acronyms.tsv") if not row[2])
    assert {row[0] for row in rows(DATA / "acronyms.tsv")} == set(defaults)
    for row in rows(DATA / "acronyms.tsv"):
        assert (int(row[3]) > 0) == bool(row[2]), row


def test_a_foreign_word_keeps_its_count_of_words() -> None:
    for written, said, _ in rows(DATA / "foreign.tsv"):
        assert len(written.split()) == len(said.split()), written


def test_foreign_words_are_many_and_differ_in_more_than_case() -> None:
    written = [row[0].lower() for row in rows(DATA / "foreign.tsv")]
    assert len(written) == len(set(written)) >= 250


def test_acronyms_cover_what_the_issue_asks() -> None:
    assert len({row[0] for row in rows(DATA / "acronyms.tsv")}) >= 400


def test_a_legal_code_is_a_type_or_a_body() -> None:
    assert {row[2] for row in rows(DATA / "legal.tsv")} == {"type", "body"}


@pytest.mark.parametrize("name", CASES)
def test_a_case_has_category_input_and_readings(name: str) -> None:
    header, *cases = rows(CORPUS / name)
    assert header == ("category", "input", "accepted")
    for case in cases:
        assert len(case) == 3, case
        category, written, accepted = case
        assert category
        assert written
        readings = accepted.split("|")
        assert "" not in readings, case
        assert len(set(readings)) == len(readings), case
        assert not re.search(r"[\d%@_²³]", accepted), case


def test_no_case_stands_twice() -> None:
    seen = Counter(
        case[1] for name in CASES for case in rows(CORPUS / name) if case[0] != "category"
    )
    assert [written for written, count in seen.items() if count > 1] == []
