"""docs/listen-button.md is held to the code: every statement's tests, every attribute, every event."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "listen-button.md").read_text(encoding="utf-8")
SOURCE = (ROOT / "reader" / "web" / "static" / "listen-button.js").read_text(encoding="utf-8")
TESTS = "".join(
    path.read_text(encoding="utf-8") for path in (ROOT / "tests" / "browser").glob("test_*.py")
)


def test_each_of_the_44_statements_has_the_tests_that_the_table_names() -> None:
    rows = re.findall(r"^\| (\d+) \|.*\| (.*) \|$", PAGE, re.MULTILINE)
    assert [int(number) for number, _ in rows] == list(range(1, 45))
    for number, shown in rows:
        assert f"test_{int(number):02}" in shown
        assert f"def test_{int(number):02}_" in TESTS


def test_every_attribute_has_its_row() -> None:
    used = set(re.findall(r'\boption\("([\w-]+)"\)', SOURCE)) | {"lang"}
    told = set(re.findall(r"^\| `([\w-]+)` \|", PAGE.split("## Colours")[0], re.MULTILINE))
    assert used == told


def test_every_custom_property_and_part_is_told() -> None:
    for name in re.findall(r"var\((--listen-[\w-]+)", SOURCE) + re.findall(
        r'part: "(\w+)"', SOURCE
    ):
        assert name in PAGE


def test_every_event_is_told() -> None:
    names = re.findall(r'\bemit\("(\w+)"', SOURCE)
    assert names
    for name in names:
        assert f"`listen-{name}`" in PAGE
