"""Each request has an id, which its answer, its lines in the log and its jobs carry."""

import logging
import time

from flask import Flask, Response, g, request

from reader import trace

log = logging.getLogger(__name__)

ID = "X-Request-Id"

QUIET = frozenset({"health.livez", "health.readyz", "metrics.metrics"})
"""What programs ask every few seconds."""


def install(app: Flask) -> None:
    """Let an app name and tell its requests."""
    app.before_request(_begin)
    app.after_request(_told)


def _begin() -> None:
    g.began = time.monotonic()
    trace.begin(request.headers.get(ID, ""))


def _told(answer: Response) -> Response:
    """No address, no query and no words: a log is not for knowing who listened to what."""
    answer.headers[ID] = trace.current()
    if request.endpoint not in QUIET:
        seconds = round(time.monotonic() - g.began, 4)
        route = request.url_rule.rule if request.url_rule else None
        facts = {"method": request.method, "route": route, "status": answer.status_code}
        log.info("request", extra={**facts, "seconds": seconds})
    return answer
