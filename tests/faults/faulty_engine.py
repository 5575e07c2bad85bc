"""An engine that does what the text tells it: it goes wrong at a word, and speaks all else as a tone."""

import ctypes
import os
import time
from dataclasses import replace

import numpy as np

from reader.voices import Voice
from workers.engines.base import Speech
from workers.engines.tone import SAMPLE_RATE, Tone


def hang() -> None:
    time.sleep(600)


def hang_in_c() -> None:
    sum(range(10**15))


def leave() -> None:
    os._exit(3)


def crash() -> None:
    ctypes.string_at(0)


def nothing() -> Speech:
    return Speech(b"", SAMPLE_RATE)


def garbage() -> Speech:
    return "<html>502</html>"  # type: ignore[return-value]


def noise() -> Speech:
    hour = np.random.default_rng(1).integers(-9999, 9999, SAMPLE_RATE * 3600, np.int16)
    return Speech(hour.tobytes(), SAMPLE_RATE)


AT = {
    "treo": hang,
    "kẹt": hang_in_c,
    "thoát": leave,
    "sập": crash,
    "rỗng": nothing,
    "rác": garbage,
    "nhiễu": noise,
}
"""What it does where a line holds the word."""


class Faulty(Tone):
    """Two voices: one has a fallback, one has none."""

    name = "faulty"
    voices: tuple[Voice, ...] = (
        replace(Tone.voices[0], id="faulty", engine="faulty", fallbacks=("tone",)),
        replace(Tone.voices[0], id="lonely", engine="faulty"),
    )

    def speak(self, line: str, voice: Voice, pace: float = 1.0) -> Speech:
        for word in line.split():
            if word in AT:
                given = AT[word]()
                if given is not None:
                    return given
        return super().speak(line, voice, pace)
