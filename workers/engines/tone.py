"""A tone for each word: no speech, but a true engine, for tests and for a first try.

Deterministic, needs nothing, and knows to the sample when each word sounds.
"""

from functools import lru_cache
from typing import ClassVar
from zlib import crc32

import numpy as np

from reader.voices import Region, Voice
from workers.engines.base import Speech
from workers.engines.words import word_spans

SAMPLE_RATE = 22_050
WORD = 0.2
"""Seconds a word takes at pace 1."""

_SOUNDING = 0.8  # of that time
_LEVEL = 0.17
_LOUDNESS = -20.4  # LUFS, measured


class Tone:
    """Says every word as a sine, whose pitch is the word's own."""

    name: ClassVar[str] = "tone"
    voices: tuple[Voice, ...] = (
        Voice(
            id="tone",
            name="Tiếng bíp (để thử)",
            engine="tone",
            region=Region.NORTH,
            gender="",
            revision="tone 1",
            sample_rate=SAMPLE_RATE,
            licence="MIT",
            attribution="",
        ),
    )

    def speak(self, line: str, voice: Voice, pace: float = 1.0) -> Speech:
        """One tone a word, all of one length."""
        words = line.split()
        length = round(WORD / pace * voice.sample_rate)
        pcm = b"".join(_tone(crc32(word.encode(errors="replace")) % 24, length) for word in words)
        begins = {index: index * length / SAMPLE_RATE for index in range(len(words))}
        seconds = len(words) * length / SAMPLE_RATE
        return Speech(pcm, SAMPLE_RATE, word_spans(begins, len(words), seconds), _LOUDNESS)


@lru_cache(maxsize=256)
def _tone(semitones: int, length: int) -> bytes:
    """`length` samples, the last of them silent; semitones count from 220 Hz."""
    time = np.arange(int(length * _SOUNDING)) / SAMPLE_RATE
    wave = np.sin(2 * np.pi * 220 * 2 ** (semitones / 12) * time)
    wave *= _LEVEL * np.minimum(1, np.minimum(time, time[::-1]) / 0.005)
    samples = np.zeros(length, np.int16)
    samples[: len(wave)] = np.rint(wave * 32767)
    return samples.tobytes()
