"""/metrics, for Prometheus: what this process saw, and what the workers counted in Redis."""

import logging
from collections.abc import Iterator
from typing import cast

from flask import Blueprint, Flask, Response, current_app
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Histogram,
    generate_latest,
)
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from audio_cache import Index, IndexUnavailableError
from reader.web.operations import operation

log = logging.getLogger(__name__)

blueprint = Blueprint("metrics", __name__)

_NAME = "reader.metrics"
BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 16, 32, 64)


class Counts(Collector):
    """What the workers counted, read when it is asked for. `part|espeak|made` is one such count."""

    def __init__(self, index: Index) -> None:
        self.index = index

    def collect(self) -> Iterator[Metric]:
        """The counts, and whether they could be read."""
        up = GaugeMetricFamily("reader_index_up", "Whether Redis answers.")
        made = CounterMetricFamily(
            "reader_parts_made", "Parts that workers made.", labels=["engine", "outcome"]
        )
        try:
            counts = self.index.counts()
        except IndexUnavailableError:
            log.warning("counts-unavailable")
            up.add_metric([], 0)
            yield up
            return
        for event, number in counts.items():
            if event.startswith("part|"):
                made.add_metric(event.split("|")[1:], number)
        dropped = CounterMetricFamily(
            "reader_text_dropped", "Stretches of text that were dropped unread."
        )
        dropped.add_metric([], counts.get("text|dropped", 0))
        up.add_metric([], 1)
        yield from (up, made, dropped)


class Metrics:
    """What one app measures."""

    def __init__(self, index: Index) -> None:
        self.registry = CollectorRegistry()
        self.registry.register(Counts(index))
        self.first_sound = Histogram(
            "reader_first_sound_seconds",
            "Seconds from the request for live sound to its first byte.",
            buckets=BUCKETS,
            registry=self.registry,
        )


def install(app: Flask, index: Index) -> None:
    """Let an app measure."""
    app.extensions[_NAME] = Metrics(index)


def current() -> Metrics:
    """What the app that answers now measures."""
    return cast("Metrics", current_app.extensions[_NAME])


@blueprint.get("/metrics")
@operation("Metrics for Prometheus", {200: "text/plain"})
def metrics() -> Response:
    """Names begin with `reader_`."""
    return Response(generate_latest(current().registry), content_type=CONTENT_TYPE_LATEST)
