"""Health: /livez says that this process answers, /readyz that an article can be read from end to end."""

import logging
from collections.abc import Callable
from functools import partial

from flask import Blueprint, Response

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
    services().listening.orders.check_room()


CHECKS: dict[str, Callable[[], None]] = {
    "index": _index,
    "broker": _broker,
    "first-worker": partial(_attended, Queue.FIRST),
    "workers": partial(_attended, Queue.PARTS),
    "store": _store,
}


def _look(name: str, check: Callable[[], None]) -> str:
    try:
        check()
    except (CacheError, ReaderError, OSError) as error:
        log.warning("part-unwell", extra={"part": name, "error": repr(error)})
        return type(error).__name__
    return OK


def _answer(parts: dict[str, str]) -> Response:
    well = set(parts.values()) == {OK}
    body = Health(ok=well, parts=parts).model_dump_json()
    return Response(body, 200 if well else 503, mimetype="application/json")
