"""What a speaking server sends, as PCM: libsndfile, in its wheel, reads MP3 without ffmpeg.

It is given a file of the system's, and not one of Python's: that it would read by calling back, and a
time limit that a signal raises in a callback is lost in C.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

from reader.errors import EngineBrokenError


def decoded(audio: bytes, sample_rate: int, *formats: str) -> NDArray[np.int16]:
    """Mono samples at `sample_rate` of audio in one of libsndfile's `formats` ("MP3", "WAV").

    Raises:
        EngineBrokenError: it is something else, or broken, or silent for want of samples.
    """
    try:
        with _file(audio) as number, soundfile.SoundFile(number, closefd=False) as file:
            if file.format not in formats:
                raise EngineBrokenError(f"got {file.format}, not {' or '.join(formats)}")
            samples, rate = file.read(dtype="int16", always_2d=True)[:, 0], file.samplerate
    except soundfile.LibsndfileError as error:
        raise EngineBrokenError(f"no audio: {error}") from error
    if not samples.size:
        raise EngineBrokenError("audio without a sample")
    if rate != sample_rate:
        samples = soxr.resample(samples, rate, sample_rate)
    return np.ascontiguousarray(samples)


@contextmanager
def _file(data: bytes) -> Iterator[int]:
    """The number of an open file that holds the data and has no name."""
    with tempfile.TemporaryFile(buffering=0) as file:
        file.write(data)
        file.seek(0)
        yield file.fileno()
