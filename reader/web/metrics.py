"""/metrics, for Prometheus: what this process saw, and what Redis knows of all of them."""

from typing import cast

from flask import Blueprint, Flask, Response, current_app, request
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
)
from prometheus_client.registry import Collector

from reader.web.operations import operation

blueprint = Blueprint("metrics", __name__)

_NAME = "reader.metrics"
BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 16, 32, 64)


class Metrics:
    """What one app measures, and what `others` collects."""

    def __init__(self, others: Collector) -> None:
        self.registry = CollectorRegistry()
        self.registry.register(others)
        self.first_sound = Histogram(
            "reader_first_sound_seconds",
            "Seconds from the request for live sound to its first byte.",
            buckets=BUCKETS,
            registry=self.registry,
        )
        self.presses = Counter(
            "reader_presses",
            "Articles asked for, by what was answered: ready is a hit of the cache.",
            ["state"],
            registry=self.registry,
        )
        self.requests = Counter(
            "reader_requests", "Requests answered.", ["route", "status"], registry=self.registry
        )


def install(app: Flask, others: Collector) -> None:
    """Let an app measure."""
    app.extensions[_NAME] = Metrics(others)
    app.after_request(_counted)


def current() -> Metrics:
    """What the app that answers now measures."""
    return cast("Metrics", current_app.extensions[_NAME])


@blueprint.get("/metrics")
@operation("Metrics for Prometheus", {200: "text/plain"})
def metrics() -> Response:
    """Names begin with `reader_`."""
    return Response(generate_latest(current().registry), content_type=CONTENT_TYPE_LATEST)


def _counted(answer: Response) -> Response:
    """By route and never by path: whoever asks for odd paths makes no metric of each."""
    route = request.url_rule.rule if request.url_rule else ""
    current().requests.labels(route, answer.status_code).inc()
    return answer
