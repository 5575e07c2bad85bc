"""The sound itself: the finished file, and live while it is being made."""

import time
from collections.abc import Iterator
from itertools import chain

from flask import Blueprint, Response, request, url_for
from werkzeug.wrappers.response import Response as Redirect

from audio_cache import Format
from reader.errors import (
    EngineBrokenError,
    EngineError,
    NotFoundError,
    NotOfferedError,
    UnavailableError,
)
from reader.opus import OpusFiles
from reader.web import metrics
from reader.web.caching import NEVER
from reader.web.files import PIECE, elsewhere, given
from reader.web.operations import FILE, operation
from reader.web.services import services

blueprint = Blueprint("audio", __name__)

MP3, WEBM = "audio/mpeg", "audio/webm"
PACKED = (NotOfferedError, EngineBrokenError)


@blueprint.get("/v1/recordings/<key:key>/audio.mp3")
@operation("The finished file", {200: MP3, 206: MP3, 304: None, 307: None}, FILE)
def finished(key: str) -> Response | Redirect:
    """With ranges. Its ETag is its key, on every machine. 307: a stand-in, or the bucket gives it out."""
    stored = services().listening.audio(key)
    if stored.key != key:
        return elsewhere(url_for("audio.finished", key=stored.key))
    return given(stored, MP3, address=services().listening.cache.address(key))


@blueprint.get("/v1/recordings/<key:key>/audio.webm")
@operation(
    "The finished file as Opus", {200: WEBM, 206: WEBM, 304: None, 307: None}, (*FILE, *PACKED)
)
def opus(key: str) -> Response | Redirect:
    """Half the bytes of `audio.mp3`, and otherwise like it. Made when first asked for, which is waited for."""
    stored = OpusFiles(services().listening, services().broker).file(key)
    if stored.key != key:
        return elsewhere(url_for("audio.opus", key=stored.key))
    return given(stored, WEBM, address=services().listening.cache.address(key, Format.OPUS))


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
