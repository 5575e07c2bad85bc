"""Fails where something exists that no page names, or a page names what is not there."""

import re
import tomllib
from pathlib import Path

import click
import pytest
import yaml

from reader.cli import COMMANDS, cli

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("*/README.md")])


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text()


def headings(name: str) -> list[str]:
    return re.findall(r"^##+ (.+)$", page(name), re.MULTILINE)


def test_every_command_has_its_heading() -> None:
    assert headings("command-line.md") == list(COMMANDS)


def test_every_subcommand_is_shown() -> None:
    found = [cli.get_command(click.Context(cli), name) for name in COMMANDS]
    groups = [command for command in found if isinstance(command, click.Group)]
    shown = [f"doc-bai-viet {group.name} {name}" for group in groups for name in group.commands]
    assert [command for command in shown if command not in page("command-line.md")] == []


def test_every_alarm_has_its_heading() -> None:
    rules = yaml.safe_load((ROOT / "deploy" / "alerts.yml").read_text())["groups"][0]["rules"]
    told = page("operations.md").partition("## Alarms")[2].partition("\n## ")[0]
    assert re.findall(r"^### (.+)$", told, re.MULTILINE) == [rule["alert"] for rule in rules]


def declared() -> set[str]:
    """The names of all libraries that the project asks for, but those for work on it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    running = [
        name
        for extra in extras.keys() - {"docs", "test", "check", "fuzz"}
        for name in extras[extra]
    ]
    asked = [*project["dependencies"], *running]
    return {re.split(r"[\[<>=;~ ]", line)[0] for line in asked}


def test_every_library_says_why() -> None:
    section = page("architecture.md").partition("## Libraries")[2]
    rows = re.findall(r"^\| (\w[\w-]*)", section, re.MULTILINE)
    assert declared() - set(rows) == set()
    assert set(rows) - declared() - {"library"} == set()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(path: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]*)(?:#[^)]*)?\)", path.read_text())
    assert [link for link in links if link and not (path.parent / link).exists()] == []
