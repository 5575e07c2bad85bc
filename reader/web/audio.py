"""The sound itself: the finished file, and live while it is being made."""

import io
import time
from collections.abc import Iterator
from http import HTTPStatus
from itertools import chain

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.wrappers.response import Response as Redirect
from werkzeug.wsgi import wrap_file

from audio_cache import StoredRecording
from reader.errors import EngineError, NotFoundError, NotReadyError, UnavailableError
from reader.web import metrics
from reader.web.caching import FOR_EVER, NEVER
from reader.web.operations import FILE, operation
from reader.web.ranges import wanted
from reader.web.services import services

blueprint = Blueprint("audio", __name__)

MP3 = "audio/mpeg"

PIECE = 1 << 16
"""Bytes that are read at once."""


@blueprint.get("/v1/recordings/<key:key>/audio.mp3")
@operation("The finished file", {200: MP3, 206: MP3, 304: None, 307: None}, FILE)
def finished(key: str) -> Response | Redirect:
    """With ranges. Its ETag is its key, on every machine. 307: a stand-in, or the bucket gives it out."""
    stored = services().listening.audio(key)
    if stored.key != key:
        return _elsewhere(stored.key)
    answer = Response(mimetype=MP3, headers={"Cache-Control": FOR_EVER, "Accept-Ranges": "bytes"})
    answer.set_etag(key)
    if request.if_none_match.contains_weak(key):
        answer.status_code = HTTPStatus.NOT_MODIFIED
        return answer
    address = services().listening.cache.address(key)
    if address is not None:
        return _at(address)
    _fill(answer, stored)
    return answer


@blueprint.get("/v1/recordings/<key:key>/live.mp3")
@operation("The sound as it is made", {200: MP3}, (NotFoundError, UnavailableError, EngineError))
def live(key: str) -> Response:
    """In order, from the start, without ranges; cut short, never rounded off, where it fails."""
    asked = time.monotonic()
    parts = services().listening.live(key)
    answer = Response(mimetype=MP3, headers={"Cache-Control": NEVER, "Accept-Ranges": "none"})
    if request.method == "GET":
        # Waited for here, so that what fails at once is an error and not an empty sound.
        first = next(parts)
        metrics.current().first_sound.observe(time.monotonic() - asked)
        answer.response = _from(first, parts)
    return answer


def _from(first: bytes, others: Iterator[bytes]) -> Iterator[bytes]:
    """In pieces: gunicorn copies each one that it sends, and a part may be large."""
    for part in chain((first,), others):
        for at in range(0, len(part), PIECE):
            yield part[at : at + PIECE]


def _fill(answer: Response, stored: StoredRecording) -> None:
    """Send the file, or the run of it that is asked for; HEAD knows no ranges (RFC 9110, 14.2)."""
    answer.content_length = stored.length
    if request.method == "HEAD":
        return
    asked, begun = request.headers.get("Range", ""), request.headers.get("If-Range", "")
    run = wanted(asked, begun, f'"{stored.key}"', stored.length)
    file = _open(stored)
    if run is None:
        answer.direct_passthrough = True
        answer.response = wrap_file(request.environ, file)
    else:
        answer.status_code = HTTPStatus.PARTIAL_CONTENT
        answer.response = _pieces(file, run)
        answer.call_on_close(file.close)
        answer.content_length = len(run)
        answer.headers["Content-Range"] = f"bytes {run.start}-{run.stop - 1}/{stored.length}"


def _pieces(file: io.BufferedReader, run: range) -> Iterator[bytes]:
    file.seek(run.start)
    left = len(run)
    while left and (piece := file.read(min(left, PIECE))):
        left -= len(piece)
        yield piece


def _open(stored: StoredRecording) -> io.BufferedReader:
    try:
        return stored.path.open("rb")
    except FileNotFoundError:
        raise NotReadyError(f"recording {stored.key} was swept away this moment") from None


def _elsewhere(key: str) -> Redirect:
    return _at(url_for("audio.finished", key=key))


def _at(address: str) -> Redirect:
    answer = redirect(address, 307)
    answer.headers["Cache-Control"] = NEVER
    return answer
