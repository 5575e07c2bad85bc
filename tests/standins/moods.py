"""What every stand-in over HTTP has: a server on this machine that behaves as it is told.

`mode` is what it does; `fail_from` (a request's number, from 1) when that begins, `every` how often from
then on. `asked` holds what each request asked for, in order.
"""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self


class Moody:
    """A server on 127.0.0.1; `handler` answers by a method for each mode, `_ok`, `_hang`, …"""

    handler: "type[Answers]"

    def __init__(self, mode: str = "ok", fail_from: int = 1, every: int = 1) -> None:
        self.mode, self.fail_from, self.every = mode, fail_from, every
        self.asked: list[Any] = []
        self.closing = threading.Event()
        self._server = _Server(("127.0.0.1", 0), self.handler)
        self._server.moody = self

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()

    def next_mode(self, asked: Any) -> str:
        """How this request is answered."""
        self.asked.append(asked)
        over = len(self.asked) - self.fail_from
        return self.mode if over >= 0 and over % self.every == 0 else "ok"


class _Server(ThreadingHTTPServer):
    moody: Any
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is what some modes are for."""


class Answers(BaseHTTPRequestHandler):
    """The modes that all stand-ins share; `whole` is a good answer, for those that spoil it."""

    protocol_version = "HTTP/1.1"
    server: _Server
    kind: str

    def whole(self, asked: Any) -> bytes:
        raise NotImplementedError

    def answer(self, mode: str, asked: Any) -> None:
        """Answer as that mode does; a mode without a method is a status."""
        getattr(self, f"_{mode}", self._status)(mode, asked)

    def log_message(self, *_: Any) -> None:
        """Tests read `asked`."""

    def _ok(self, _: str, asked: Any) -> None:
        self.send(200, self.kind, self.whole(asked))

    def _status(self, mode: str, _: Any) -> None:
        self.send(int(mode), "text/html", b"<html>Our systems have detected unusual traffic</html>")

    def _html(self, *_: Any) -> None:
        self.send(200, "text/html", b"<html>Before you continue</html>")

    def _hang(self, *_: Any) -> None:
        self.server.moody.closing.wait()

    def _drip(self, _: str, asked: Any) -> None:
        whole = self.whole(asked)
        self.head(200, self.kind, len(whole))
        for byte in whole:
            self.wfile.write(bytes([byte]))
            if self.server.moody.closing.wait(0.2):
                break

    def _reset(self, *_: Any) -> None:
        self.connection.close()
        self.close_connection = True

    def send(self, status: int, kind: str, body: bytes) -> None:
        self.head(status, kind, len(body))
        self.wfile.write(body)

    def head(self, status: int, kind: str, length: int) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(length))
        self.end_headers()
