"""What a portal's page takes from us: the listen button, by its plain name and by its hash.

The plain address always gives the newest button and may be kept for an hour. The address with
the hash gives those bytes for ever, so that a page can pin them by Subresource Integrity. Any
page of any origin may use both. Where a system strips scripts from its pages, `/frame` is a
page of ours, with the button alone, for an `<iframe>`.
"""

from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, make_response, render_template, request

from reader.errors import MalformedError
from reader.web.assets import listen_button

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


@blueprint.get("/frame")
def frame() -> Response:
    """The button alone, reading the article at `url` of a site, for an iframe of any portal."""
    url, site = request.args.get("url", ""), request.args.get("site")
    if urlsplit(url).scheme not in {"http", "https"}:
        raise MalformedError("`url` must be the http(s) address of an article")
    answer = make_response(render_template("frame.html", url=url, site=site))
    answer.headers["Content-Security-Policy"] = (
        "default-src 'self'; media-src 'self' blob:; frame-ancestors *"
    )
    return answer


def _script(cache_control: str) -> Response:
    script = listen_button()
    packed = request.accept_encodings["gzip"] > 0
    response = Response(script.packed if packed else script.body, mimetype="text/javascript")
    if packed:
        response.content_encoding = "gzip"
    response.headers["Cache-Control"] = cache_control
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.vary.add("Accept-Encoding")
    response.set_etag(script.digest + ("-gzip" if packed else ""))
    response.make_conditional(request)
    return response


@blueprint.app_context_processor
def _addresses() -> dict[str, object]:
    """Lets a template write the pinned line: `listen_button.digest`, `listen_button.integrity`."""
    return {"listen_button": listen_button()}
