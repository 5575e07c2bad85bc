"""eSpeak NG, in this process: offline, a thousand times faster than speech, and it tells word times.

The library keeps its state in C globals and dies where two threads enter it: it is opened once a
process, at the first voice asked for, and used under one lock. Its noise generator runs on, so the
same line never gives quite the same bytes twice.
"""

import ctypes
import threading
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from functools import cache
from typing import ClassVar

import espeakng_loader

from reader.errors import EngineBrokenError, EngineMissingError
from reader.voices import Region, Voice
from workers.engines.base import Speech
from workers.engines.words import word_spans, word_starts

_SYNCHRONOUS = 2  # espeak_AUDIO_OUTPUT: PCM comes to the callback, in the calling thread
_DONT_EXIT = 0x8000  # report missing data, do not end the process
_UTF8 = 1
_RATE = 1  # espeak_PARAMETER
_WORDS_A_MINUTE = 175  # the library's own default
_WORD = 1  # espeak_EVENT_TYPE
_STOP = 1
_NOTHING = "\u200b"  # says nothing, ends no C string, parts no words

_VOICES = {
    "espeak-vi-north": ("vi", "Giọng nam miền Bắc (eSpeak)", Region.NORTH, -19.75),
    "espeak-vi-central": (
        "vi-vn-x-central",
        "Giọng nam miền Trung (eSpeak)",
        Region.CENTRAL,
        -21.2,
    ),
    "espeak-vi-south": ("vi-vn-x-south", "Giọng nam miền Nam (eSpeak)", Region.SOUTH, -20.4),
}


class Espeak:
    """The three Vietnamese voices of libespeak-ng."""

    name: ClassVar[str] = "espeak"

    @property
    def voices(self) -> tuple[Voice, ...]:
        """North, central, south."""
        library = _library()
        return tuple(
            Voice(
                id=id_,
                name=name,
                engine=self.name,
                region=region,
                gender="male",
                revision=f"espeak-ng {library.version}",
                sample_rate=library.sample_rate,
                licence="GPL-3.0-or-later",
                attribution="eSpeak NG",
            )
            for id_, (_, name, region, _) in _VOICES.items()
        )

    def speak(self, line: str, voice: Voice, pace: float = 1.0) -> Speech:
        """Say one line; word times are the library's own events."""
        language, _, _, loudness = _VOICES[voice.id]
        text = unicodedata.normalize("NFC", line).replace("\0", _NOTHING)
        library = _library()
        pcm, events = library.speak(text, language, round(_WORDS_A_MINUTE * pace))
        starts = word_starts(text)
        begins = _begins(starts, events, library.sample_rate)
        words = word_spans(begins, len(starts), len(pcm) / 2 / library.sample_rate)
        return Speech(pcm, library.sample_rate, words, loudness)


def _begins(
    starts: list[int], events: Iterable[tuple[int, int]], sample_rate: int
) -> dict[int, float]:
    """The second at which each word begins, by its index.

    A number gives several events, at odd places in and after it: each belongs to the word that
    holds its place, and the first one counts.
    """
    begins: dict[int, float] = {}
    for place, sample in events:
        begins.setdefault(max(bisect_right(starts, place) - 1, 0), sample / sample_rate)
    return begins


@cache
def _library() -> "_Library":
    """The one library of this process."""
    return _Library(espeakng_loader.get_library_path(), espeakng_loader.get_data_path())


class _EventId(ctypes.Union):
    _fields_ = (
        ("number", ctypes.c_int),
        ("name", ctypes.c_char_p),
        ("string", ctypes.c_char * 8),
    )


class _Event(ctypes.Structure):
    """espeak_EVENT of speak_lib.h."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _EventId),
    )


_Callback = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event)
)


class _Library:
    """libespeak-ng, initialised; keeps what its callback brings until the line is finished."""

    def __init__(self, path: str, data: str) -> None:
        self._lock = threading.Lock()
        self._pcm = bytearray()
        self._events: list[tuple[int, int]] = []
        self._interruption: BaseException | None = None
        self._speaking = ("", 0)
        try:
            self._c = ctypes.CDLL(path)
        except OSError as error:
            raise EngineMissingError(f"libespeak-ng: {error}") from error
        self._declare()
        self.sample_rate: int = self._c.espeak_Initialize(
            _SYNCHRONOUS, 0, data.encode(), _DONT_EXIT
        )
        if self.sample_rate <= 0:
            raise EngineMissingError(f"libespeak-ng finds no data in {data}")
        self.version = self._c.espeak_Info(None).decode().split()[0]
        self._callback = _Callback(self._receive)  # kept: C holds the only other reference
        self._c.espeak_SetSynthCallback(self._callback)

    def _declare(self) -> None:
        self._c.espeak_Info.restype = ctypes.c_char_p
        self._c.espeak_Synth.argtypes = [
            ctypes.c_char_p,
            ctypes.c_size_t,
            ctypes.c_uint,
            ctypes.c_int,
            ctypes.c_uint,
            ctypes.c_uint,
            ctypes.c_void_p,
            ctypes.c_void_p,
        ]

    def speak(self, text: str, language: str, rate: int) -> tuple[bytes, list[tuple[int, int]]]:
        """PCM, and for each word event the code point and the sample it begins at."""
        encoded = text.encode(errors="replace") + b"\0"
        with self._lock:
            self._choose(language, rate)
            self._pcm, self._events, self._interruption = bytearray(), [], None
            status = self._c.espeak_Synth(encoded, len(encoded), 0, 1, 0, _UTF8, None, None)
            if self._interruption is not None:
                raise self._interruption
            if status != 0:
                raise EngineBrokenError(f"espeak_Synth returned {status}")
            return bytes(self._pcm), self._events

    def _choose(self, language: str, rate: int) -> None:
        if self._speaking == (language, rate):
            return
        if self._c.espeak_SetVoiceByName(language.encode()) != 0:
            raise EngineMissingError(f"libespeak-ng has no voice {language}")
        self._c.espeak_SetParameter(_RATE, rate, 0)
        self._speaking = (language, rate)

    def _receive(self, samples, count, events) -> int:  # type: ignore[no-untyped-def]  # noqa: ANN001 - C's
        """C's callback. What a signal raises in here (a time limit) would be lost in C: it is kept."""
        try:
            self._keep(samples, count, events)
        except BaseException as error:  # noqa: BLE001 - raised again when C has let go
            self._interruption = error
            return _STOP
        return 0

    def _keep(self, samples, count, events) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 - C's
        if samples and count > 0:
            self._pcm += ctypes.string_at(samples, 2 * count)
        at = 0
        while kind := events[at].type:
            if kind == _WORD:
                self._events.append((events[at].text_position - 1, events[at].sample))
            at += 1
