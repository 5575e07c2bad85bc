"""Microsoft Edge's reading voices, through edge-tts: over the network, with word times.

An undocumented service that may refuse a whole range of addresses: an operator asks for it by
installing the extra. Only edge-tts's asynchronous stream is used; its synchronous one hangs for ever
on any error.
"""

import asyncio
from importlib.metadata import version
from typing import ClassVar, TypedDict

import aiohttp
from edge_tts import Communicate
from edge_tts.exceptions import EdgeTTSException, NoAudioReceived

from reader.errors import EngineBrokenError, EngineBusyError, EngineError, EngineRefusedError
from reader.voices import Region, Voice
from workers.encoding import DELAY
from workers.engines.base import Span, Speech
from workers.engines.deadline import REST, Deadline
from workers.engines.decoding import decoded
from workers.engines.words import word_at, word_spans

SAMPLE_RATE = 24_000
DEADLINE = 10.0
"""Seconds for a line."""

PROBE = 3.0
ENOUGH = 600.0
"""Seconds that Microsoft is left alone after it refused."""

_TICK = 1e-7  # seconds
_VOICES = {
    "edge-vi-hoaimy": ("vi-VN-HoaiMyNeural", "Giọng nữ Hoài My (Microsoft)", "female"),
    "edge-vi-namminh": ("vi-VN-NamMinhNeural", "Giọng nam Nam Minh (Microsoft)", "male"),
}


class Edge:
    """Hoài My and Nam Minh."""

    name: ClassVar[str] = "edge"

    def __init__(
        self,
        deadline: float = DEADLINE,
        fallbacks: tuple[str, ...] = ("gtts-vi", "espeak-vi-north"),
    ) -> None:
        self._deadline: Deadline[_Heard] = Deadline(deadline)
        self.voices = tuple(
            Voice(
                id=id_,
                name=name,
                engine=self.name,
                region=Region.NORTH,
                gender=gender,
                revision=f"edge-tts {version('edge-tts')}",
                sample_rate=SAMPLE_RATE,
                licence="LicenseRef-Microsoft-Edge",
                attribution="Microsoft Edge",
                fallbacks=fallbacks,
            )
            for id_, (_, name, gender) in _VOICES.items()
        )

    def speak(self, line: str, voice: Voice, pace: float = 1.0) -> Speech:
        """Say one line in one connection; word times are the service's own."""
        if not any(map(str.isalnum, line)):
            return Speech(b"", SAMPLE_RATE)
        heard = self._hear(line, voice, pace, self._deadline.seconds)
        samples = decoded(bytes(heard["mp3"]), SAMPLE_RATE, "MP3")
        words = _words(line, heard["words"], samples.size / SAMPLE_RATE)
        return Speech(samples.tobytes(), SAMPLE_RATE, words)

    def answers(self) -> bool:
        """Whether the service says one word."""
        try:
            return bool(self._hear("đọc", self.voices[0], 1, PROBE)["mp3"])
        except EngineError:
            return False

    def _hear(self, line: str, voice: Voice, pace: float, seconds: float) -> "_Heard":
        speaker = Communicate(
            line,
            _VOICES[voice.id][0],
            rate=f"{round((pace - 1) * 100):+d}%",
            boundary="WordBoundary",
        )
        return self._deadline.run(lambda: asyncio.run(_heard(speaker, seconds)), seconds)


class _Heard(TypedDict):
    """What one line brought: MP3, and each word with the second it begins at."""

    mp3: bytearray
    words: list[tuple[str, float]]


async def _heard(speaker: Communicate, seconds: float) -> _Heard:
    """All that comes within the deadline, after which nothing of it is left running."""
    heard = _Heard(mp3=bytearray(), words=[])
    try:
        async with asyncio.timeout(seconds):
            async for chunk in speaker.stream():
                if chunk["type"] == "audio":
                    heard["mp3"] += chunk["data"]
                elif chunk["type"] == "WordBoundary":
                    heard["words"].append((chunk["text"], chunk["offset"] * _TICK))
    except (aiohttp.ClientError, EdgeTTSException, OSError, ValueError) as error:
        raise _failure(error) from error
    return heard


def _failure(error: Exception) -> EngineError:
    """What an error of the client means: OSError includes that the deadline is over."""
    if isinstance(error, NoAudioReceived):
        return EngineRefusedError("Microsoft answered without audio")
    if isinstance(error, aiohttp.ClientResponseError) and error.status in {403, 429}:
        return EngineBusyError(f"Microsoft answered {error.status}", ENOUGH)
    return EngineBrokenError(f"Microsoft: {type(error).__name__}: {error}", REST)


def _words(line: str, heard: list[tuple[str, float]], seconds: float) -> tuple[Span, ...] | None:
    """Spans for the words of a line, from those that are named in it, in order."""
    begins: dict[int, float] = {}
    at = 0
    for text, second in heard:
        found = line.find(text, at)
        if found >= 0:
            begins.setdefault(word_at(line, found), second + DELAY / SAMPLE_RATE)
            at = found + len(text)
    return word_spans(begins, len(line.split()), seconds) if begins else None
