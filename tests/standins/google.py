"""A stand-in for Google Translate's speech: its wire format, on this machine, with its bad days.

It is the HTTPS proxy that HTTPS_PROXY names, so that the real client asks the real address:

    with Google() as google:
        os.environ |= google.environment
        google.mode = "429"

Every word is a tone. MODES lists what else it can do.
"""

import base64
import json
import ssl
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Self
from urllib.parse import parse_qs

import numpy as np
import soxr
import trustme

from workers.encoding import encode
from workers.engines.tone import SAMPLE_RATE, Tone

HOST = "translate.google.com"
MODES = (
    "ok",
    "302",
    "429",
    "403",
    "500",
    "503",
    "noaudio",
    "html",
    "badbase64",
    "notmp3",
    "cut",
    "hang",
    "drip",
    "reset",
)


class Google:
    """The stand-in, listening on 127.0.0.1.

    `mode` is what it does; `fail_from` (a request's number, from 1) when `mode` begins, `every` how
    often from then on. `asked` holds the text of each request, in order; `connections` counts them.
    """

    def __init__(self, mode: str = "ok", fail_from: int = 1, every: int = 1) -> None:
        self.mode, self.fail_from, self.every = mode, fail_from, every
        self.asked: list[str] = []
        self.connections = 0
        self.closing = threading.Event()
        self._folder = TemporaryDirectory(prefix="google-")
        authority = trustme.CA()
        self._bundle = Path(self._folder.name) / "ca.pem"
        authority.cert_pem.write_to_path(str(self._bundle))
        self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(HOST).configure_cert(self.tls)
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.google = self

    @property
    def environment(self) -> dict[str, str]:
        """Variables with which any program meets this stand-in, and trusts it."""
        proxy = f"http://127.0.0.1:{self._server.server_port}"
        return {"HTTPS_PROXY": proxy, "REQUESTS_CA_BUNDLE": str(self._bundle), "NO_PROXY": ""}

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._folder.cleanup()

    def next_mode(self, text: str) -> str:
        """How the request that says `text` is answered."""
        self.asked.append(text)
        over = len(self.asked) - self.fail_from
        return self.mode if over >= 0 and over % self.every == 0 else "ok"


class _Server(ThreadingHTTPServer):
    google: Google
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is what some modes are for."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def log_message(self, *_: Any) -> None:
        """Tests read `asked`."""

    def do_CONNECT(self) -> None:
        self.server.google.connections += 1
        self.send_response(200, "Connection established")
        self.end_headers()
        self.wfile.flush()
        self.connection = self.server.google.tls.wrap_socket(self.connection, server_side=True)
        self.rfile = self.connection.makefile("rb", -1)
        self.wfile = self.connection.makefile("wb", 0)
        self.close_connection = False

    def finish(self) -> None:
        try:
            super().finish()
        finally:
            self.connection.close()  # the server closes only the socket beneath TLS

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        text = json.loads(json.loads(form["f.req"][0])[0][0][1])[0]
        mode = self.server.google.next_mode(text)
        getattr(self, f"_{mode}", self._status)(mode, text)

    def _status(self, mode: str, _: str) -> None:
        self._send(
            int(mode), "text/html", b"<html>Our systems have detected unusual traffic</html>"
        )

    def _302(self, *_: str) -> None:
        self.send_response(302)
        self.send_header("Location", "https://www.google.com/sorry/index")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _ok(self, _: str, text: str) -> None:
        self._answer(base64.b64encode(mp3(text)).decode())

    def _noaudio(self, *_: str) -> None:
        self._answer(None)

    def _badbase64(self, *_: str) -> None:
        self._answer("//NExA!!")

    def _notmp3(self, *_: str) -> None:
        self._answer(base64.b64encode(b"<html>sorry</html>" * 50).decode())

    def _cut(self, _: str, text: str) -> None:
        whole = wire(base64.b64encode(mp3(text)).decode())
        self._send(200, "application/json; charset=utf-8", whole[: len(whole) // 2])

    def _html(self, *_: str) -> None:
        self._send(200, "text/html", b"<html>Before you continue to Google</html>")

    def _hang(self, *_: str) -> None:
        self.server.google.closing.wait()

    def _drip(self, _: str, text: str) -> None:
        whole = wire(base64.b64encode(mp3(text)).decode())
        self._head(200, "application/json; charset=utf-8", len(whole))
        for byte in whole:
            self.wfile.write(bytes([byte]))
            if self.server.google.closing.wait(0.2):
                break

    def _reset(self, *_: str) -> None:
        self.connection.close()
        self.close_connection = True

    def _answer(self, audio: str | None) -> None:
        self._send(200, "application/json; charset=utf-8", wire(audio))

    def _send(self, status: int, kind: str, body: bytes) -> None:
        self._head(status, kind, len(body))
        self.wfile.write(body)

    def _head(self, status: int, kind: str, length: int) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(length))
        self.end_headers()


def mp3(text: str) -> bytes:
    """A tone for each word, as Google sends its speech: MPEG-2 Layer III, 24 kHz, mono."""
    tone = Tone()
    pcm = np.frombuffer(tone.speak(text, tone.voices[0]).pcm, np.int16)
    return encode(soxr.resample(pcm, SAMPLE_RATE, 24_000).tobytes(), 24_000).frames


def wire(audio: str | None) -> bytes:
    """An answer of `batchexecute`: chunks of JSON, each after its length."""
    inner = None if audio is None else json.dumps([audio])
    chunks = (
        [["wrb.fr", "jQ1olc", inner, None, None, None, "generic"], ["di", 66], ["af.httprm", 65]],
        [["e", 4, None, None, 1]],
    )
    return b")]}'\n\n" + b"".join(_chunks(chunks))


def _chunks(chunks: tuple[Any, ...]) -> Iterator[bytes]:
    for chunk in chunks:
        line = json.dumps(chunk, separators=(",", ":"))
        yield f"{len(line) + 2}\n{line}\n".encode()
