"""The table, as people read it: in a terminal, and in a page of the docs."""

from collections.abc import Iterable, Sequence

from bench.figures import Row

HEAD = ("work", "bar", "figure", "ratio", "verdict", "beside")


def number(value: float, unit: str = "") -> str:
    """A figure with as many digits as are worth reading, and its unit."""
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    shown = f"{value:,.{digits}f}"
    if "." in shown:
        shown = shown.rstrip("0").rstrip(".")
    return f"{shown} {unit}".strip()


def cells(row: Row) -> tuple[str, ...]:
    """A row as words."""
    ratio = "" if row.ratio is None else f"{number(row.ratio)} × {row.than}"
    beside = " · ".join(f"{name} {number(value)}" for name, value in row.beside.items())
    return (row.work, row.bar, number(row.figure, row.unit), ratio, row.verdict, beside)


def plain(rows: Sequence[Row]) -> str:
    """The table in columns; what needs saying stands below its row."""
    table = [HEAD, *(cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in table) for column in range(len(HEAD))]
    lines = [_columns(table[0], widths)]
    for row in rows:
        lines.append(_columns(cells(row), widths))
        if row.note:
            lines.append(f"    {row.note}")
    return "\n".join(lines)


def markdown(rows: Iterable[Row]) -> str:
    """The table for a page, with its notes below it."""
    lines = ["| " + " | ".join(HEAD) + " |", "|" + " --- |" * len(HEAD)]
    notes: list[str] = []
    for row in rows:
        shown = list(cells(row))
        if row.note:
            notes.append(row.note)
            shown[2] += f" ({len(notes)})"
        if row.verdict:
            shown[4] = f"**{row.verdict}**"
        lines.append("| " + " | ".join(shown) + " |")
    listed = [f"({place}) {note}" for place, note in enumerate(notes, 1)]
    return "\n\n".join(["\n".join(lines), *listed])


def _columns(shown: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(text.ljust(width) for text, width in zip(shown, widths, strict=True)).rstrip()
