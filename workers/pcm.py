"""Shapes what an engine spoke: one loudness for all, no stray silence, the pause that was asked for.

    Speech  →  level: −18 LUFS, peaks limited  →  trim both ends  →  pause  →  Shaped

AudioSegment joins and pads. numpy does what looks at the samples: AudioSegment's own gain clips the
peaks that it lifts too high, and it seeks silence and fades step by step in Python.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pydub import AudioSegment

from workers.engines.base import Span, Speech
from workers.estimate import estimate
from workers.levels import level, mean_squares

REVISION = "shape 2"
"""Changes whenever shaping gives other sound for the same speech: part of every voice's revision."""

SILENCE = 10 ** (-50 / 20)
"""Root mean square under which the edge of a line is silence: 32 dB under speech."""

STEP = 5
"""Milliseconds in which silence is looked for."""

LOOK = 64
"""Steps in one look: where sound begins and ends is found without looking at all between."""

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
    sound, lead = _trimmed(levelled, rate)
    words = speech.words
    if words is None:
        words = estimate(line, sound, rate)
    else:
        words = _moved(words, lead / rate, len(sound) / rate)
    padded = _segment(sound, rate) + AudioSegment.silent(pause, rate)
    return Shaped(padded.raw_data, words, speech.words is None)


def joined(sounds: Iterable[NDArray[np.int16]], sample_rate: int) -> bytes:
    """The answers to one line's requests, each trimmed, as one PCM."""
    whole = AudioSegment.silent(0, sample_rate)
    for sound in sounds:
        whole += _segment(_trimmed(sound, sample_rate)[0], sample_rate)
        whole += AudioSegment.silent(SEAM, sample_rate)
    pcm: bytes = whole.raw_data
    return pcm


def _segment(samples: NDArray[np.int16], sample_rate: int) -> AudioSegment:
    return AudioSegment(data=samples.tobytes(), sample_width=2, frame_rate=sample_rate, channels=1)


def _trimmed(samples: NDArray[np.int16], sample_rate: int) -> tuple[NDArray[np.int16], int]:
    """What is between two silences, faded in and out, and the sample at which it began."""
    step = STEP * sample_rate // 1000
    looks = range(0, -(-len(samples) // step), LOOK)
    first = next((steps[0] for steps in _sounding(samples, step, looks)), None)
    if first is None:
        return samples[:0], 0
    last = next(steps[-1] for steps in _sounding(samples, step, reversed(looks)))
    lead = step * int(first)
    sound = samples[lead : step * (int(last) + 1)].copy()
    ramp = np.linspace(0, 1, min(FADE * sample_rate // 1000, len(sound)), endpoint=False)
    for edge in (sound[: len(ramp)], sound[::-1][: len(ramp)]):
        edge[:] = edge * ramp
    return sound, lead


def _sounding(
    samples: NDArray[np.int16], step: int, looks: Iterable[int]
) -> Iterator[NDArray[np.intp]]:
    """The steps that are no silence, of each look that has any."""
    for look in looks:
        stretch = samples[step * look : step * (look + LOOK)]
        steps = np.flatnonzero(mean_squares(stretch, step) > SILENCE**2)
        if steps.size:
            yield look + steps


def _moved(words: tuple[Span, ...], lead: float, length: float) -> tuple[Span, ...]:
    """Words after `lead` seconds were cut off and only `length` was kept."""

    def kept(moment: float) -> float:
        return min(max(moment - lead, 0.0), length)

    return tuple(Span(kept(word.start), kept(word.end)) for word in words)
