"""A portal on this machine that answers as a test says, and a trap that nobody may step on."""

import select
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address

from reader.fetching import Fetcher, Limits

Answer = Callable[[BaseHTTPRequestHandler], None]

PORTAL = "127.0.0.2"
"""Where the portal listens, and the only address that these tests' fetcher may connect to."""
QUICK = Limits(seconds=0.5, wire_bytes=100_000, decoded_bytes=200_000, redirects=4)


class Names:
    """A name server of our own: each host's answers in turn, the last one for good."""

    def __init__(self, **answers: list[list[tuple[str, int]]]) -> None:
        self.answers = {host.replace("_", "."): list(turns) for host, turns in answers.items()}
        self.asked: list[tuple[str, int]] = []

    def __call__(self, host: str, port: int) -> list[tuple[str, int]]:
        self.asked.append((host, port))
        turns = self.answers.get(host, [[]])
        return turns.pop(0) if len(turns) > 1 else turns[0]


class Portal:
    """Answers each path as `answers` says; remembers the requests."""

    def __init__(
        self, tls: ssl.SSLContext | None = None, at: tuple[str, int] = (PORTAL, 0)
    ) -> None:
        self.answers: dict[str, Answer] = {}
        self.requests: list[tuple[str, dict[str, str]]] = []
        portal = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                portal.requests.append((self.path, dict(self.headers)))
                portal.answers[self.path](self)

            def log_message(self, *_args: object) -> None: ...

        self.server = ThreadingHTTPServer(at, Handler)
        self.server.handle_error = lambda *_args: None  # type: ignore[method-assign]
        if tls:
            self.server.socket = tls.wrap_socket(self.server.socket, server_side=True)
        self.at = (at[0], self.server.server_address[1])

    @contextmanager
    def running(self) -> Iterator["Portal"]:
        thread = threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield self
        self.server.shutdown()
        self.server.server_close()
        thread.join()


class Trap:
    """Listens where nobody may connect."""

    def __init__(self, host: str = "127.0.0.1") -> None:
        self.socket = socket.create_server((host, 0))
        self.port: int = self.socket.getsockname()[1]
        self.at = (host, self.port)

    @property
    def stepped_on(self) -> bool:
        return bool(select.select([self.socket], [], [], 0)[0])


def answer(body: bytes, status: int = 200, **headers: str) -> Answer:
    """An answer with these headers; `content_type` is Content-Type."""

    def send(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        named = {"content_type": "text/html; charset=utf-8", **headers}
        for name, value in named.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return send


def redirect(to: str, status: int = 302) -> Answer:
    return answer(b"", status, Location=to)


def fetcher(names: Names, limits: Limits = QUICK, tls: ssl.SSLContext | None = None) -> Fetcher:
    """A fetcher that may connect to the portal's address and to nowhere else."""
    return Fetcher(limits, names, lambda found: found == ip_address(PORTAL), tls)
