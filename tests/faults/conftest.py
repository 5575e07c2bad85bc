"""The table of faults: what was done, how it was seen, what came of it, and how soon all was well."""

from typing import NamedTuple

import pytest


class Row(NamedTuple):
    fault: str
    proof: str
    outcome: str
    heal: float | None = None


_rows: list[Row] = []


@pytest.fixture
def table():
    """Add a row to it at the end of a test: what fails is not in it."""
    return lambda *cells: _rows.append(Row(*cells))


def pytest_terminal_summary(terminalreporter):
    if not _rows:
        return
    terminalreporter.section("faults: what was done to the service, and what came of it")
    widths = [max(len(row[column]) for row in _rows) for column in range(3)]
    for row in _rows:
        heal = "" if row.heal is None else f"{row.heal:.1f} s"
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        terminalreporter.line(" | ".join([*cells, heal]))
