"""What every page of the editors has: who is asked in, its frame, and errors in words."""

import logging
from typing import cast

from flask import Blueprint, Response, g, make_response, redirect, render_template, request, url_for

from audio_cache import CacheError
from reader.errors import KeyRefusedError, NotAcceptedError, ReaderError, UnavailableError
from reader.sites import Site
from reader.web import errors
from reader.web.editor import session

log = logging.getLogger(__name__)

blueprint = Blueprint("editor", __name__, url_prefix=session.PATH)

OPEN = {"editor.sign_in", "editor.signed_in"}
"""Pages for whoever has not signed in."""


@blueprint.get("/sign-in")
def sign_in() -> Response:
    """The door."""
    return page("sign-in.html")


@blueprint.post("/sign-in")
def signed_in() -> Response:
    """In, with a key of the site."""
    name, key = request.form.get("site", "").strip(), request.form.get("key", "").strip()
    answer = to("editor.articles")
    try:
        session.begin(answer, name, key)
    except KeyRefusedError as error:
        log.warning("editor-refused")
        return page("sign-in.html", 401, refused=error.words, name=name)
    log.info("editor-signed-in", extra={"site": name})
    return answer


@blueprint.post("/sign-out")
def sign_out() -> Response:
    """Out."""
    answer = to("editor.sign_in")
    session.end(answer)
    return answer


def site() -> Site:
    """Whose editor asks."""
    return cast("Site", g.site)


def page(template: str, status: int = 200, **shown: object) -> Response:
    """A page of the editors."""
    own = {"site": g.site, "token": session.token(g.site)} if g.get("site") else {"site": None}
    answer = make_response(render_template(f"editor/{template}", **own, **shown), status)
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def to(endpoint: str, *, _anchor: str | None = None, **values: object) -> Response:
    """Over to another page, once something is done."""
    address = url_for(endpoint, _anchor=_anchor, **values)  # type: ignore[arg-type] # as Flask has it
    return cast("Response", redirect(address, 303))


@blueprint.before_request
def _let_in() -> Response | None:
    """Nobody but the site's editors, and no form but ours.

    Raises:
        NotAcceptedError: a page elsewhere sent this form.
    """
    g.site = session.current()
    changes = request.method == "POST"
    if changes and not session.from_our_page():
        raise NotAcceptedError("a form of another page")
    if request.endpoint in OPEN:
        return None
    if g.site is None:
        return to("editor.sign_in")
    if changes and not session.has_token(g.site):
        raise NotAcceptedError("a form without this session's token")
    return None


@blueprint.errorhandler(ReaderError)
def _refused(error: ReaderError) -> Response:
    status = errors.status_of(type(error))
    log.info("editor-error", extra={"code": error.code, "detail": str(error)[: errors.SHOWN]})
    if request.accept_mimetypes.best == "application/json":
        return make_response({"words": error.words}, status)
    return page("error.html", status, words=error.words)


@blueprint.errorhandler(CacheError)
def _away(error: CacheError) -> Response:
    return _refused(UnavailableError(repr(error)))
