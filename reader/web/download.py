"""The file to keep: the finished sound behind a tag that says what it is, under the article's title."""

import hashlib
from datetime import date
from functools import cache
from importlib.resources import files

from flask import Blueprint, Response
from werkzeug.wrappers.response import Response as Redirect

from audio_cache import StoredRecording
from reader.id3 import Tag
from reader.web.caching import ASK_AGAIN
from reader.web.file_names import attachment
from reader.web.files import given
from reader.web.operations import FILE, operation
from reader.web.services import services

blueprint = Blueprint("download", __name__)

MP3 = "audio/mpeg"


@blueprint.get("/v1/recordings/<key:key>/download.mp3")
@operation("The finished file, to keep", {200: MP3, 206: MP3, 304: None}, FILE)
def download(key: str) -> Response | Redirect:
    """The frames of `audio.mp3` behind an ID3 tag: title, site, date, language, cover. With ranges."""
    stored = services().listening.audio(key)
    tag = _tag(key, stored).encoded()
    etag = f"{stored.key}-{hashlib.sha256(tag).hexdigest()[:16]}"
    answer = given(stored, MP3, etag=etag, head=tag)
    answer.headers["Cache-Control"] = ASK_AGAIN
    title = str(stored.manifest.get("title", ""))
    answer.headers["Content-Disposition"] = attachment(title, "mp3")
    return answer


def _tag(key: str, stored: StoredRecording) -> Tag:
    made = stored.manifest.get("made")
    return Tag(
        title=str(stored.manifest.get("title", "")),
        site=_site(key),
        made=date.fromisoformat(made) if made else None,
        cover=_cover(),
    )


def _site(key: str) -> str:
    """The name of the site that had it made; of several, none."""
    owners = services().listening.cache.owners(key)
    sites = services().portal.sites().by_id
    named = [sites[owner].name for owner in owners if owner in sites]
    return named[0] if len(named) == 1 else ""


@cache
def _cover() -> bytes:
    return (files(__package__) / "static" / "cover.png").read_bytes()
