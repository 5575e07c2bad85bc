"""Health: /livez says that this process answers, /readyz that an article can be read from end to end."""

import logging
import time
from collections.abc import Callable
from functools import partial
from typing import cast

from flask import Blueprint, Response, current_app

from audio_cache import CacheError
from reader.errors import ReaderError, UnavailableError
from reader.jobs import Queue
from reader.presence import unattended
from reader.web.models import Health
from reader.web.operations import operation
from reader.web.services import services

log = logging.getLogger(__name__)

blueprint = Blueprint("health", __name__)

OK = "ok"

LASTS = 20.0
"""Seconds after which what is unwell is logged: while a service starts, most of it is not there yet."""


class Illnesses:
    """What was found unwell, and since when; each illness that lasts is logged once, and its end."""

    def __init__(self) -> None:
        self._since: dict[str, float] = {}
        self._told: set[str] = set()

    def unwell(self, part: str, error: Exception) -> None:
        """A look found it unwell."""
        since = self._since.setdefault(part, time.monotonic())
        if part not in self._told and time.monotonic() - since >= LASTS:
            self._told.add(part)
            log.warning("part-unwell", extra={"part": part, "error": repr(error)})

    def well(self, part: str) -> None:
        """A look found it well."""
        self._since.pop(part, None)
        if part in self._told:
            self._told.discard(part)
            log.info("part-well", extra={"part": part})


@blueprint.get("/livez")
@operation("Whether the web program lives", {200: Health})
def livez() -> Response:
    """Asks nothing else: what is wrong elsewhere is not mended by starting this one again."""
    return _answer({"web": OK})


@blueprint.get("/readyz")
@operation("Whether an article can be read now", {200: Health, 503: Health})
def readyz() -> Response:
    """Writes to Redis, asks the broker, looks for a worker at each queue, and at the store."""
    return _answer({name: _look(name, check) for name, check in CHECKS.items()})


def _index() -> None:
    services().index.ping()


def _broker() -> None:
    services().broker.waiting()


def _attended(queue: Queue) -> None:
    if queue in unattended(services().workers):
        raise UnavailableError(f"no worker has said lately that it is at {queue}")


def _store() -> None:
    services().listening.cache.store.ping()
    services().listening.orders.check_room()


CHECKS: dict[str, Callable[[], None]] = {
    "index": _index,
    "broker": _broker,
    "first-worker": partial(_attended, Queue.FIRST),
    "workers": partial(_attended, Queue.PARTS),
    "store": _store,
}


def _look(name: str, check: Callable[[], None]) -> str:
    illnesses = cast("Illnesses", current_app.extensions.setdefault("illnesses", Illnesses()))
    try:
        check()
    except (CacheError, ReaderError, OSError) as error:
        illnesses.unwell(name, error)
        return type(error).__name__
    illnesses.well(name)
    return OK


def _answer(parts: dict[str, str]) -> Response:
    well = set(parts.values()) == {OK}
    body = Health(ok=well, parts=parts).model_dump_json()
    return Response(body, 200 if well else 503, mimetype="application/json")
