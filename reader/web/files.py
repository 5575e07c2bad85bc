"""A finished file over HTTP: all of it or the run that is asked for, under a tag that never changes."""

import io
from collections.abc import Iterator
from http import HTTPStatus

from flask import Response, redirect, request
from werkzeug.wrappers.response import Response as Redirect
from werkzeug.wsgi import wrap_file

from audio_cache import StoredRecording
from reader.errors import NotReadyError
from reader.web.caching import FOR_EVER, NEVER
from reader.web.ranges import wanted

PIECE = 1 << 16
"""Bytes that are read at once."""


def given(
    stored: StoredRecording,
    mimetype: str,
    *,
    etag: str = "",
    head: bytes = b"",
    address: str | None = None,
) -> Response | Redirect:
    """The file, behind `head` if there is one, or 304, or 307 to an address that gives it out.

    `etag` is the recording's key where nothing else is said.
    """
    etag = etag or stored.key
    answer = Response(
        mimetype=mimetype, headers={"Cache-Control": FOR_EVER, "Accept-Ranges": "bytes"}
    )
    answer.set_etag(etag)
    if request.if_none_match.contains_weak(etag):
        answer.status_code = HTTPStatus.NOT_MODIFIED
        return answer
    if address is not None:
        return elsewhere(address)
    _fill(answer, stored, head)
    return answer


def elsewhere(address: str) -> Redirect:
    """307: for this once it is there."""
    answer = redirect(address, HTTPStatus.TEMPORARY_REDIRECT)
    answer.headers["Cache-Control"] = NEVER
    return answer


def _fill(answer: Response, stored: StoredRecording, head: bytes) -> None:
    """Send the bytes that are asked for; HEAD knows no ranges (RFC 9110, 14.2)."""
    length = len(head) + stored.length
    answer.content_length = length
    if request.method == "HEAD":
        return
    asked, begun = request.headers.get("Range", ""), request.headers.get("If-Range", "")
    run = wanted(asked, begun, answer.headers["ETag"], length)
    file = _open(stored)
    if run is None and not head:
        answer.direct_passthrough = True
        answer.response = wrap_file(request.environ, file)
        return
    answer.call_on_close(file.close)
    answer.response = _pieces(head, file, run or range(length))
    if run is not None:
        answer.status_code = HTTPStatus.PARTIAL_CONTENT
        answer.content_length = len(run)
        answer.headers["Content-Range"] = f"bytes {run.start}-{run.stop - 1}/{length}"


def _pieces(head: bytes, file: io.BufferedReader, run: range) -> Iterator[bytes]:
    if run.start < len(head):
        yield head[run.start : run.stop]
    file.seek(max(run.start - len(head), 0))
    left = run.stop - max(run.start, len(head))
    while left > 0 and (piece := file.read(min(left, PIECE))):
        left -= len(piece)
        yield piece


def _open(stored: StoredRecording) -> io.BufferedReader:
    try:
        return stored.path.open("rb")
    except FileNotFoundError:
        raise NotReadyError(f"recording {stored.key} was swept away this moment") from None
