"""Recordings: ask for one, see how it stands, follow its sentences, say what is read wrongly."""

import time
from weakref import WeakKeyDictionary

from flask import Blueprint, Response, request, url_for

from reader import opus
from reader.address import address
from reader.article import Article
from reader.errors import (
    ArticleTooLongError,
    NotAcceptedError,
    NotFoundError,
    NotReadyError,
    TooManyError,
    UnavailableError,
    UnknownSentenceError,
)
from reader.pages import PageArticle
from reader.removal import withdraw
from reader.reports import Report
from reader.sites import DEMO, Accepted, Site
from reader.state import State
from reader.web import bodies, errors, metrics, vtt
from reader.web.caching import FOR_EVER, NEVER
from reader.web.callers import caller, proved
from reader.web.keys import layout
from reader.web.limits import charge, charge_report
from reader.web.models import (
    Links,
    Parts,
    RecordingRequest,
    RecordingState,
    Removal,
    ReportRequest,
    Voices,
)
from reader.web.operations import ARTICLE, BODY, KEYED, KNOWN, READY, operation
from reader.web.presses import pressed
from reader.web.services import options, services
from reader.web.shelf import shelf
from reader.web.visitors import is_local

blueprint = Blueprint("recordings", __name__)

_written: WeakKeyDictionary[State, bytes] = WeakKeyDictionary()

FoundAt = tuple[str, PageArticle]
"""An address, and the article that stands there."""

Press = tuple[State, Site, FoundAt | None]
"""What a press is answered with, the site that it was for, and the page it named."""


@blueprint.post("/v1/recordings")
@operation(
    "Have an article read", {200: RecordingState, 202: RecordingState}, ARTICLE, RecordingRequest
)
def listen() -> Response:
    """Ready at once where it was read before; else it is being made, and can be heard meanwhile."""
    state, site, page = pressed(_press)
    metrics.current().presses.labels(state.state).inc()
    if state.state == "failed":
        raise errors.of_code(state.code or "")
    answer = _state(state, 200 if state.state == "ready" else 202)
    answer.headers["Location"] = _place(state)
    noted(answer, site, state, page)
    return answer


@blueprint.get("/v1/recordings/<key:key>")
@operation("See how it stands with a recording", {200: RecordingState}, KNOWN, query=("layout",))
def show(key: str) -> Response:
    """Progress, and every sentence with its place on the page and its time as far as it is known."""
    return _state(services().listening.state(key, layout()))


@blueprint.delete("/v1/recordings/<key:key>")
@operation("Take a site's recording back", {200: Removal}, (*KEYED, *KNOWN))
def remove(key: str) -> Response:
    """Its text and its sound. A recording that other sites read as well stays, for them."""
    site = caller(request.args.get("site", ""))
    services().publishing.removed(site, key)
    gone = withdraw(services().listening.cache, services().reports, key, site.id)
    return _json(Removal(key=key, gone=gone).model_dump_json())


@blueprint.get("/v1/recordings/<key:key>/sentences.vtt")
@operation("The sentences as WebVTT, one cue each", {200: "text/vtt"}, READY, query=("layout",))
def sentences(key: str) -> Response:
    """Only of a finished recording: half a list would look like a whole one."""
    state = services().listening.state(key, layout())
    if state.state == "failed":
        raise NotFoundError(f"recording {key} failed: {state.code}")
    if state.state != "ready":
        raise NotReadyError(f"recording {key} is not finished")
    answer = Response(vtt.cues(state.sentences), mimetype="text/vtt")
    answer.headers["Cache-Control"] = FOR_EVER if state.audio == key else NEVER
    return answer


@blueprint.post("/v1/recordings/<key:key>/reports")
@operation(
    "Say that a sentence is read wrongly",
    {204: None},
    (NotFoundError, UnknownSentenceError, TooManyError, *BODY),
    ReportRequest,
)
def report(key: str) -> Response:
    """Kept with the recording's own words for it, and with nothing about who says so."""
    said = bodies.read(ReportRequest)
    charge_report()
    heard = services().listening.sentence(key, said.sentence)
    services().reports.add(Report(key, said.sentence, heard.text, heard.spoken), time.time())
    return Response(status=204)


@blueprint.get("/v1/voices")
@operation("The voices on offer", {200: Voices}, (UnavailableError,))
def voices() -> Response:
    """Best first."""
    return _json(Voices(voices=services().listening.catalogue.voices()).model_dump_json())


def _press() -> Press:
    asked = bodies.read(RecordingRequest)
    article, site, page = _asked(asked)
    return services().portal.listen(fitting(article), asked.voice, site, charge), site, page


def _asked(asked: RecordingRequest) -> tuple[Article, Site, FoundAt | None]:
    """The article and the site it is read for: sent by one of its pages, or fetched from one."""
    portal, form = services().portal, asked.form()
    if form is Accepted.URL:
        site = portal.page_site(asked.site, asked.url)
        page = portal.page(asked.url, site, charge)
        return page.article, site, (str(address(asked.url)), page)
    return asked.article(), _sender(asked.site, form), None


def _sender(name: str, form: Accepted) -> Site:
    """The site for which an article is sent, by a page or by a program of its own."""
    origin = request.headers.get("Origin", "")
    site = services().portal.sender(name, origin, form, proved)
    if site is DEMO and not (options().strangers or is_local()):
        raise NotAcceptedError("text from another machine, and no site is listed")
    return site


def noted(answer: Response, site: Site, state: State, page: FoundAt | None) -> None:
    """Note that somebody listens, once the answer is on its way to him."""
    publishing = services().publishing
    answer.call_on_close(lambda: publishing.pressed(site, state, page))


def fitting(article: Article) -> Article:
    """The article, unless it is longer than may be."""
    length = len(article.title) + sum(len(block.text) for block in article.blocks)
    if length > options().max_characters:
        raise ArticleTooLongError(f"{length} characters")
    return article


def _state(state: State, status: int = 200) -> Response:
    """A state as JSON: what is ready stays as it is, so what was written once is written again."""
    if not state.made:
        if state not in _written:  # others may be told the very same
            _written[state] = _shown(state)
        return _json(_written[state], status)
    name = (request.script_root, state.key, state.layout, state.title, state.made)
    return _json(shelf().get(name, lambda: _shown(state)), status)


def _shown(state: State) -> bytes:
    shown = RecordingState(
        key=state.key,
        state=state.state,
        code=state.code,
        title=state.title,
        voice=state.voice,
        engines=state.engines,
        parts=Parts(done=state.done, of=state.of),
        duration=state.duration,
        skipped=state.skipped,
        sentences=state.sentences,
        links=links(state),
    )
    return shown.model_dump_json().encode()


def links(state: State) -> Links:
    """Spans and texts are those of the layout; the sound is that of the key that is heard."""
    key, own = state.key, state.layout
    return Links(
        self=_place(state),
        audio=url_for("audio.finished", key=state.audio),
        download=url_for("download.download", key=key),
        live=url_for("audio.live", key=key),
        opus=url_for("audio.opus", key=state.audio) if opus.OFFERED else None,
        vtt=url_for("recordings.sentences", key=key, layout=own),
    )


def _place(state: State) -> str:
    return url_for("recordings.show", key=state.key, layout=state.layout)


def _json(body: str | bytes, status: int = 200) -> Response:
    return Response(body, status, mimetype="application/json")
