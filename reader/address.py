"""A page's address: what a caller gave, made plain, before anybody connects anywhere.

Only what a portal's page can have is taken: http or https on its own port, a host, a path and a
query. Names and passwords, other ports, control characters, backslashes and dot segments (`..`,
also written `%2e%2e`) are refused, since programs disagree on what they mean.
"""

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, unquote, urlsplit

from reader.errors import PageRefusedError

LONGEST = 2048
"""Characters of an address; browsers and proxies cut longer ones."""

PORTS = {"http": 80, "https": 443}

_HOST = re.compile(r"[a-z0-9._-]+|[0-9a-f:.]*:[0-9a-f:.]*")
_NOT_IN_AN_ADDRESS = re.compile(r"[\x00-\x20\x7f\\]")
_PATH_SAFE = "/%:@!$&'()*+,;=~"


@dataclass(frozen=True, slots=True)
class Address:
    """Where a page is. `host` is in small letters, an IPv6 one without brackets."""

    scheme: str
    host: str
    path: str
    query: str

    @property
    def port(self) -> int:
        """The scheme's own port; there is no other."""
        return PORTS[self.scheme]

    @property
    def origin(self) -> str:
        """Scheme and host, as a browser's `Origin` header has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}"

    @property
    def target(self) -> str:
        """Path and query, as a request line has them."""
        return f"{self.path}?{self.query}" if self.query else self.path

    def __str__(self) -> str:
        return self.origin + self.target


def address(text: str) -> Address:
    """Read an address; letters outside ASCII in path and query are percent-encoded.

    Raises:
        PageRefusedError: for anything but a plain http or https address.
    """
    if len(text) > LONGEST or _NOT_IN_AN_ADDRESS.search(text):
        raise PageRefusedError("too long, or letters that no address has")
    try:
        split = urlsplit(text)
        return _plain(split, split.port)
    except ValueError as error:
        raise PageRefusedError(str(error)) from error


def _plain(split: SplitResult, port: int | None) -> Address:
    host = split.hostname or ""
    if split.scheme not in PORTS or port not in (None, PORTS[split.scheme]):
        raise ValueError("neither http on port 80 nor https on port 443")
    if "@" in split.netloc or not _HOST.fullmatch(host):
        raise ValueError("a name, a password, or no host")
    if {".", ".."} & set(unquote(split.path).split("/")):
        raise ValueError("dot segments")
    query = quote(split.query, safe=_PATH_SAFE + "?[]")
    return Address(split.scheme, host, quote(split.path or "/", safe=_PATH_SAFE), query)
