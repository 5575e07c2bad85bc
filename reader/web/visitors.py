"""Where a request comes from, as far as it can be believed, and which host it thinks it speaks to.

What a proxy says is believed of as many proxies as the operator has put in front, and no more.
"""

from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import Flask, request
from werkzeug.middleware.proxy_fix import ProxyFix

from reader.errors import BadInputError
from reader.web.services import options

FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Real-Ip")
"""What only a proxy says."""


def install(app: Flask, proxies: int) -> None:
    """Let an app know whom it answers."""
    if proxies:
        # Never the host: no answer of ours may depend on who is said to have asked for it.
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign] # as Flask's own guide has it
            app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=0
        )
    app.before_request(_known_host)


def is_local() -> bool:
    """Whether a program of this very machine asks, and for nobody else."""
    hidden = not options().proxies and any(name in request.headers for name in FORWARDED)
    return not hidden and _is_loopback(request.remote_addr or "")


def _known_host() -> None:
    """Refuse a request for another host.

    Raises:
        BadInputError: it is none of ours.
    """
    hosts = options().hosts
    if hosts and _name(request.headers.get("Host", "")) not in hosts:
        raise BadInputError("for another host")


def _name(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


@lru_cache(maxsize=64)
def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
