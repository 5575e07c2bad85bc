"""A real server of the shape of OpenAI's `/v1/audio/speech`, on this machine, with its bad days.

Every word is a tone, at 48 kHz as some of them speak; `mode` is what it does, from request number
`fail_from` on, every so often. `asked` holds the JSON of each request, in order.
"""

import io
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

import numpy as np
import soundfile
import soxr

from workers.engines.tone import SAMPLE_RATE, Tone

KEY = "sesame"
MODES = (
    "ok",
    "401",
    "404",
    "422",
    "429",
    "500",
    "503",
    "html",
    "empty",
    "endless",
    "hang",
    "drip",
    "reset",
)


class SpeechServer:
    def __init__(self, mode: str = "ok", fail_from: int = 1, every: int = 1) -> None:
        self.mode, self.fail_from, self.every = mode, fail_from, every
        self.asked: list[dict[str, Any]] = []
        self.closing = threading.Event()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.speech = self

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()

    def next_mode(self, asked: dict[str, Any]) -> str:
        self.asked.append(asked)
        over = len(self.asked) - self.fail_from
        return self.mode if over >= 0 and over % self.every == 0 else "ok"


class _Server(ThreadingHTTPServer):
    speech: SpeechServer
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is what some modes are for."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def log_message(self, *_: Any) -> None:
        """Tests read `asked`."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        mode = self.server.speech.next_mode(asked)
        if self.headers["Authorization"] != f"Bearer {KEY}":
            mode = "401"
        elif self.path != "/v1/audio/speech":
            mode = "404"
        getattr(self, f"_{mode}", self._status)(mode, asked)

    def _status(self, mode: str, _: dict[str, Any]) -> None:
        self._send(int(mode), "application/json", b'{"error": {"message": "no"}}')

    def _ok(self, _: str, asked: dict[str, Any]) -> None:
        self._send(200, "audio/wav", wav(asked["input"], asked["speed"]))

    def _html(self, *_: Any) -> None:
        self._send(200, "text/html", b"<html>Welcome</html>")

    def _empty(self, *_: Any) -> None:
        self._send(200, "audio/wav", b"")

    def _hang(self, *_: Any) -> None:
        self.server.speech.closing.wait()

    def _drip(self, _: str, asked: dict[str, Any]) -> None:
        whole = wav(asked["input"], asked["speed"])
        self._head(200, "audio/wav", len(whole))
        for byte in whole:
            self.wfile.write(bytes([byte]))
            if self.server.speech.closing.wait(0.2):
                break

    def _endless(self, *_: Any) -> None:
        self._head(200, "audio/wav", 1 << 40)
        while not self.server.speech.closing.is_set():
            self.wfile.write(bytes(1 << 20))

    def _reset(self, *_: Any) -> None:
        self.connection.close()
        self.close_connection = True

    def _send(self, status: int, kind: str, body: bytes) -> None:
        self._head(status, kind, len(body))
        self.wfile.write(body)

    def _head(self, status: int, kind: str, length: int) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(length))
        self.end_headers()


def wav(text: str, pace: float) -> bytes:
    tone = Tone()
    pcm = np.frombuffer(tone.speak(text, tone.voices[0], pace).pcm, np.int16)
    out = io.BytesIO()
    soundfile.write(out, soxr.resample(pcm, SAMPLE_RATE, 48_000), 48_000, format="WAV")
    return out.getvalue()
