"""Shapes what an engine spoke: one loudness for all, no stray silence, the pause that was asked for.

    Speech  →  level: −18 LUFS, peaks limited  →  trim both ends  →  pause  →  Shaped

AudioSegment trims, fades and pads. Levelling is numpy's: AudioSegment's own gain clips the peaks
that it lifts too high.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pydub import AudioSegment
from pydub.silence import detect_leading_silence

from workers.engines.base import Span, Speech
from workers.estimate import estimate
from workers.levels import level

REVISION = "shape 1"
"""Changes whenever shaping gives other sound for the same speech: part of every voice's revision."""

SILENCE = -50.0
"""dBFS under which the edge of a line is silence: 32 dB under speech."""

STEP = 5
"""Milliseconds in which silence is looked for."""

FADE = 4
"""Milliseconds in which sound rises and falls at an edge, so that no cut clicks."""

SEAM = 120
"""Milliseconds between two runs that one line was cut into: a comma's breath."""


@dataclass(frozen=True, slots=True)
class Shaped:
    """A line ready to be joined to others.

    Attributes:
        pcm: 16-bit mono samples, the pause included.
        words: a span for each word, in seconds from the first sample.
        estimated: whether these were worked out from the sound, not told by the engine.
    """

    pcm: bytes
    words: tuple[Span, ...]
    estimated: bool


def shape(speech: Speech, line: str, pause: int) -> Shaped:
    """Level, trim and pad one spoken line; `pause` in milliseconds."""
    rate = speech.sample_rate
    levelled = level(np.frombuffer(speech.pcm, np.int16), rate, speech.loudness)
    whole = _segment(levelled, rate)
    lead, end = _edges(whole)
    sound = whole[lead:end].fade_in(FADE).fade_out(FADE)
    words = speech.words
    if words is None:
        words = estimate(line, np.frombuffer(sound.raw_data, np.int16), rate)
    else:
        words = _moved(words, lead / 1000, sound.duration_seconds)
    padded = sound + AudioSegment.silent(pause, rate)
    return Shaped(padded.raw_data, words, speech.words is None)


def joined(sounds: Iterable[NDArray[np.int16]], sample_rate: int) -> bytes:
    """The answers to one line's requests, each trimmed, as one PCM."""
    whole = AudioSegment.silent(0, sample_rate)
    for sound in sounds:
        segment = _segment(sound, sample_rate)
        lead, end = _edges(segment)
        whole += segment[lead:end].fade_in(FADE).fade_out(FADE)
        whole += AudioSegment.silent(SEAM, sample_rate)
    pcm: bytes = whole.raw_data
    return pcm


def _segment(samples: NDArray[np.int16], sample_rate: int) -> AudioSegment:
    return AudioSegment(data=samples.tobytes(), sample_width=2, frame_rate=sample_rate, channels=1)


def _edges(whole: AudioSegment) -> tuple[int, int]:
    """From where to where there is sound, in milliseconds."""
    lead = detect_leading_silence(whole, SILENCE, STEP)
    if lead >= len(whole):
        return 0, 0
    return lead, len(whole) - detect_leading_silence(whole.reverse(), SILENCE, STEP)


def _moved(words: tuple[Span, ...], lead: float, length: float) -> tuple[Span, ...]:
    """Words after `lead` seconds were cut off and only `length` was kept."""

    def kept(moment: float) -> float:
        return min(max(moment - lead, 0.0), length)

    return tuple(Span(kept(word.start), kept(word.end)) for word in words)
