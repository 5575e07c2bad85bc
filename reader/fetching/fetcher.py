"""One page of a site: each hop resolved, checked, pinned, and read within bounds.

urllib3's connections are used below its pools: there a host that was checked and the one that is
connected to are given apart, no proxy is taken from the environment, nothing is redirected or
tried again by itself, and a compressed body is decoded in bounded steps.
"""

import http.client
import ssl
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from urllib.parse import urljoin

from urllib3 import BaseHTTPResponse
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from reader.address import Address, address
from reader.errors import PageGoneError, PageRefusedError, PageUnavailableError
from reader.fetching.body import HTML_TYPES, body_bytes, charset
from reader.fetching.deadline import Deadline
from reader.fetching.guard import MayConnect, Resolve, checked, is_public, system_addresses
from reader.sites import Site

HEADERS = {
    "User-Agent": "doc-bai-viet (reads articles aloud for the portal that asked)",
    "Accept-Encoding": "gzip",
    "Accept-Language": "vi",
}
REDIRECTS = {301, 302, 303, 307, 308}
GONE = {404, 410}
FAILURES = (HTTPError, http.client.HTTPException, OSError)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one page may cost. Seconds are for everything, redirects included."""

    seconds: float = 10.0
    wire_bytes: int = 2 << 20
    decoded_bytes: int = 5 << 20
    redirects: int = 4


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it came: where it was in the end, its bytes, and the charset it was sent with.

    `etag` and `modified` are what its server knows this version of it by.
    """

    address: Address
    html: bytes
    charset: str | None
    etag: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked for: where one may be led, which types may come, which version is known."""

    allowed: Callable[[Address], bool]
    types: frozenset[str]
    etag: str = ""
    modified: str = ""

    @property
    def headers(self) -> dict[str, str]:
        """Those of a request for anything but the version that is known."""
        known = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in known.items() if value}


class Fetcher:
    """Fetches pages of sites.

    `resolve`, `may_connect` and `tls` are the machine's own, the guard and the system's trusted
    certificates; tests hand in others, no setting can.
    """

    def __init__(
        self,
        limits: Limits = Limits(),
        resolve: Resolve = system_addresses,
        may_connect: MayConnect = is_public,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.limits = limits
        self._resolve = resolve
        self._may_connect = may_connect
        self._tls = tls or ssl.create_default_context()

    def fetch(self, url: str, site: Site) -> Page:
        """The page at that address, where it is one of the site's.

        Raises:
            PageRefusedError: it is not, or leads where nobody may go; nothing was sent there.
            PageUnavailableError: it did not come in time, or not as HTML within the limits.
        """
        page = self.get(url, Ask(site.has_page, HTML_TYPES))
        if page is None:
            raise PageUnavailableError(f"{url} has not changed, which nobody asked")
        return page

    def get(self, url: str, ask: Ask) -> Page | None:
        """What is at that address; None where it is still the version that is known.

        Raises:
            PageRefusedError: it is nothing that may be asked for, or leads where nobody may go.
            PageUnavailableError: it did not come in time, or as something else, or too large.
        """
        deadline = Deadline(self.limits.seconds)
        at = address(url)
        for _ in range(self.limits.redirects + 1):
            found = self._hop(at, ask, deadline)
            if not isinstance(found, Address):
                return found
            if (at.scheme, found.scheme) == ("https", "http"):
                raise PageRefusedError(f"{at} leads to unencrypted {found}")
            at = found
        raise PageRefusedError(f"{url} leads on and on")

    def _hop(self, at: Address, ask: Ask, deadline: Deadline) -> Page | Address | None:
        """The page, where it leads, or None."""
        if not ask.allowed(at):
            raise PageRefusedError(f"{at} may not be asked for")
        pinned = checked(at.host, at.port, self._resolve, self._may_connect)
        try:
            with (
                closing(self._connect(at, pinned, deadline)) as connection,
                deadline.shuts(connection),
            ):
                return self._exchange(at, ask, connection, deadline)
        except FAILURES as error:
            raise PageUnavailableError(f"{at}: {error}") from error

    def _connect(
        self, at: Address, pinned: list[tuple[str, int]], deadline: Deadline
    ) -> HTTPConnection:
        """A connection to the first of the checked addresses that takes one."""
        failure: Exception = OSError("no address")
        for numeric, port in pinned:
            connection = self._connection(at, numeric, port, deadline.remaining())
            try:
                with deadline.shuts(connection):
                    connection.connect()
            except FAILURES as error:
                connection.close()
                failure = error
            else:
                return connection
        raise failure

    def _connection(self, at: Address, numeric: str, port: int, timeout: float) -> HTTPConnection:
        if at.scheme == "http":
            return HTTPConnection(numeric, port, timeout=timeout)
        return HTTPSConnection(
            numeric, port, timeout=timeout, ssl_context=self._tls, server_hostname=at.host
        )

    def _exchange(
        self, at: Address, ask: Ask, connection: HTTPConnection, deadline: Deadline
    ) -> Page | Address | None:
        host = at.origin.removeprefix(f"{at.scheme}://")
        accepted = {"Accept": ", ".join(sorted(ask.types)) or "*/*"}
        headers = {"Host": host, **HEADERS, **accepted, **ask.headers}
        connection.request("GET", at.target, headers=headers, preload_content=False)
        with closing(connection.getresponse()) as response:
            if response.status in REDIRECTS:
                return _onward(at, response)
            if response.status == http.client.NOT_MODIFIED and ask.headers:
                return None
            if response.status in GONE:
                raise PageGoneError(f"{at}: {response.status}")
            if response.status != http.client.OK:
                raise PageUnavailableError(f"{at}: {response.status}")
            limits = self.limits
            html = body_bytes(response, ask.types, limits.wire_bytes, limits.decoded_bytes)
        deadline.remaining()  # a connection that was shut looks like a page's end
        version = (response.headers.get(name, "") for name in ("ETag", "Last-Modified"))
        return Page(at, html, charset(response), *version)


def _onward(at: Address, response: BaseHTTPResponse) -> Address:
    location = response.headers.get("Location")
    if location is None:
        raise PageUnavailableError(f"{at}: {response.status} without Location")
    try:
        return address(urljoin(str(at), location))
    except ValueError as error:
        raise PageRefusedError(f"{at} leads to no address") from error
