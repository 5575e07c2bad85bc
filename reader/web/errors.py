"""Errors over HTTP: the one place that knows which status each has. RFC 9457 problem+json.

    {"type": "/docs#busy", "title": "Nhiều người đang nghe, …", "status": 503, "code": "busy",
     "detail": "Nhiều người đang nghe, …"}

`title` and `detail` are Vietnamese and may be shown to a listener; `code` is for programs. What
happened in detail goes to the log, never to the client.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException

from audio_cache import CacheError
from reader.errors import (
    ArticleTooLongError,
    BadInputError,
    BodyTooLargeError,
    EngineBusyError,
    EngineError,
    KeyRefusedError,
    LimitedError,
    MalformedError,
    NotAcceptedError,
    NotFoundError,
    NothingToReadError,
    PageGoneError,
    PageRefusedError,
    ReaderError,
    UnavailableError,
    UnknownSentenceError,
    UnknownSiteError,
    UnknownVoiceError,
    WordRefusedError,
)
from reader.web.models import Problem

log = logging.getLogger(__name__)

STATUS: dict[type[ReaderError], HTTPStatus] = {
    ReaderError: HTTPStatus.INTERNAL_SERVER_ERROR,
    BadInputError: HTTPStatus.BAD_REQUEST,
    BodyTooLargeError: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    ArticleTooLongError: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    NothingToReadError: HTTPStatus.UNPROCESSABLE_ENTITY,
    UnknownSentenceError: HTTPStatus.UNPROCESSABLE_ENTITY,
    UnknownVoiceError: HTTPStatus.UNPROCESSABLE_ENTITY,
    UnknownSiteError: HTTPStatus.UNPROCESSABLE_ENTITY,
    NotAcceptedError: HTTPStatus.FORBIDDEN,
    KeyRefusedError: HTTPStatus.UNAUTHORIZED,
    WordRefusedError: HTTPStatus.UNPROCESSABLE_ENTITY,
    PageRefusedError: HTTPStatus.UNPROCESSABLE_ENTITY,
    NotFoundError: HTTPStatus.NOT_FOUND,
    UnavailableError: HTTPStatus.SERVICE_UNAVAILABLE,
    LimitedError: HTTPStatus.TOO_MANY_REQUESTS,
    PageGoneError: HTTPStatus.NOT_FOUND,
    EngineError: HTTPStatus.BAD_GATEWAY,
    EngineBusyError: HTTPStatus.SERVICE_UNAVAILABLE,
}
"""A class that is not named here has the status of its parent."""

OF_HTTP: dict[int, tuple[str, str]] = {
    HTTPStatus.NOT_FOUND: (NotFoundError.code, "Không có gì ở địa chỉ này."),
    HTTPStatus.METHOD_NOT_ALLOWED: (
        "method-not-allowed",
        "Địa chỉ này không nhận yêu cầu như vậy.",
    ),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: (BodyTooLargeError.code, BodyTooLargeError.words),
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: ("unsupported-media-type", "Xin gửi dữ liệu dạng JSON."),
    HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE: ("bad-range", "Tệp âm thanh không có đoạn này."),
}
"""Code and words of what Flask and Werkzeug refuse by themselves."""

SHOWN = 200
"""Characters of a detail that are logged: a request may put much into it."""

RETRY_AFTER = {HTTPStatus.SERVICE_UNAVAILABLE: "5"}
"""Seconds after which it is worth trying again."""


def install(app: Flask) -> None:
    """Let every error of an app answer in this one shape."""
    app.register_error_handler(ReaderError, _known)
    app.register_error_handler(CacheError, _cache)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unknown)


def status_of(kind: type[ReaderError]) -> HTTPStatus:
    """The HTTP status of a class of errors: its own or its nearest ancestor's."""
    return next(STATUS[each] for each in kind.__mro__ if each in STATUS)


def tree(root: type[ReaderError] = ReaderError) -> Iterator[type[ReaderError]]:
    """Every class of the tree, parents first."""
    yield root
    for kind in root.__subclasses__():
        yield from tree(kind)


def of_code(code: str) -> ReaderError:
    """The error that a stored code stands for."""
    kind = next((kind for kind in tree() if kind.code == code), ReaderError)
    return kind(f"stored as {code}")


@dataclass(frozen=True, slots=True)
class Entry:
    """What may be said of a code: in the documents, and to a listener."""

    code: str
    status: int
    words: str


def catalogue() -> tuple[Entry, ...]:
    """Every code that an answer may carry, ours first."""
    ours = [Entry(kind.code, status_of(kind), kind.words) for kind in tree()]
    http = [Entry(code, status, words) for status, (code, words) in OF_HTTP.items()]
    return tuple({entry.code: entry for entry in reversed((*ours, *http))}.values())[::-1]


def _known(error: ReaderError) -> Response:
    status = status_of(type(error))
    level = logging.ERROR if status >= HTTPStatus.INTERNAL_SERVER_ERROR else logging.INFO
    _log(level, error.code, str(error))
    field = error.field if isinstance(error, MalformedError) else None
    answer = _problem(status, error.code, error.words, field)
    if isinstance(error, LimitedError):
        answer.headers["Retry-After"] = str(error.wait)
    return answer


def _cache(error: CacheError) -> Response:
    return _known(UnavailableError(repr(error)))


def _http(error: HTTPException) -> Response | HTTPException:
    status = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    if status < HTTPStatus.BAD_REQUEST:
        return error
    kind = BadInputError if status < HTTPStatus.INTERNAL_SERVER_ERROR else ReaderError
    code, words = OF_HTTP.get(status, (kind.code, kind.words))
    _log(logging.INFO, code, type(error).__name__)
    answer = _problem(status, code, words)
    for name, value in error.get_headers():
        if name.lower() not in {"content-type", "content-length"}:
            answer.headers[name] = value
    return answer


def _unknown(error: Exception) -> Response:
    log.error("request-failed", extra=_asked(ReaderError.code), exc_info=error)
    return _problem(HTTPStatus.INTERNAL_SERVER_ERROR, ReaderError.code, ReaderError.words)


def _log(level: int, code: str, detail: str) -> None:
    log.log(level, "request-refused", extra={**_asked(code), "detail": detail[:SHOWN]})


def _asked(code: str) -> dict[str, str]:
    return {"code": code, "method": request.method, "endpoint": request.endpoint or ""}


def _problem(status: int, code: str, words: str, field: str | None = None) -> Response:
    problem = Problem(
        type=f"{request.script_root}/docs#{code}",
        title=words,
        status=status,
        code=code,
        detail=words,
        field=field,
    )
    body = problem.model_dump_json(exclude_none=True)
    answer = Response(body, status, mimetype="application/problem+json")
    if status == HTTPStatus.UNAUTHORIZED:
        answer.headers["WWW-Authenticate"] = "Bearer, Signature"
    if status in RETRY_AFTER:
        answer.headers["Retry-After"] = RETRY_AFTER[HTTPStatus(status)]
    return answer
