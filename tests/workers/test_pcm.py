"""A shaped line: trimmed, levelled, padded, its words moved with it."""

import numpy as np
import pytest

from workers.engines.base import Span, Speech
from workers.engines.espeak import Espeak
from workers.engines.tone import Tone
from workers.pcm import joined, shape

RATE = 22_050


def silence(seconds):
    return bytes(2 * int(seconds * RATE))


def tone(line="a b c"):
    engine = Tone()
    return engine.speak(line, engine.voices[0])


def padded(before, after):
    spoken = tone()
    words = tuple(Span(word.start + before, word.end + before) for word in spoken.words)
    return Speech(silence(before) + spoken.pcm + silence(after), RATE, words, spoken.loudness)


def seconds(pcm):
    return len(pcm) / 2 / RATE


@pytest.mark.parametrize(("before", "after"), [(0, 0), (0.2, 0), (0, 0.3), (0.35, 0.6), (1.3, 2.1)])
def test_stray_silence_goes_and_the_pause_comes(before, after):
    shaped = shape(padded(before, after), "a b c", 250)
    assert seconds(shaped.pcm) == pytest.approx(0.56 + 0.25, abs=0.012)
    assert not any(shaped.pcm[-2 * int(0.249 * RATE) :])


@pytest.mark.parametrize("before", [0, 0.2, 0.35, 1.3])
def test_words_move_with_the_trim(before):
    shaped = shape(padded(before, 0.1), "a b c", 0)
    assert not shaped.estimated
    assert [word.start for word in shaped.words] == pytest.approx([0, 0.2, 0.4], abs=0.006)
    assert shaped.words[-1].end <= seconds(shaped.pcm) + 1e-3


def test_an_edge_that_is_cut_in_the_middle_of_a_wave_does_not_click():
    wave = (9000 * np.cos(np.arange(RATE) / 20)).astype(np.int16)
    shaped = np.frombuffer(shape(Speech(wave.tobytes(), RATE), "a", 100).pcm, np.int16)
    sounding = np.flatnonzero(shaped)
    assert np.abs(np.diff(shaped[: sounding[0] + 10])).max() < 1500
    assert np.abs(np.diff(shaped[sounding[-1] - 10 :])).max() < 1500


def test_a_line_without_sound_is_its_pause():
    shaped = shape(Speech(b"", RATE, None), "…", 300)
    assert seconds(shaped.pcm) == pytest.approx(0.3)
    assert shaped.words == (Span(0, 0),)


def test_times_that_no_engine_told_are_said_to_be_estimated():
    spoken = tone("một hai ba")
    shaped = shape(Speech(spoken.pcm, RATE, None, spoken.loudness), "một hai ba", 0)
    assert shaped.estimated
    assert [word.start for word in shaped.words] == pytest.approx([0, 0.2, 0.4], abs=0.06)


def test_shaping_ends_where_words_end():
    engine = Espeak()
    line = "Chiều ngày hai mươi chín, Hội nghị sơ kết công tác."
    shaped = shape(engine.speak(line, engine.voices[0]), line, 400)
    assert shaped.words[-1].end == pytest.approx(seconds(shaped.pcm) - 0.4, abs=0.005)


def test_the_answers_of_several_requests_are_joined_with_a_breath():
    sound = np.frombuffer(silence(0.3) + tone("a").pcm + silence(0.5), np.int16)
    pcm = joined([sound, sound], RATE)
    assert seconds(pcm) == pytest.approx(2 * (0.16 + 0.12), abs=0.02)
    assert joined([], RATE) == b""
