"""Whether what an engine gave can be speech at all: asked of every line, so it costs next to nothing."""

import numpy as np

from reader.errors import EngineBrokenError
from reader.voices import Voice
from workers.engines.base import Speech

BEFORE, WORD = 10.0, 2.0
"""Seconds that any line may take, and each of its words besides, at the voice's own pace."""

FAINT = 33
"""The loudest sample of what nobody hears: −60 dBFS."""


def check(speech: Speech, line: str, voice: Voice, pace: float) -> None:
    """Refuse what is no speech.

    Raises:
        EngineBrokenError: half a sample, another rate, silence, or far too long.
    """
    words = line.split()
    seconds = len(speech.pcm) / 2 / speech.sample_rate
    _hold(speech.sample_rate == voice.sample_rate, f"spoken at {speech.sample_rate} Hz")
    _hold(len(speech.pcm) % 2 == 0, "half a sample")
    _hold(seconds * min(pace, 1) <= BEFORE + WORD * len(words), f"{seconds:.0f} s of sound")
    _hold(speech.words is None or len(speech.words) == len(words), "times for other words")
    if any(letter.isalnum() for letter in line):
        samples = np.frombuffer(speech.pcm, np.int16)
        loudest = max(int(samples.max(initial=0)), -int(samples.min(initial=0)))
        _hold(loudest > FAINT, "silence")


def _hold(condition: bool, otherwise: str) -> None:
    if not condition:
        raise EngineBrokenError(f"no speech: {otherwise}")
