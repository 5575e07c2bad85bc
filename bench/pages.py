"""Writes what was measured into the pages that show it, between two marks of each."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from bench import scaling, table
from bench.results import Results
from bench.rows import GROUPS

DOCS = Path(__file__).parents[1] / "docs"


def write(results: Results, docs: Path = DOCS) -> None:
    """The table of docs/performance.md, and the arithmetic of docs/scaling.md."""
    rows = [row for group in GROUPS for row in results.rows(group)]
    between(docs / "performance.md", "table", [table.markdown(rows), machine(results.found)])
    costs, growth = results.series("constants"), results.series("growth")
    if costs and growth:
        costs = {**costs, "index bytes": scaling.index_bytes(growth)}
        between(docs / "scaling.md", "scaling", [scaling.markdown(costs)])


def machine(found: Mapping[str, Mapping[str, object]]) -> str:
    """Where it was measured, in one line."""
    facts = found.get("machine", {})
    return "Measured on: " + ", ".join(f"{name} {value}" for name, value in facts.items()) + "."


def between(page: Path, name: str, texts: Iterable[str]) -> None:
    """Put texts between the marks of that name, in place of what stood there."""
    begin, end = f"<!-- bench: {name} -->", f"<!-- /bench: {name} -->"
    before, _, rest = page.read_text("utf-8").partition(begin)
    _, found, after = rest.partition(end)
    assert found, f"{page} has no place for {name}"
    page.write_text("\n\n".join([before + begin, *texts, end + after]), "utf-8")
