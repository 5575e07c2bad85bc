"""libespeak-ng by ctypes: a line in, PCM and word events out.

It keeps its state in C globals, and dies where two threads enter it: it is opened once a process,
when it is first needed, and used under one lock. Each line is spoken in another thread, for Python
delivers signals to the main one: a time limit that rose inside the callback would be lost in C.
"""

import ctypes
import threading
from functools import cache

import espeakng_loader

from reader.errors import EngineBrokenError, EngineMissingError
from workers.engines.deadline import Deadline

DEADLINE = 60.0
"""Seconds for a line: ten thousand times what one takes."""

_SYNCHRONOUS = 2  # espeak_AUDIO_OUTPUT: PCM comes to the callback, in the calling thread
_DONT_EXIT = 0x8000  # report missing data, do not end the process
_UTF8 = 1
_RATE = 1  # espeak_PARAMETER
_WORD = 1  # espeak_EVENT_TYPE
_GO_ON, _STOP = 0, 1

Events = list[tuple[int, int]]
"""For each word event, the code point and the sample it begins at."""


@cache
def library() -> "Library":
    """The one library of this process."""
    return Library(espeakng_loader.get_library_path(), espeakng_loader.get_data_path())


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


class _Line:
    """What the callback brings of one line; `unwanted` once nobody waits for it."""

    def __init__(self) -> None:
        self.pcm = bytearray()
        self.events: Events = []
        self.unwanted = False

    def receive(self, samples, count, events) -> int:  # type: ignore[no-untyped-def]  # noqa: ANN001 - C's
        if samples and count > 0:
            self.pcm += ctypes.string_at(samples, 2 * count)
        at = 0
        while kind := events[at].type:
            if kind == _WORD:
                self.events.append((events[at].text_position - 1, events[at].sample))
            at += 1
        return _STOP if self.unwanted else _GO_ON


class Library:
    """libespeak-ng, initialised; keeps what its callback brings until the line is finished."""

    def __init__(self, path: str, data: str) -> None:
        self._lock = threading.Lock()
        self._deadline: Deadline[tuple[bytes, Events]] = Deadline(DEADLINE, most=64)
        self._line = _Line()
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

    def _receive(self, samples, count, events) -> int:  # type: ignore[no-untyped-def]  # noqa: ANN001 - C's
        return self._line.receive(samples, count, events)

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

    def speak(self, text: str, language: str, rate: int) -> tuple[bytes, Events]:
        """PCM and word events of a line, in an espeak language, at so many words a minute.

        Raises:
            EngineBrokenError: the library failed, or hung.
            EngineMissingError: it has no such language.
        """
        line = _Line()
        try:
            return self._deadline.run(lambda: self._synthesise(line, text, language, rate))
        except BaseException:
            line.unwanted = True
            raise

    def _synthesise(self, line: _Line, text: str, language: str, rate: int) -> tuple[bytes, Events]:
        encoded = text.encode(errors="replace") + b"\0"
        with self._lock:
            self._choose(language, rate)
            self._line = line
            status = self._c.espeak_Synth(encoded, len(encoded), 0, 1, 0, _UTF8, None, None)
        if status != 0:
            raise EngineBrokenError(f"espeak_Synth returned {status}")
        return bytes(line.pcm), line.events

    def _choose(self, language: str, rate: int) -> None:
        if self._speaking == (language, rate):
            return
        # A voice takes 2 ms to choose: a title's other pace must not cost that twice.
        if self._speaking[0] != language and self._c.espeak_SetVoiceByName(language.encode()):
            raise EngineMissingError(f"libespeak-ng has no voice {language}")
        self._c.espeak_SetParameter(_RATE, rate, 0)
        self._speaking = (language, rate)
