"""The plots of docs/performance.md and docs/scaling.md, drawn from what was measured last."""

from collections.abc import Callable, Iterator
from pathlib import Path

from bench import svg
from bench.results import Results
from bench.rows import GROUPS
from bench.svg import Axes, Bar
from bench.table import number

FOLDER = Path(__file__).parents[1] / "docs" / "plots"
OURS, LIMIT, OTHERS, MISSED = 0, 3, 4, 1


def draw(results: Results, folder: Path = FOLDER) -> list[Path]:
    """Every plot whose group was measured: their files."""
    drawn = []
    for name, (group, plot) in PLOTS.items():
        if results.series(group) or results.rows(group):
            path = folder / f"{name}.svg"
            plot(results, path)
            drawn.append(path)
    return drawn


def bars_of_table(results: Results, path: Path) -> None:
    """How much of each bar is used up."""
    rows = [row for group in GROUPS for row in results.rows(group) if row.share is not None]
    lines = [
        Bar(_cut(row.work), max(row.share or 0, 0.01), number(row.share or 0), _colour(row.verdict))
        for row in rows
    ]
    svg.bars(path, "How much of each bar is used up (above 1: missed)", lines, (1.0, "the bar"))


def first_sound(results: Results, path: Path) -> None:
    """From the press to the first byte."""
    svg.bars(path, "From the press to the first byte, ms (less is better)", list(_sounds(results)))


def _sounds(results: Results) -> Iterator[Bar]:
    for group, name, shown, colour in (
        ("cold", "floor first", "the floor: one process, no HTTP", LIMIT),
        ("cold", "service first", "this service", OURS),
        ("cold", "tutorial first", "Flask as in tutorials", OTHERS),
        ("neural", "service first", "this service with Piper's voice", OURS),
        ("neural", "piper.http_server", "Piper's own HTTP server", OTHERS),
    ):
        value = results.series(group).get(name)
        if value:
            yield Bar(shown, value, number(value, "ms"), colour)


def delivery(results: Results, path: Path) -> None:
    """Finished files a second."""
    lines = [
        Bar(name, rate, number(rate), LIMIT if "static" in name else OURS)
        for name, rate in results.series("delivery").items()
    ]
    svg.bars(path, "Finished audio: requests a second (more is better)", lines)


def growth(results: Results, path: Path) -> None:
    """What stays flat, and what grows as the library does."""
    found = results.series("growth")
    shown = {
        "rebuild": "cache rebuild",
        "verify": "cache verify",
        "large press": "warm POST",
        "large lookup": "lookup by key",
    }
    lines = {name: [size[key] for size in found["medians"]] for key, name in shown.items()}
    axes = Axes("cached articles", "milliseconds", log=True)
    svg.lines(path, "As the library grows", axes, found["sizes"], lines)


def scale(results: Results, path: Path) -> None:
    """Throughput against workers, and against nodes."""
    found = results.series("scale")
    lines = {
        f"{where}: {engine}": rates
        for where, engines in (("processes", found["one machine"]), ("nodes", found["nodes"]))
        for engine, rates in engines.items()
        if rates
    }
    axes = Axes("worker processes, or nodes of one", "articles a minute")
    svg.lines(path, "Throughput as workers are added", axes, found["workers"], lines)


def _colour(verdict: str) -> int:
    return MISSED if verdict == "missed" else OURS


def _cut(words: str, most: int = 58) -> str:
    return words if len(words) <= most else f"{words[: most - 1]}…"


PLOTS: dict[str, tuple[str, Callable[[Results, Path], None]]] = {
    "bars": ("cold", bars_of_table),
    "first-sound": ("cold", first_sound),
    "delivery": ("delivery", delivery),
    "growth": ("growth", growth),
    "scale": ("scale", scale),
}
