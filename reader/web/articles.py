"""A site's articles, for its own system: published, changed, taken back, listed. It shows its key."""

from collections import Counter
from typing import Any

from flask import Blueprint, Response, request, url_for

from reader.audio_object import audio_object, sound
from reader.errors import MalformedError, UnavailableError
from reader.register import Entry, Standing
from reader.sites import Site
from reader.web import bodies
from reader.web.article_models import ArticleRequest, Articles, ArticleState
from reader.web.callers import caller
from reader.web.operations import ARTICLE, KEYED, KNOWN, operation
from reader.web.services import services

blueprint = Blueprint("articles", __name__)

DAYS = 30
"""Over how many days listens are counted together."""

AT_ONCE = 100
"""Articles of one answer."""


@blueprint.post("/v1/sites/<site>/articles")
@operation(
    "Say that an article was published, or changed",
    {200: ArticleState, 202: ArticleState},
    (*KEYED, *ARTICLE),
    ArticleRequest,
)
def publish(site: str) -> Response:
    """It is spoken when there is nothing else to do; of a changed one, what changed."""
    called = caller(site)
    asked = bodies.read(ArticleRequest)
    entry = services().publishing.publish(called, asked.facts(), asked.article())
    state = _state(entry, called, listens(called))
    return _json(state.model_dump_json(), 200 if state.state == "ready" else 202)


@blueprint.get("/v1/sites/<site>/articles")
@operation(
    "A site's articles",
    {200: Articles},
    (*KEYED, MalformedError, UnavailableError),
    query=("start", "count"),
)
def listed(site: str) -> Response:
    """Newest first; at most 100 at once, from `start` on."""
    called = caller(site)
    register, counted = services().publishing.register, listens(called)
    start, count = _number("start", 0, 1_000_000), _number("count", AT_ONCE, AT_ONCE)
    entries = register.newest(called.id, count, start) if count else []
    states = tuple(_state(entry, called, counted) for entry in entries)
    return _json(Articles(of=register.count(called.id), articles=states).model_dump_json())


@blueprint.delete("/v1/sites/<site>/articles/<id>")
@operation("Take an article back", {204: None}, (*KEYED, *KNOWN))
def take_back(site: str, id: str) -> Response:  # noqa: A002 - as the address has it
    """Its text and its sound, at once, but for what another site reads as well. By either id."""
    services().publishing.take_back(caller(site), id)
    return Response(status=204)


def listens(site: Site) -> Counter[str]:
    """How often each article of a site was listened to lately."""
    publishing = services().publishing
    days = publishing.listens.lately(site.id, DAYS, publishing.clock())
    return sum(days.values(), Counter())


def _state(entry: Entry, site: Site, counted: Counter[str]) -> ArticleState:
    stands = services().publishing.standing(entry, site)
    return ArticleState.of(entry, stands, counted[entry.id], _json_ld(entry, stands))


def _json_ld(entry: Entry, stands: Standing) -> dict[str, Any] | None:
    """What the article's page may say of its sound, if both are there."""
    if not entry.facts.url or stands.duration is None or stands.length is None:
        return None
    embed = url_for("listen.frame", url=entry.facts.url, _external=True)
    address = url_for("audio.finished", key=stands.audio, _external=True)
    return {
        **audio_object(entry.facts.title, embed, entry.facts.published),
        **sound(address, stands.duration, stands.length),
    }


def _number(name: str, default: int, most: int) -> int:
    """A whole number of the query, from 0 on.

    Raises:
        MalformedError: it is none, or too large.
    """
    given = request.args.get(name, str(default))
    if not (given.isascii() and given.isdecimal() and len(given) < 9 and int(given) <= most):
        raise MalformedError(f"{name} {given!r}", f"/{name}")
    return int(given)


def _json(body: str, status: int = 200) -> Response:
    return Response(body, status, mimetype="application/json")
