"""Word times worked out from the sound, beside the times that engines know."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.extraction import from_text
from reader.text import NONE, sentences
from reader.voices import Region
from workers.engines.espeak import Espeak
from workers.engines.tone import Tone
from workers.estimate import estimate
from workers.pcm import shape

CORPUS = Path(__file__).parents[1] / "corpus" / "article.txt"
RATE = 22_050


def lines():
    article = from_text(CORPUS.read_text(encoding="utf-8"))
    found = sentences(article, NONE, Region.NORTH)
    return [piece.spoken for sentence in found for piece in sentence.pieces if piece.spoken]


def test_the_real_article_beside_espeak_s_own_times():
    """Measured: median 59 ms, nine of ten within 139 ms; Piper's on its own sound 43 and 144 ms."""
    engine = Espeak()
    errors = []
    for line in lines():
        speech = engine.speak(line, engine.voices[0])
        told = shape(speech, line, 0).words
        worked_out = shape(replace(speech, words=None), line, 0).words
        errors += [abs(a.start - b.start) for a, b in zip(told, worked_out, strict=True)]
    assert len(errors) > 900
    assert np.median(errors) < 0.075
    assert np.quantile(errors, 0.9) < 0.18


def spoken(*stretches, pause=0.3):
    """Tones for each stretch's words, with a pause between the stretches."""
    engine = Tone()
    silence = bytes(2 * int(pause * RATE))
    pcm = silence.join(engine.speak(line, engine.voices[0]).pcm for line in stretches)
    return np.frombuffer(pcm, np.int16)


def test_a_pause_stands_at_the_comma():
    line = "một hai ba, bốn năm sáu bảy tám"
    words = estimate(line, spoken("một hai ba,", "bốn năm sáu bảy tám"), RATE)
    assert words[2].end == pytest.approx(0.56, abs=0.05)
    assert words[3].start == pytest.approx(0.9, abs=0.05)


def test_a_pause_without_a_mark_is_still_believed():
    words = estimate("a b c d e f g h", spoken("a b", "c d e f g h"), RATE)
    assert words[1].end == pytest.approx(0.36, abs=0.05)
    assert words[2].start == pytest.approx(0.7, abs=0.05)


def test_longer_words_take_longer():
    words = estimate("a nghiêng tivi", spoken("a b c"), RATE)
    lengths = [word.end - word.start for word in words]
    assert lengths == sorted(lengths)


@given(
    st.lists(st.sampled_from(["một", "hai,", "–", "Covid", "B", "2021", "nghiêng."]), max_size=12),
    st.lists(st.integers(1, 6), max_size=4),
)
def test_times_rise_and_fit_whatever_is_said(words, stretches):
    line = " ".join(words)
    sound = spoken(*("x " * count for count in stretches)) if stretches else np.zeros(0, np.int16)
    spans = estimate(line, sound, RATE)
    assert len(spans) == len(words)
    moments = [moment for span in spans for moment in (span.start, span.end)]
    assert moments == sorted(moments)
    assert all(0 <= moment <= sound.size / RATE + 1e-6 for moment in moments)
