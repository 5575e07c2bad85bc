"""Who edits a site: proved once by one of its keys, and then by a cookie for a working day.

    editor=<site>.<id>.<lapses>.<HMAC>     signed with that key of the site, and ended with it

No other page's script can read the cookie, no other site's form brings it along, and nothing but
these pages is sent it. Whatever changes something comes besides from a page of ours, and carries
the token that this session's pages were given.
"""

import time
from urllib.parse import urlsplit

from flask import Response, request

from reader.errors import KeyRefusedError
from reader.sites import Site, presented, sign, verify
from reader.web.services import services

COOKIE = "editor"
PATH = "/editor"

LASTS = 8 * 3600
"""Seconds of a working day."""


def current() -> Site | None:
    """The site whose editor asks; None where nobody has signed in, or too long ago."""
    name, _, signature = request.cookies.get(COOKIE, "").partition(".")
    site = services().portal.sites().by_id.get(name)
    if site is None or not verify(site.keys, f"editor of {name}", signature, time.time()):
        return None
    return site


def begin(answer: Response, name: str, key: str) -> None:
    """Give a browser a session of a site.

    Raises:
        KeyRefusedError: that is no key of the site, or there is no such site.
    """
    site = services().portal.sites().by_id.get(name)
    found = [each for each in site.keys if presented((each,), key)] if site else []
    if not found:
        raise KeyRefusedError("no key of that site")  # what was typed may be a key
    signature = sign(found[0], f"editor of {name}", int(time.time()) + LASTS)
    answer.set_cookie(
        COOKIE,
        f"{name}.{signature}",
        LASTS,
        path=PATH,
        secure=request.is_secure,
        httponly=True,
        samesite="Strict",
    )


def end(answer: Response) -> None:
    """Take it away."""
    answer.delete_cookie(COOKIE, path=PATH)


def token(site: Site) -> str:
    """What this session's forms carry."""
    return sign(site.keys[0], _of_forms(), int(time.time()) + LASTS)


def has_token(site: Site) -> bool:
    """Whether this request carries it."""
    return verify(site.keys, _of_forms(), request.form.get("token", ""), time.time())


def from_our_page() -> bool:
    """Whether a browser says that a page of this very service asks."""
    return urlsplit(request.headers.get("Origin", "")).netloc == request.host


def _of_forms() -> str:
    return f"forms of {request.cookies.get(COOKIE, '')}"
