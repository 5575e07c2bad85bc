"""A portal's own programs: each presents a key of its site, or signs its request with one.

    Authorization: Bearer 2:4f1c…
    Authorization: Signature 2.1798761600.9b1d…

What is signed is two lines: method and address as they stand in the request ("DELETE
/v1/recordings/…?site=bac-ha"), and the SHA-256 of the body in hex.
"""

import time
from hashlib import sha256

from flask import request

from reader.errors import KeyRefusedError
from reader.sites import Site, presented, verify
from reader.web import bodies
from reader.web.services import services


def caller(name: str) -> Site:
    """The site of that name, where this request comes from a program of its own.

    Raises:
        KeyRefusedError: it does not, or there is no such site.
        BodyTooLargeError: what is signed is more than one request may carry.
    """
    site = services().portal.sites().by_id.get(name)
    if site is None or not proved(site):
        raise KeyRefusedError(f"no key of site {name!r}")
    return site


def proved(site: Site) -> bool:
    """Whether this request carries a key or a signature of that site."""
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return presented(site.keys, given.strip())
    if scheme.lower() == "signature":
        return verify(site.keys, signed(), given.strip(), time.time())
    return False


def signed() -> str:
    """What this request would be signed as."""
    query = request.query_string.decode("latin-1")
    address = f"{request.path}?{query}" if query else request.path
    return f"{request.method} {address}\n{sha256(bodies.whole()).hexdigest()}"
