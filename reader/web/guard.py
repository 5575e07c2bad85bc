"""What every answer carries: who may use it, and what a browser may do with it."""

from flask import Flask, Response, request

OUR_PAGES = (
    "default-src 'self'; media-src 'self' blob:; object-src 'none'; base-uri 'none';"
    " frame-ancestors 'self'; form-action 'self'"
)
"""Content Security Policy of our own pages; live sound is played from a buffer, a blob."""

NO_PAGE = "default-src 'none'; frame-ancestors 'none'"

PREFLIGHT = {
    "Access-Control-Allow-Headers": "Content-Type, If-None-Match, If-Range, Range",
    "Access-Control-Max-Age": "86400",
}

EXPOSED = "Accept-Ranges, Content-Length, Content-Range, ETag, Location, Retry-After"


def install(app: Flask) -> None:
    """Let every answer of an app carry it."""
    app.after_request(_secured)
    app.after_request(_shared)


def _secured(answer: Response) -> Response:
    page = answer.mimetype == "text/html"
    answer.headers.setdefault("Content-Security-Policy", OUR_PAGES if page else NO_PAGE)
    answer.headers.setdefault("X-Content-Type-Options", "nosniff")
    answer.headers.setdefault("Referrer-Policy", "strict-origin-when-cross-origin")
    answer.headers.setdefault("Cache-Control", "no-store")
    return answer


def _shared(answer: Response) -> Response:
    """Any page of any portal may ask; nobody's cookies ever come along."""
    if not request.path.startswith("/v1/"):
        return answer
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    if request.method == "OPTIONS":
        answer.headers.update(PREFLIGHT)
        answer.headers["Access-Control-Allow-Methods"] = answer.headers.get("Allow", "")
    else:
        answer.headers["Access-Control-Expose-Headers"] = EXPOSED
    return answer
