"""What a portal's page takes from us: the listen button, by its plain name and by its hash.

The plain address always gives the newest button and may be kept for an hour. The address with
the hash gives those bytes for ever, so that a page can pin them by Subresource Integrity. Any
page of any origin may use both. A button with English words fetches these from beside it.
"""

from flask import Blueprint, Response, abort, request

from reader.web.assets import english_words, listen_button

blueprint = Blueprint("embed", __name__)

AN_HOUR = "public, max-age=3600"
FOR_EVER = "public, max-age=31536000, immutable"


@blueprint.get("/listen-button.js")
def newest() -> Response:
    """The button as it is today."""
    return _script(AN_HOUR)


@blueprint.get("/listen-button.<digest>.js")
def pinned(digest: str) -> Response:
    """The button with exactly these bytes; those of another release are not kept here."""
    if digest != listen_button().digest:
        abort(404)
    return _script(FOR_EVER)


@blueprint.get("/listen-button.en.json")
def english() -> Response:
    """The button's words in English, each under the Vietnamese one."""
    return _open(Response(english_words(), mimetype="application/json"), AN_HOUR)


def _script(cache_control: str) -> Response:
    script = listen_button()
    coding = request.accept_encodings.best_match(script.packed)
    body = script.packed[coding] if coding else script.body
    response = Response(body, mimetype="text/javascript")
    if coding:
        response.content_encoding = coding
    _open(response, cache_control)
    response.vary.add("Accept-Encoding")
    response.set_etag(f"{script.digest}-{coding or 'identity'}")
    response.make_conditional(request)
    return response


def _open(response: Response, cache_control: str) -> Response:
    """Whichever page asks may have it, and keep it so long."""
    response.headers["Cache-Control"] = cache_control
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@blueprint.app_context_processor
def _addresses() -> dict[str, object]:
    """Lets a template write the pinned line: `listen_button.digest`, `listen_button.integrity`."""
    return {"listen_button": listen_button()}
