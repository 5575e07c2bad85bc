"""The listen button as it is served: minified, packed, and named by its own bytes."""

import base64
import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import brotli
import minify


@dataclass(frozen=True, slots=True)
class Script:
    """A script, ready to send.

    Attributes:
        body: the minified source, UTF-8.
        packed: the same by content coding, the smallest first: Brotli, which browsers take over
            HTTPS alone, and gzip.
        digest: the first 16 hex digits of its SHA-256; part of its address.
        integrity: the value of an `integrity` attribute (Subresource Integrity, SHA-384).
    """

    body: bytes
    packed: Mapping[str, bytes]
    digest: str
    integrity: str


STATIC = files(__package__) / "static"


@cache
def english_words() -> bytes:
    """What the button says in English: JSON, each under its Vietnamese words."""
    return (STATIC / "listen-button.en.json").read_bytes()


@cache
def listen_button() -> Script:
    """The element, minified once a process: its source is a package's file and does not change."""
    source = (STATIC / "listen-button.js").read_text(encoding="utf-8")
    # In a function its top-level names are nobody else's, so that they may be shortened too.
    body = minify.string("application/javascript", f"(()=>{{{source}}})()").encode()
    return Script(
        body=body,
        packed={
            "br": brotli.compress(body, mode=brotli.MODE_TEXT),
            "gzip": gzip.compress(body, compresslevel=9, mtime=0),
        },
        digest=hashlib.sha256(body).hexdigest()[:16],
        integrity="sha384-" + base64.b64encode(hashlib.sha384(body).digest()).decode(),
    )
