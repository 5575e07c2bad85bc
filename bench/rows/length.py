"""The longest article that may be sent, beside the usual one: the first byte, and memory."""

import threading
from collections.abc import Mapping
from types import TracebackType
from typing import Self

from bench.article import fresh, long
from bench.client import Listener
from bench.figures import Row, Sample, Trial, in_turn
from bench.results import Series
from bench.standing import standing
from tests.running import Service

CHARACTERS = 100_000
SHARE = 10
"""One long article for so many runs: each takes seconds."""

LIKE = 1.5
FLAT = 1.25
LOOK = 0.05


def measure(runs: int) -> tuple[list[Row], Series]:
    """By turns: a usual article and a long one, each heard to its end."""
    running = standing()
    listener = Listener(running.address)
    listener.listen(fresh())  # warms up
    usual = _trial("usual", running, listener, fresh)
    longest = _trial("long", running, listener, lambda: long(CHARACTERS))
    found = in_turn(-(-runs // SHARE), usual, longest, warm_up=0)
    return [_first(found), _memory(found)], {name: each.median for name, each in found.items()}


def _trial(name: str, running: Service, listener: Listener, article) -> Trial:  # noqa: ANN001 - () -> str
    def trial() -> Mapping[str, float]:
        text = article()
        with Peak(running) as peak:
            heard = listener.listen(text)
        return {
            f"{name} posted": heard.posted * 1000,
            f"{name} first": heard.first * 1000,
            f"{name} ready": heard.ready * 1000,
            f"{name} memory": peak.megabytes,
        }

    return trial


class Peak:
    """The most memory that the processes of a service hold together, while it is watched."""

    def __init__(self, running: Service) -> None:
        self.processes = running.processes()
        self.megabytes = 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def _watch(self) -> None:
        while not self._over.wait(LOOK):
            now = sum(each.memory_info().rss for each in self.processes if each.is_running()) / 1e6
            self.megabytes = max(self.megabytes, now)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._over.set()
        self._thread.join()


def _first(found: Mapping[str, Sample]) -> Row:
    ours, usual = found["long first"], found["usual first"]
    return Row(
        f"article of {CHARACTERS:,} characters: POST to the first byte",
        ours.median,
        bar=f"≤ {LIKE} × of a usual one",
        limit=LIKE * usual.median,
        ratio=ours.median / usual.median,
        than="of a usual one",
        runs=len(ours),
        beside={"of a usual one": usual.median, "of it the POST": found["long posted"].median},
        note="A recording's key is that of all its words, and the answer has all its sentences: "
        "nothing is spoken before the last one is read.",
    )


def _memory(found: Mapping[str, Sample]) -> Row:
    ours, usual = found["long memory"], found["usual memory"]
    return Row(
        f"article of {CHARACTERS:,} characters: memory of the whole service, at most",
        ours.median,
        unit="MB",
        bar=f"flat: ≤ {FLAT} × with a usual one",
        limit=FLAT * usual.median,
        ratio=ours.median / usual.median,
        than="with a usual one",
        runs=len(ours),
        beside={"with a usual one": usual.median},
    )
