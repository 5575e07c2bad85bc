"""Loudness as ffmpeg measures it, and peaks as ffmpeg finds them."""

import re
import subprocess

import numpy as np
import pytest

from workers.engines.espeak import Espeak
from workers.levels import TARGET, level, measure
from workers.limiter import CEILING, limit


def ebur128(samples, rate):
    """Integrated LUFS and true peak in dBTP, by ffmpeg."""
    done = subprocess.run(
        f"ffmpeg -hide_banner -f f32le -ar {rate} -ac 1 -i - -af ebur128=peak=true -f null -".split(),
        input=samples.astype(np.float32).tobytes(),
        capture_output=True,
        check=True,
    )
    summary = done.stderr.decode().rpartition("Summary:")[2]
    loudness, peak = re.search(r"I:\s+(\S+) LUFS.*Peak:\s+(\S+) dBFS", summary, re.DOTALL).groups()
    return float(loudness), float(peak)


def burst(rate, seconds, decibels, hertz=997.0):
    time = np.arange(int(rate * seconds)) / rate
    return (10 ** (decibels / 20) * np.sin(2 * np.pi * hertz * time)).astype(np.float32)


def programme(rate):
    """Loud, quiet, silent: what gating is for."""
    loud, quiet = burst(rate, 3, -20, 300), burst(rate, 3, -26, 2500)
    return np.concatenate([loud, np.zeros(2 * rate, np.float32), quiet, burst(rate, 3, -45), loud])


@pytest.mark.parametrize("rate", [16_000, 22_050, 24_000, 48_000])
def test_loudness_is_what_ffmpeg_measures(rate):
    assert measure(programme(rate), rate) == pytest.approx(
        ebur128(programme(rate), rate)[0], abs=0.1
    )


def test_the_standard_tone():
    """BS.1770: 997 Hz at 0 dBFS in one channel is −3.01 LUFS."""
    assert measure(burst(48_000, 5, 0), 48_000) == pytest.approx(-3.01, abs=0.02)


@pytest.mark.parametrize("length", [0, 1, 100, 5000])
def test_short_and_silent_lines_are_measured_too(length):
    assert measure(np.zeros(length, np.float32), 22_050) == float("-inf")
    assert len(level(np.zeros(length, np.int16), 22_050, None)) == length


def test_short_speech_has_a_loudness():
    assert measure(burst(22_050, 0.2, -20), 22_050) == pytest.approx(-23, abs=0.3)


def test_near_silence_is_not_blown_up():
    hiss = (np.random.default_rng(0).normal(0, 8, 22_050)).astype(np.int16)
    assert np.abs(level(hiss, 22_050, None)).max() < 32768 / 60


def speech():
    engine = Espeak()
    line = "Chiều ngày hai mươi chín, Ban chỉ đạo quận đã tổ chức Hội nghị sơ kết công tác."
    return np.frombuffer(engine.speak(line, engine.voices[0]).pcm, np.int16)


@pytest.mark.parametrize("lift", [-20, -6, 0])
def test_what_is_measured_comes_out_at_the_target(lift):
    quiet = (speech() * 10 ** (lift / 20)).astype(np.int16)
    loudness, _ = ebur128(level(quiet, 22_050, None) / 32768, 22_050)
    assert loudness == pytest.approx(TARGET, abs=0.25)


@pytest.mark.parametrize("lift", [2, 6, 12])
def test_no_peak_is_over_the_ceiling_between_samples_neither(lift):
    loud = speech().astype(np.float32) / 32768 * np.float32(10 ** (lift / 20))
    _, peak = ebur128(limit(loud), 22_050)
    assert peak <= 20 * np.log10(CEILING) + 0.25
    assert peak < -1


def test_what_is_under_the_ceiling_is_left_alone():
    soft = burst(22_050, 1, -6)
    assert np.array_equal(limit(soft.copy()), soft)


def test_the_limiter_makes_no_click():
    """A steady tone around one loud spot: its gain moves gently."""
    tone = burst(22_050, 1, -3, 200)
    loud = tone.copy()
    loud[11_000:11_100] *= 2
    gain = limit(loud.copy()) / np.where(abs(loud) > 0.05, loud, np.nan)
    steps = np.abs(np.diff(gain))
    assert np.nanmax(steps) < 0.02
    assert np.nanmin(gain) == pytest.approx(CEILING / np.abs(loud).max(), abs=0.05)
