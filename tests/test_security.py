"""The page on security names tests that exist, and each of its threats has one. `make security` runs them."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
NAMED = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", PAGE)


@pytest.mark.parametrize("file", sorted({file for file, _ in NAMED}))
def test_every_test_that_is_named_exists(file: str) -> None:
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    defined = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    assert {name for path, name in NAMED if path == file} - defined == set()


def test_every_threat_is_answered_by_a_test() -> None:
    tables = [row for row in PAGE.splitlines() if row.startswith("| ") and row.count(" | ") == 2]
    threats = [row for row in tables if not row.startswith(("| threat |", "| --- |"))]
    assert len(threats) > 40
    assert [row for row in threats if "::test_" not in row] == []


def test_make_runs_what_the_page_names_and_nothing_else() -> None:
    rule = (ROOT / "Makefile").read_text().split("security: ")[1].split("\n\n")[0]
    (pattern,) = re.findall(r"grep -ohE '([^']+)' docs/security\.md", rule)
    found = re.findall(pattern.replace("[a-z_/]", r"[\w/]"), PAGE)
    assert {f"{file}::{name}" for file, name in NAMED} == {*found}
