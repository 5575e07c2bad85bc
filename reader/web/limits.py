"""How much new work may be asked for in a minute: by one address, and for one site.

What is ready is never counted, and neither is who joins those that wait for it. Where Redis is
away nothing new is made anyway. A counter is forgotten with its minute, and its address with it.
"""

import time
from ipaddress import ip_address
from typing import cast

from flask import Flask, current_app, g, request
from limits import RateLimitItemPerMinute
from limits.storage import RedisStorage
from limits.strategies import FixedWindowRateLimiter
from redis import Redis, RedisError

from reader.errors import TooManyError, UnavailableError
from reader.sites import DEMO, Site
from reader.web.callers import proved
from reader.web.services import options
from reader.web.visitors import is_local

_NAME = "reader.limits"

HOUSE = 64
"""Bits of an IPv6 address that one household has."""


def install(app: Flask, redis: "Redis") -> None:
    """Let an app count, in that Redis."""
    storage = RedisStorage(
        "redis://", connection_pool=redis.connection_pool, key_prefix="reader:limits"
    )
    app.extensions[_NAME] = FixedWindowRateLimiter(storage)


def charge(site: Site) -> None:
    """Count this request as one for new work, once.

    Raises:
        TooManyError: there were too many in this minute.
        UnavailableError: Redis is away.
    """
    if g.get("charged") or (site is DEMO and is_local()):
        return
    g.charged = True
    if not proved(site):
        _count("address", visitor(), options().address_limit)
    _count("site", site.id, options().site_limit)


def charge_report() -> None:
    """Count this request as a report. Raises as `charge` does."""
    _count("report", visitor(), options().address_limit)


def charge_trial() -> None:
    """Count this request as an editor's trial of a word. Raises as `charge` does."""
    _count("trial", visitor(), options().address_limit)


def visitor() -> str:
    """The address that asks; of IPv6, what a household has in common."""
    try:
        address = ip_address(request.remote_addr or "")
    except ValueError:
        return "unknown"
    if address.version == 4:
        return str(address)
    return f"{int(address) >> (128 - HOUSE):x}"


def _count(kind: str, who: str, most: int) -> None:
    if not most:
        return
    item = RateLimitItemPerMinute(most)
    limiter = cast("FixedWindowRateLimiter", current_app.extensions[_NAME])
    try:
        if limiter.hit(item, kind, who):
            return
        ends = limiter.get_window_stats(item, kind, who).reset_time
    except RedisError as error:
        raise UnavailableError(f"nothing can be counted: {error!r}") from error
    raise TooManyError(f"more than {most} a minute by {kind}", max(1, round(ends - time.time())))
