"""The groups of rows, in the order of the table."""

from collections.abc import Callable

from bench.figures import Row
from bench.results import Series
from bench.rows import (
    cold,
    constants,
    crowd,
    delivery,
    growth,
    herd,
    length,
    listeners,
    neural,
    scale,
    warm,
)

Measure = Callable[[int], tuple[list[Row], Series]]
"""Takes a number of runs; gives rows, and what is drawn."""

GROUPS: dict[str, Measure] = {
    "cold": cold.measure,
    "neural": neural.measure,
    "crowd": crowd.measure,
    "herd": herd.measure,
    "warm": warm.measure,
    "delivery": delivery.measure,
    "listeners": listeners.measure,
    "growth": growth.measure,
    "length": length.measure,
    "constants": constants.measure,
    "scale": scale.measure,
}
