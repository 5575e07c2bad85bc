"""What measuring comes to: samples taken in turn, and rows with a bar and a verdict."""

import itertools
import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Self

Trial = Callable[[], Mapping[str, float]]
"""One measurement: its figures by name."""

WARM_UP = 1
"""Rounds that are measured and thrown away first."""


@dataclass(frozen=True, slots=True)
class Sample:
    """Many measurements of one thing."""

    values: Sequence[float]

    @property
    def median(self) -> float:
        """The middle one."""
        return statistics.median(self.values)

    def quantile(self, share: float) -> float:
        """The smallest value that at least this share of all do not exceed: 0.95 for the p95."""
        ordered = sorted(self.values)
        return ordered[max(0, -int(-len(ordered) * share // 1) - 1)]

    def __len__(self) -> int:
        return len(self.values)


def in_turn(runs: int, *trials: Trial, warm_up: int = WARM_UP) -> dict[str, Sample]:
    """Take the trials by turns, round after round, so that a noisy machine is as noisy for each."""
    found: dict[str, list[float]] = {}
    for number in range(warm_up + runs):
        for trial in trials:
            for name, value in trial().items():
                if number >= warm_up:
                    found.setdefault(name, []).append(value)
    return {name: Sample(values) for name, values in found.items()}


def seldom(trial: Trial, every: int) -> Trial:
    """The same trial in one round of so many, from the first that counts on: for what takes long.

    It expects one round of warming up.
    """
    rounds = itertools.count(-1)
    return lambda: {} if max(0, next(rounds)) % every else trial()


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table.

    Attributes:
        work: what is done.
        bar: what must hold, in words.
        figure: what was measured, in `unit`.
        limit: the bar as a number in `unit`; None: shown, and not judged.
        at_least: whether the figure must be at least the limit, and not at most.
        ratio: the figure divided by that of `than`, taken in the same run.
        runs: measurements behind the figure.
        beside: figures of others, in `unit`, of the same run.
        note: what a reader should know of it.
    """

    work: str
    figure: float
    unit: str = "ms"
    bar: str = ""
    limit: float | None = None
    at_least: bool = False
    ratio: float | None = None
    than: str = ""
    runs: int = 1
    beside: Mapping[str, float] = field(default_factory=dict)
    note: str = ""

    @property
    def verdict(self) -> str:
        """Met, missed, or "" where there is no bar."""
        if self.limit is None:
            return ""
        good = self.figure >= self.limit if self.at_least else self.figure <= self.limit
        return "met" if good else "missed"

    @property
    def share(self) -> float | None:
        """How much of the bar is used up: above 1 it is missed."""
        if not self.limit or not self.figure:
            return None if self.limit is None else float(self.verdict == "missed")
        return self.limit / self.figure if self.at_least else self.figure / self.limit

    def beside_of(self, others: Mapping[str, float]) -> Self:
        """The same row with these figures of others as well."""
        return replace(self, beside={**self.beside, **others})
