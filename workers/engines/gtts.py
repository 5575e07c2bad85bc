"""Google Translate's voice, through gTTS: one request a hundred characters, and it may say no.

gTTS writes the requests; they are sent here, since its own sending checks no certificate, opens a
connection for each request and waits without end.

    line → packed → request → answer → MP3 → PCM, end to end

A redirect, 429, 403 or a page instead of an answer mean that Google has had enough of this machine:
nobody asks again for ten minutes. What fails otherwise is tried again, briefly.
"""

import base64
import binascii
import re
from typing import ClassVar

import gtts
import gtts.version

from reader.errors import (
    EngineBrokenError,
    EngineBusyError,
    EngineError,
    EngineRefusedError,
)
from reader.voices import Region, Voice
from workers.engines.base import Speech
from workers.engines.deadline import REST
from workers.engines.decoding import decoded
from workers.engines.packing import packed
from workers.engines.web import Answer, Web
from workers.pcm import joined

SAMPLE_RATE = 24_000
CHARACTERS: int = gtts.gTTS.GOOGLE_TTS_MAX_CHARS
DEADLINE = 8.0
"""Seconds for each request, its retries included."""

PROBE = 3.0
"""Seconds for the probe."""

ENOUGH = 600.0
"""Seconds that Google is left alone after it refused."""

_URL = "https://translate.google.com/_/TranslateWebserverUi/data/batchexecute"
_AUDIO = re.compile(rf'{gtts.gTTS.GOOGLE_TTS_RPC}","\[\\"(.*?)\\"]')


class Gtts:
    """The voice of Google Translate: a woman of the north."""

    name: ClassVar[str] = "gtts"
    voices: tuple[Voice, ...] = (
        Voice(
            id="gtts-vi",
            name="Giọng nữ (Google)",
            engine="gtts",
            region=Region.NORTH,
            gender="female",
            revision=f"gtts {gtts.version.__version__}",
            sample_rate=SAMPLE_RATE,
            licence="LicenseRef-Google-Translate",
            attribution="Google Translate",
            fallbacks=("espeak-vi-north",),
        ),
    )

    def __init__(self, deadline: float = DEADLINE) -> None:
        self._web = Web(deadline)

    def speak(self, line: str, voice: Voice, pace: float = 1.0) -> Speech:  # noqa: ARG002 - Google has one pace
        """Say one line, in as many requests as it needs."""
        runs = [run for run in packed(line, CHARACTERS) if any(map(str.isalnum, run))]
        sounds = [decoded(self._mp3(run), voice.sample_rate, "MP3") for run in runs]
        return Speech(joined(sounds, voice.sample_rate), voice.sample_rate)

    def answers(self) -> bool:
        """Whether Google says one word."""
        try:
            return bool(self._mp3("đọc", PROBE))
        except EngineError:
            return False

    def _mp3(self, text: str, within: float | None = None) -> bytes:
        answer = self._web.post(
            _URL, within=within, data=_body(text), headers=gtts.gTTS.GOOGLE_TTS_HEADERS
        )
        return _audio(answer)


def _body(text: str) -> str:
    """The request, as gTTS writes it, for at most CHARACTERS of text, which it then leaves as they are."""
    speaker = gtts.gTTS(text, lang="vi", lang_check=False, pre_processor_funcs=[])
    (body,) = speaker.get_bodies()
    return str(body)


def _audio(answer: Answer) -> bytes:
    if answer.status in {403, 429} or 300 <= answer.status < 400:
        raise EngineBusyError(f"Google answered {answer.status}", ENOUGH)
    if answer.status != 200:
        raise EngineBrokenError(f"Google answered {answer.status}", REST)
    if "html" in answer.kind or answer.body.lstrip()[:1] == b"<":
        raise EngineBusyError("Google answered with a page", ENOUGH)
    found = _AUDIO.search(answer.body.decode(errors="replace"))
    if not found:
        raise EngineRefusedError("Google answered without audio")
    try:
        return base64.b64decode(found[1], validate=True)
    except binascii.Error as error:
        raise EngineBrokenError(f"Google's audio is no base64: {error}") from error
