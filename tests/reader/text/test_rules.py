"""The short ways through the rules leave nothing out: with every rule tried, each line reads the same."""

from pathlib import Path

import pytest

from reader.text import rules, scan, tokens

CORPUS = Path(__file__).parents[2] / "corpus"
LINES = [
    *(CORPUS / "article.txt").read_text(encoding="utf-8").splitlines(),
    *(
        row.split("\t")[1]
        for path in sorted(CORPUS.glob("*.tsv"))
        if path.name != "article-tokens.tsv"
        for row in path.read_text(encoding="utf-8").splitlines()[1:]
    ),
]


def test_a_plain_word_is_what_the_rules_make_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    quick = {line: tokens(line) for line in LINES}
    monkeypatch.setattr(scan, "plain", lambda _line, _at: None)
    assert {line: tokens(line) for line in LINES} == quick


@pytest.mark.parametrize("name", ["after_digits", "at_letter", "at_sign"])
def test_no_rule_reads_what_it_is_not_asked_about(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick = {line: tokens(line) for line in LINES}
    every = tuple(rule for rule, _ in getattr(rules, f"_{name}".upper()))
    monkeypatch.setattr(scan, name, lambda _char: every)
    assert {line: tokens(line) for line in LINES} == quick
