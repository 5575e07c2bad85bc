"""What is not this process's to count, read from Redis when Prometheus asks."""

import logging
from collections.abc import Callable, Iterator, Mapping

from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector

from audio_cache import WAITED, Index, IndexUnavailableError
from reader.broker import Broker
from reader.catalogue import Catalogue
from reader.errors import UnavailableError

log = logging.getLogger(__name__)


class Counts(Collector):
    """The state of the queues, the cache and the voices, and what the workers counted."""

    def __init__(self, index: Index, broker: Broker, catalogue: Catalogue) -> None:
        self.index = index
        self.broker = broker
        self.catalogue = catalogue

    def collect(self) -> Iterator[Metric]:
        """Whether Redis answers, and if it does, all that it knows."""
        try:
            found = [*self._counted(), *self._kept(), *self._waiting(), *self._voices()]
        except (IndexUnavailableError, UnavailableError):
            log.warning("counts-unavailable")
            found = []
        yield _gauge("index_up", "Whether Redis answers.", float(bool(found)))
        yield from found

    def _counted(self) -> Iterator[Metric]:
        counts = self.index.counts()
        made, labels = "Parts that workers made.", ["engine", "outcome"]
        yield _labelled("parts_made", made, labels, counts, "part")
        yield _labelled("articles_watched", "Articles of feeds.", ["outcome"], counts, "watched")
        yield _counter("text_dropped", "Stretches of text dropped unread.", counts, "text|dropped")
        yield _counter("files_swept", "Files thrown away to make room.", counts, "swept")
        yield _waits(counts)

    def _kept(self) -> Iterator[Metric]:
        files, size = self.index.totals()
        yield _gauge("cache_files", "Files in the cache.", files)
        yield _gauge("cache_bytes", "Bytes in the cache.", size)

    def _waiting(self) -> Iterator[Metric]:
        waiting = GaugeMetricFamily(
            "reader_jobs_waiting", "Jobs that no worker has taken yet.", labels=["queue"]
        )
        for queue, length in self.broker.lengths().items():
            waiting.add_metric([queue], length)
        yield waiting

    def _voices(self) -> Iterator[Metric]:
        reachable = GaugeMetricFamily(
            "reader_voice_reachable",
            "Whether a voice would speak now: 0 while its engine is away or rests.",
            labels=["voice", "engine"],
        )
        for voice, answers in self.catalogue.reachable().items():
            reachable.add_metric([voice.id, voice.engine], float(answers))
        yield reachable


def _gauge(name: str, what: str, value: float) -> Metric:
    return GaugeMetricFamily(f"reader_{name}", what, value)


def _counter(name: str, what: str, counts: Mapping[str, int], event: str) -> Metric:
    return CounterMetricFamily(f"reader_{name}", what, counts.get(event, 0))


def _labelled(
    name: str, what: str, labels: list[str], counts: Mapping[str, int], kind: str
) -> Metric:
    """A counter by labels: `part|espeak|made` is one such count."""
    metric = CounterMetricFamily(f"reader_{name}", what, labels=labels)
    for event, number in counts.items():
        if event.startswith(f"{kind}|"):
            metric.add_metric(event.split("|")[1:], number)
    return metric


def _waits(counts: Mapping[str, int]) -> Metric:
    """How long jobs waited, as workers counted when they took them."""
    count: Callable[[object], int] = lambda bound: counts.get(f"waited|{bound}", 0)  # noqa: E731
    buckets = [(str(bound), count(bound)) for bound in (*WAITED, "+Inf")]
    return HistogramMetricFamily(
        "reader_job_wait_seconds",
        "Seconds from the order of a part to the worker that took it.",
        buckets=buckets,
        sum_value=count("sum"),
    )
