"""A portal's article on a page of ours, for whoever has no button: native audio, the text, big print.

    /listen?url=…   the page; it needs no JavaScript
    /embed?url=…    the button alone, in a frame, for systems that strip scripts; only the site's pages may frame it
    /oembed?url=…   says to a system how to frame it (oembed.com)

An error is a page too, in the words that a listener is given everywhere.
"""

import logging

from flask import Blueprint, Response, jsonify, render_template, request, url_for
from markupsafe import Markup
from werkzeug.exceptions import NotImplemented as NotImplementedHere

from reader.address import address
from reader.article import Article, Block
from reader.errors import ReaderError
from reader.pages import PageArticle
from reader.sites import Site
from reader.state import State
from reader.web import errors
from reader.web.guard import OUR_PAGES
from reader.web.limits import charge
from reader.web.recordings import fitting, links, noted
from reader.web.services import services

log = logging.getLogger(__name__)

blueprint = Blueprint("listen", __name__)

WIDTH, HEIGHT = 640, 420
"""CSS pixels of a frame: room for every control, and for the sentence that is heard."""

_FRAME = Markup(
    '<iframe src="{src}" width="{width}" height="{height}" title="Nghe bài viết"'
    ' allow="autoplay" loading="lazy" style="border:0;max-width:100%"></iframe>'
)


@blueprint.get("/listen")
def page() -> Response:
    """The article, to be heard and read."""
    url = request.args.get("url", "")
    try:
        site, found, state = _heard(url)
    except ReaderError as error:
        return _refused("listen.html", error)
    shown = {"site": site, "found": found, "state": state, "links": links(state), "url": url}
    answer = _page("listen.html", 200, blocks=_shown(found.article), **shown)
    noted(answer, site, state, (str(address(url)), found))
    return answer


@blueprint.get("/embed")
def frame() -> Response:
    """The button alone; as on a portal's page, nothing is fetched or spoken before it is pressed."""
    url = request.args.get("url", "")
    try:
        site = services().portal.page_site("", url)
    except ReaderError as error:
        return _refused("embed.html", error)
    answer = _page("embed.html", 200, site=site, url=url)
    framing = " ".join(("'self'", *site.origins))
    answer.headers["Content-Security-Policy"] = OUR_PAGES.replace(
        "frame-ancestors 'self'", f"frame-ancestors {framing}"
    )
    return answer


@blueprint.get("/oembed")
def oembed() -> Response:
    """How a system of the site's may frame the player; nothing is fetched for it."""
    if request.args.get("format", "json") != "json":
        raise NotImplementedHere
    url = request.args.get("url", "")
    site = services().portal.page_site("", url)
    width = min(WIDTH, request.args.get("maxwidth", WIDTH, int))
    height = min(HEIGHT, request.args.get("maxheight", HEIGHT, int))
    src = url_for("listen.frame", url=url, _external=True)
    return jsonify(
        version="1.0",
        type="rich",
        provider_name=site.name,
        html=_FRAME.format(src=src, width=width, height=height),
        width=width,
        height=height,
    )


def _refused(template: str, error: ReaderError) -> Response:
    log.info("page-not-read", extra={"code": error.code, "detail": str(error)[: errors.SHOWN]})
    return _page(template, errors.status_of(type(error)), words=error.words)


def _heard(url: str) -> tuple[Site, PageArticle, State]:
    """The page's article, and its recording, which is ordered."""
    portal = services().portal
    site = portal.page_site("", url)
    found = portal.page(url, site, charge)
    state = portal.listen(fitting(found.article), "auto", site, charge)
    if state.state == "failed":
        raise errors.of_code(state.code or "")
    return site, found, state


def _shown(article: Article) -> list[Block]:
    """What stands below the title: all that is not furniture."""
    return [
        block
        for index, block in enumerate(article.blocks)
        if index != article.title_block and not block.silences
    ]


def _page(template: str, status: int, **shown: object) -> Response:
    answer = Response(render_template(template, **shown), status, mimetype="text/html")
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
