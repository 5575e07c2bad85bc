from dataclasses import replace

import numpy as np
import pytest

from reader.errors import EngineBrokenError
from workers.engines.plausible import check
from workers.engines.tone import SAMPLE_RATE, Tone

LINE = "một hai ba bốn"
VOICE = Tone.voices[0]
GOOD = Tone().speak(LINE, VOICE)


def noise(seconds):
    return np.random.default_rng(1).integers(-9999, 9999, SAMPLE_RATE * seconds, np.int16).tobytes()


def test_speech_passes():
    check(GOOD, LINE, VOICE, 1.0)
    check(replace(GOOD, pcm=b"", words=None), "… !", VOICE, 1.0)


@pytest.mark.parametrize(
    "harmed",
    [
        replace(GOOD, pcm=b""),
        replace(GOOD, pcm=bytes(len(GOOD.pcm))),
        replace(GOOD, pcm=GOOD.pcm[:-1]),
        replace(GOOD, pcm=noise(3600)),
        replace(GOOD, sample_rate=8000),
        replace(GOOD, words=GOOD.words[:-1]),
    ],
    ids=["nothing", "silence", "half a sample", "an hour of noise", "another rate", "other words"],
)
def test_what_is_no_speech_is_refused(harmed):
    with pytest.raises(EngineBrokenError):
        check(harmed, LINE, VOICE, 1.0)
