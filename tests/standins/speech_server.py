"""A real server of the shape of OpenAI's `/v1/audio/speech`, on this machine, with its bad days.

Every word is a tone, at 48 kHz as some of them speak. MODES lists what else it can do.
"""

import io
import json
from typing import Any

import numpy as np
import soundfile
import soxr

from tests.standins.moods import Answers, Moody
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


class _Answers(Answers):
    kind = "audio/wav"

    def whole(self, asked: dict[str, Any]) -> bytes:
        return wav(asked["input"], asked["speed"])

    def do_POST(self) -> None:  # noqa: N802 - the library calls it so
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        mode = self.server.moody.next_mode(asked)
        if self.headers["Authorization"] != f"Bearer {KEY}":
            mode = "401"
        elif self.path != "/v1/audio/speech":
            mode = "404"
        self.answer(mode, asked)

    def _empty(self, *_: Any) -> None:
        self.send(200, self.kind, b"")

    def _endless(self, *_: Any) -> None:
        self.head(200, self.kind, 1 << 40)
        while not self.server.moody.closing.is_set():
            self.wfile.write(bytes(1 << 20))


class SpeechServer(Moody):
    """The stand-in. `asked` holds the JSON of each request."""

    handler = _Answers

    @property
    def url(self) -> str:
        return f"{self.address}/v1"


def wav(text: str, pace: float) -> bytes:
    tone = Tone()
    pcm = np.frombuffer(tone.speak(text, tone.voices[0], pace).pcm, np.int16)
    out = io.BytesIO()
    soundfile.write(out, soxr.resample(pcm, SAMPLE_RATE, 48_000), 48_000, format="WAV")
    return out.getvalue()
