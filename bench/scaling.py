"""A thousand portals, a million articles a day: what that needs, counted from what one costs here."""

from collections.abc import Iterator, Mapping
from typing import Any

from bench.table import number

ARTICLES = 1_000_000
DAY = 86_400
PEAK = 5
"""Times the mean, in the morning."""

PLAYS, HEARD, RANGES = 10, 0.5, 4
"""Of each article: how often it is played, how much of it, and in how many requests."""

BACKLOG = 6 * 3600
"""Seconds of articles that may have to wait in the queue."""

USE = 0.6
"""Share of a core that is planned with."""

KEPT = 30
"""Days that audio is kept."""

Costs = Mapping[str, float]
Line = tuple[str, str, str]


def index_bytes(growth: Mapping[str, Any]) -> float:
    """Bytes of Redis for each file of sound that is kept: a library has two an article."""
    fewer, more = (each["redis"] for each in growth["medians"][-2:])
    return float(more - fewer) / 2 / (growth["sizes"][-1] - growth["sizes"][-2])


def markdown(costs: Costs) -> str:
    """The table of docs/scaling.md."""
    head = ["| what | from | needs |", "| --- | --- | --- |"]
    return "\n".join([*head, *(f"| {' | '.join(line)} |" for line in lines(costs))])


def lines(costs: Costs) -> Iterator[Line]:
    """Each resource: the constant it is counted from, and what a day of a million articles needs."""
    rate = ARTICLES / DAY
    yield (
        "articles a second",
        f"{ARTICLES:,} a day; {PEAK} × in the morning",
        f"{number(rate)}; {number(rate * PEAK)} at the peak",
    )
    yield from _speaking(costs, rate)
    yield from _keeping(costs)
    yield from _serving(costs, rate)


def _speaking(costs: Costs, rate: float) -> Iterator[Line]:
    each = costs["article CPU s"]
    yield (
        "speaking, eSpeak",
        f"{number(each, 's')} of processor an article",
        f"{number(rate * each / USE)} cores at {USE:.0%}; {number(rate * PEAK * each / USE)} if the peak does not wait",
    )
    queued = BACKLOG * rate
    yield (
        "queue in Redis",
        f"{number(costs['queued bytes'] / 1e3, 'kB')} an article that waits",
        f"{number(queued * costs['queued bytes'] / 1e9, 'GB')} for {queued:,.0f} articles, six hours of them",
    )
    yield (
        "Redis commands",
        f"{number(costs['commands cold'])} an article made and heard",
        f"{number(rate * PEAK * costs['commands cold'])} a second at the peak; one Redis does some 100,000",
    )


def _keeping(costs: Costs) -> Iterator[Line]:
    daily = ARTICLES * costs["disk bytes"]
    yield (
        "audio kept",
        f"{number(costs['disk bytes'] / 1e6, 'MB')} an article, its parts and recipe too",
        f"{number(daily / 1e12, 'TB')} a day, {number(KEPT * daily / 1e12, 'TB')} for {KEPT} days",
    )
    kept = KEPT * ARTICLES * costs["files"]
    yield (
        "index in Redis",
        f"{number(costs['index bytes'])} bytes a file, {number(costs['files'])} files an article",
        f"{number(kept * costs['index bytes'] / 1e9, 'GB')} for {KEPT} days",
    )


def _serving(costs: Costs, rate: float) -> Iterator[Line]:
    out = rate * PLAYS * HEARD * costs["audio bytes"] * 8 / 1e9
    yield (
        "audio sent",
        f"{PLAYS} plays of {HEARD:.0%} of {number(costs['audio bytes'] / 1e6, 'MB')}",
        f"{number(out)} Gbit/s; {number(out * PEAK)} at the peak",
    )
    asked = rate * PLAYS * RANGES * PEAK
    python = number(asked * costs["whole file CPU s"] / USE)
    yield (
        "requests for audio",
        f"{PLAYS} plays of {RANGES} requests",
        f"{number(asked)} a second at the peak: a CDN's or nginx's ({python} cores in Python)",
    )
    presses = rate * PLAYS * PEAK
    yield (
        "presses",
        f"{number(costs['warm POST CPU s'] * 1000, 'ms')} of processor a press on what is ready",
        f"{number(presses)} a second at the peak, {number(presses * costs['warm POST CPU s'] / USE)} cores",
    )
