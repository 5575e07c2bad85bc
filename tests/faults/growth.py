"""Whether what a service holds grows: after its warm-up against its end.

Each process is judged by its own life, since faults end some and others take their place. A middle
of many looks stands for each span, so that one busy moment is no growth.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from statistics import median
from typing import Any, NamedTuple

from reader.web import shelf
from tests.faults.holding import Holding, Process

LOOKS = 12
"""Looks at a process or a service below which nothing is said of its growth."""


class Measure(NamedTuple):
    """A figure, and by how much it may grow: by a share of itself, and by so many more."""

    name: str
    of: Callable[[Any], float]
    share: float
    more: float
    unit: float = 1


PROCESS = (
    # Python gives little back to the system, and what it takes once it takes again.
    Measure("MB", lambda held: held.rss, 0.1, 12e6, 1e6),
    Measure("threads", lambda held: held.threads, 0, 4),
    Measure("descriptors", lambda held: held.descriptors, 0, 16),
)

SHELF = Measure("MB", lambda held: held.rss, 0.1, 12e6 + shelf.ROOM, 1e6)
"""A web process fills its shelf of answers, and no more."""

OF = {"web's child": (SHELF, *PROCESS[1:])}
"""Who may grow by something else than `PROCESS` says."""

SERVICE = (
    Measure("processes", lambda held: len(held.processes), 0, 1),
    Measure("keys that last", lambda held: held.lasting, 0, 4),
    Measure("other files", lambda held: held.others, 0, 3),
)


class Span(NamedTuple):
    """A figure of something, when it was warm and at its end."""

    what: str
    measure: Measure
    warm: float
    end: float

    @property
    def grows(self) -> bool:
        """Whether it is more than may be."""
        return self.end > self.warm * (1 + self.measure.share) + self.measure.more

    def __str__(self) -> str:
        warm, end = (round(value / self.measure.unit) for value in (self.warm, self.end))
        return f"{self.what}: {warm} {self.measure.name} warm, {end} at the end"


def spans(looks: Sequence[Holding]) -> list[Span]:
    """Every figure of the service and of each of its processes that lived long enough."""
    found = list(_spans("the service", SERVICE, looks))
    for pid in dict.fromkeys(pid for look in looks for pid in look.processes):
        life = [look.processes[pid] for look in looks if pid in look.processes]
        name = life[-1].name
        found += _spans(f"{name} ({pid})", OF.get(name, PROCESS), life)
    return found


def grown(looks: Sequence[Holding]) -> list[str]:
    """What grows, in words; nothing where all is well."""
    return [f"grows: {span}" for span in spans(looks) if span.grows]


def lives(looks: Sequence[Holding]) -> dict[str, list[str]]:
    """Of each name the longest life: its figures, warm and at the end."""
    longest: dict[str, list[Process]] = {}
    for pid in dict.fromkeys(pid for look in looks for pid in look.processes):
        life = [look.processes[pid] for look in looks if pid in look.processes]
        if len(life) > len(longest.get(life[-1].name, [])):
            longest[life[-1].name] = life
    return {name: _figures(_spans(name, PROCESS, life)) for name, life in longest.items()}


def _figures(found: Iterable[Span]) -> list[str]:
    return [str(span).partition(": ")[2] for span in found]


def _spans(what: str, measures: Sequence[Measure], life: Sequence[Any]) -> Iterator[Span]:
    quarter = len(life) // 4
    if len(life) < LOOKS:
        return
    for measure in measures:
        seen = [measure.of(look) for look in life]
        yield Span(what, measure, median(seen[quarter : 2 * quarter]), median(seen[-quarter:]))
