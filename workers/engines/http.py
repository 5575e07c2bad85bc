"""Any server that speaks as OpenAI's `/v1/audio/speech` does: VieNeu-TTS, speaches, a box with a GPU.

The operator names its address, its model and its voices; a listener never does.
"""

from collections.abc import Mapping
from typing import ClassVar

from reader.errors import (
    EngineBrokenError,
    EngineBusyError,
    EngineError,
    EngineMissingError,
    EngineRefusedError,
)
from reader.voices import Region, Voice
from workers.engines.base import Speech
from workers.engines.deadline import REST
from workers.engines.decoding import decoded
from workers.engines.web import Answer, Web

SAMPLE_RATE = 24_000
DEADLINE = 20.0
"""Seconds for a line: such a server may be slow."""

PROBE = 3.0
LOCKED = 600.0
"""Seconds that a server is left alone which does not know our key, or our path."""


class Http:
    """The voices of one server.

    `url` is the address before "/audio/speech", "http://10.0.0.5:8000/v1"; `voices` the server's
    names for its voices, each with the name that a listener reads.
    """

    name: ClassVar[str] = "http"

    def __init__(  # noqa: PLR0913 - what a server wants to be told
        self,
        url: str = "",
        voices: Mapping[str, str] | None = None,
        *,
        model: str = "tts-1",
        key: str = "",
        deadline: float = DEADLINE,
        fallbacks: tuple[str, ...] = ("gtts-vi", "espeak-vi-north"),
    ) -> None:
        if not url:
            raise EngineMissingError("no address of a server is set")
        self._url = f"{url.rstrip('/')}/audio/speech"
        self._headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._model = model
        self._web = Web(deadline)
        self.voices = tuple(
            Voice(
                id=f"http-{name}",
                name=title,
                engine=self.name,
                region=Region.NORTH,
                gender="",
                revision=f"http {model}",
                sample_rate=SAMPLE_RATE,
                licence="LicenseRef-unknown",
                attribution="",
                fallbacks=fallbacks,
            )
            for name, title in (voices or {"default": "Giọng của máy chủ"}).items()
        )

    def speak(self, line: str, voice: Voice, pace: float = 1.0) -> Speech:
        """Say one line in one request."""
        if not any(map(str.isalnum, line)):
            return Speech(b"", SAMPLE_RATE)
        audio = self._asked(line, voice, pace)
        return Speech(
            decoded(audio, SAMPLE_RATE, "WAV", "MP3", "FLAC", "OGG").tobytes(), SAMPLE_RATE
        )

    def answers(self) -> bool:
        """Whether the server says one word."""
        try:
            return bool(self._asked("đọc", self.voices[0], 1, PROBE))
        except EngineError:
            return False

    def _asked(self, line: str, voice: Voice, pace: float, within: float | None = None) -> bytes:
        request = {
            "model": self._model,
            "input": line,
            "voice": voice.id.removeprefix("http-"),
            "response_format": "wav",
            "speed": pace,
        }
        return _audio(self._web.post(self._url, within=within, json=request, headers=self._headers))


def _audio(answer: Answer) -> bytes:
    status = f"the server answered {answer.status}"
    if answer.status == 200:
        return answer.body
    if answer.status in {429, 503}:
        raise EngineBusyError(status, REST)
    if answer.status in {401, 403, 404, 405} or 300 <= answer.status < 400:
        raise EngineBrokenError(status, LOCKED)
    if 400 <= answer.status < 500:
        raise EngineRefusedError(status)
    raise EngineBrokenError(status, REST)
