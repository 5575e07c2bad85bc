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
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import parse_qs

import numpy as np
import soxr
import trustme

from tests.standins.moods import Answers, Moody
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


class _Answers(Answers):
    kind = "application/json; charset=utf-8"

    def whole(self, asked: str) -> bytes:
        return wire(base64.b64encode(mp3(asked)).decode())

    def do_CONNECT(self) -> None:  # noqa: N802 - the library calls it so
        google: Google = self.server.moody
        google.connections += 1
        self.send_response(200, "Connection established")
        self.end_headers()
        self.wfile.flush()
        self.connection = google.tls.wrap_socket(self.connection, server_side=True)
        self.rfile = self.connection.makefile("rb", -1)
        self.wfile = self.connection.makefile("wb", 0)
        self.close_connection = False

    def finish(self) -> None:
        try:
            super().finish()
        finally:
            self.connection.close()  # the server closes only the socket beneath TLS

    def do_POST(self) -> None:  # noqa: N802 - the library calls it so
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        text = json.loads(json.loads(form["f.req"][0])[0][0][1])[0]
        self.answer(self.server.moody.next_mode(text), text)

    def _302(self, *_: str) -> None:
        self.send_response(302)
        self.send_header("Location", "https://www.google.com/sorry/index")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _noaudio(self, *_: str) -> None:
        self.send(200, self.kind, wire(None))

    def _badbase64(self, *_: str) -> None:
        self.send(200, self.kind, wire("//NExA!!"))

    def _notmp3(self, *_: str) -> None:
        page = base64.b64encode(b"<html>sorry</html>" * 50).decode()
        self.send(200, self.kind, wire(page))

    def _cut(self, _: str, text: str) -> None:
        whole = self.whole(text)
        self.send(200, self.kind, whole[: len(whole) // 2])


class Google(Moody):
    """The stand-in. `asked` holds the text of each request; `connections` counts them."""

    handler = _Answers

    def __init__(self, mode: str = "ok", fail_from: int = 1, every: int = 1) -> None:
        super().__init__(mode, fail_from, every)
        self.connections = 0
        self._folder = TemporaryDirectory(prefix="google-")
        authority = trustme.CA()
        self._bundle = Path(self._folder.name) / "ca.pem"
        authority.cert_pem.write_to_path(str(self._bundle))
        self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(HOST).configure_cert(self.tls)

    @property
    def environment(self) -> dict[str, str]:
        """Variables with which any program meets this stand-in, and trusts it."""
        bundle = str(self._bundle)
        return {"HTTPS_PROXY": self.address, "REQUESTS_CA_BUNDLE": bundle, "NO_PROXY": ""}

    def __exit__(self, *_: object) -> None:
        super().__exit__()
        self._folder.cleanup()


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
