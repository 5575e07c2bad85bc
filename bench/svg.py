"""Two plots, bars and lines, as SVG: plain text, readable on a light page and on a dark one."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

WIDTH = 760
LETTER = 6.9
"""How wide a letter is, about."""

COLOURS = ("#1f6feb", "#d1242f", "#8250df", "#1a7f37", "#9a6700")
INK, FAINT, PAPER = "#1f2328", "#d0d7de", "#ffffff"
FONT = "font-family='system-ui, sans-serif'"

Scale = Callable[[float], float]


@dataclass(frozen=True, slots=True)
class Bar:
    """A line of a bar plot: its name, its length, what is written at its end, its colour's place."""

    name: str
    value: float
    label: str
    colour: int = 0


def bars(
    path: Path, title: str, lines: Sequence[Bar], mark: tuple[float, str] | None = None
) -> None:
    """Lying bars on a scale by powers of ten; `mark` draws a line across, with a word to it."""
    left, right, step = 24 + LETTER * max(len(bar.name) for bar in lines), 110, 30
    low, high = _decades([bar.value for bar in lines] + ([mark[0]] if mark else []))
    to = _scale(low, high, left, WIDTH - right, log=True)
    height = 70 + step * len(lines)
    body = [_grid(to, low, high, 44, height - 22)]
    for place, bar in enumerate(lines):
        top = 52 + place * step
        wide = max(2.0, to(max(bar.value, low)) - left)
        body.append(_text(left - 8, top + 14, bar.name, "end"))
        colour = COLOURS[bar.colour]
        body.append(
            f"<rect x='{left}' y='{top}' width='{wide:.1f}' height='20' rx='3' fill='{colour}'/>"
        )
        behind = max(left + wide, to(mark[0]) if mark else 0)
        body.append(_text(behind + 6, top + 14, bar.label))
    if mark:
        body.append(_upright(to(mark[0]), 42, height - 22, mark[1]))
    _write(path, title, height, body)


@dataclass(frozen=True, slots=True)
class Axes:
    """What goes right and what goes up, and whether by powers of ten."""

    right: str
    up: str
    log: bool = False


def lines(
    path: Path,
    title: str,
    axes: Axes,
    places: Sequence[float],
    series: Mapping[str, Sequence[float]],
) -> None:
    """Lines through measured points."""
    height, left, bottom, log = 380, 70, 330, axes.log
    values = [value for found in series.values() for value in found]
    low, high = _decades(values) if log else (0.0, 1.1 * max(values))
    across = _scale(min(places), max(places), left, 500, log=log)
    up = _scale(low, high, bottom, 56, log=log)
    body = [*_rules(up, low, high, left, log=log), *_ticks(across, places, bottom)]
    body.append(_text(left, 46, axes.up))
    body.append(_text(500, bottom + 36, axes.right, "end"))
    for place, (name, found) in enumerate(series.items()):
        points = [(across(x), up(y)) for x, y in zip(places, found, strict=False)]
        body.append(_line(points, COLOURS[place % len(COLOURS)]))
        body.append(_text(524, 76 + 22 * place, name, fill=COLOURS[place % len(COLOURS)]))
    _write(path, title, height, body)


def _scale(low: float, high: float, begin: float, end: float, *, log: bool) -> Scale:
    measure: Scale = math.log10 if log else float
    span = (measure(high) - measure(low)) or 1.0
    return lambda value: begin + (measure(value) - measure(low)) / span * (end - begin)


def _decades(values: Sequence[float]) -> tuple[float, float]:
    """The powers of ten that hold all of them."""
    positive = [value for value in values if value > 0]
    low = 10.0 ** math.floor(math.log10(min(positive) * 0.999))
    return low, max(10.0 ** math.ceil(math.log10(max(positive))), 10 * low)


def _powers(low: float, high: float) -> Iterator[float]:
    first, last = round(math.log10(low)), round(math.log10(high))
    yield from (10.0**power for power in range(first, last + 1))


def _grid(to: Scale, low: float, high: float, top: float, bottom: float) -> str:
    drawn = [
        _rule(to(value), top, to(value), bottom)
        + _text(to(value), bottom + 16, _short(value), "middle")
        for value in _powers(low, high)
    ]
    return "".join(drawn)


def _rules(up: Scale, low: float, high: float, left: float, *, log: bool) -> Iterator[str]:
    values = list(_powers(low, high)) if log else list(_round_steps(high))
    for value in values:
        yield _rule(left, up(value), 500, up(value))
        yield _text(left - 8, up(value) + 4, _short(value), "end")


def _round_steps(high: float) -> Iterator[float]:
    """From nothing up, in a few steps of 1, 2 or 5 and noughts."""
    power = 10.0 ** math.floor(math.log10(high))
    step = next(step for step in (power / 5, power / 2, power, 2 * power) if high / step <= 6)
    yield from (step * place for place in range(int(high / step) + 1))


def _ticks(across: Scale, places: Sequence[float], bottom: float) -> Iterator[str]:
    for place in places:
        yield _text(across(place), bottom + 18, _short(place), "middle")


def _line(points: Sequence[tuple[float, float]], colour: str) -> str:
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dots = "".join(
        f"<circle cx='{x:.1f}' cy='{y:.1f}' r='3.5' fill='{colour}'/>" for x, y in points
    )
    return f"<polyline points='{path}' fill='none' stroke='{colour}' stroke-width='2'/>{dots}"


def _upright(x: float, top: float, bottom: float, word: str) -> str:
    line = f"<line x1='{x:.1f}' y1='{top}' x2='{x:.1f}' y2='{bottom}' stroke='{INK}' stroke-dasharray='4 3'/>"
    return line + _text(x, top - 2, word, "middle")


def _rule(x1: float, y1: float, x2: float, y2: float) -> str:
    return f"<line x1='{x1:.1f}' y1='{y1:.1f}' x2='{x2:.1f}' y2='{y2:.1f}' stroke='{FAINT}'/>"


def _text(x: float, y: float, words: str, anchor: str = "start", fill: str = INK) -> str:
    place = f"x='{x:.1f}' y='{y:.1f}' text-anchor='{anchor}'"
    return f"<text {place} font-size='13' fill='{fill}' {FONT}>{escape(words)}</text>"


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 else f"{value:.3g}"


def _write(path: Path, title: str, height: int, body: Sequence[str]) -> None:
    head = (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDTH} {height}' role='img'"
        f" aria-label='{escape(title, quote=True)}'>"
    )
    paper = f"<rect width='{WIDTH}' height='{height}' fill='{PAPER}'/>"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([head, paper, _text(16, 24, title), *body, "</svg>"]) + "\n")
