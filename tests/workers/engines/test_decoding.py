"""What a speaking server sends, decoded in the thread that time limits interrupt."""

import io
import sys

import numpy as np
import pytest
import soundfile

from reader.errors import EngineBrokenError
from workers.encoding import encode
from workers.engines.decoding import decoded

RATE = 24_000
TONE = (9000 * np.sin(np.arange(RATE) / 20)).astype(np.int16)


def wav():
    file = io.BytesIO()
    soundfile.write(file, TONE, RATE, format="WAV")
    return file.getvalue()


@pytest.mark.parametrize(
    ("audio", "kind"), [(wav(), "WAV"), (encode(TONE.tobytes(), RATE).frames, "MP3")]
)
def test_sound_comes_as_samples(audio, kind):
    samples = decoded(audio, RATE, kind)
    assert samples.dtype == np.int16
    assert len(samples) == pytest.approx(RATE, rel=0.15)
    assert np.abs(samples).max() == pytest.approx(9000, rel=0.15)


@pytest.mark.parametrize("audio", [b"", b"<html>", wav()[:20]])
def test_what_is_no_sound_is_refused(audio):
    with pytest.raises(EngineBrokenError):
        decoded(audio, RATE, "WAV", "MP3")


def test_a_time_limit_is_lost_nowhere_in_the_decoder():
    """What a signal raises in Python that C has called is printed, and the work goes on."""
    audio, calls = wav(), []

    def called(frame, event, _):
        if event == "call":
            calls.append(frame.f_code.co_name)

    sys.setprofile(called)
    try:
        decoded(audio, RATE, "WAV")
    finally:
        sys.setprofile(None)
    assert not [name for name in calls if name.startswith("vio_")]
