"""Parts laid end to end: every decoder hears each click where the counting says it is."""

import io
import subprocess

import numpy as np
import pytest
import soundfile

from workers.encoding import (
    DELAY,
    SAMPLES_PER_FRAME,
    Encoder,
    count_frames,
    encode,
    frame_starts,
)

RATES = (16_000, 22_050, 24_000)
MILLISECOND = 1 / 1000


def clicks(seconds, rate, at, pause=0.3):
    """Silence with clicks at these seconds and a pause after it."""
    samples = np.zeros(int((seconds + pause) * rate), np.int16)
    for moment in at:
        samples[int(moment * rate)] = 20_000
    return samples.tobytes()


def noise(seconds, rate, pause):
    wave = np.random.default_rng(1).normal(0, 3000, int(seconds * rate)).astype(np.int16)
    return wave.tobytes() + bytes(2 * int(pause * rate))


def by_soundfile(mp3):
    """By libmpg123, which libsndfile reads MP3 with."""
    return soundfile.read(io.BytesIO(mp3))[0]


def by_ffmpeg(mp3):
    done = subprocess.run(
        ["ffmpeg", "-v", "error", "-f", "mp3", "-i", "-", "-f", "f32le", "-"],
        input=mp3,
        capture_output=True,
        check=True,
    )
    assert not done.stderr
    return np.frombuffer(done.stdout, np.float32)


@pytest.mark.parametrize("decode", [by_soundfile, by_ffmpeg])
@pytest.mark.parametrize("rate", RATES)
def test_a_click_sounds_where_it_is_counted(rate, decode):
    lengths, at = (1.0, 0.731, 2.2, 0.4003, 1.5), (0.1, 0.25, 0.377)
    parts = [encode(clicks(seconds, rate, at), rate) for seconds in lengths]
    heard = np.abs(decode(b"".join(part.frames for part in parts)))
    assert len(heard) == sum(part.samples for part in parts)
    before = 0
    for part in parts:
        for moment in at:
            counted = before + part.delay + int(moment * rate)
            near = heard[counted - 400 : counted + 400]
            assert abs(int(near.argmax()) - 400) <= MILLISECOND * rate
        before += part.samples


@pytest.mark.parametrize("rate", RATES)
def test_a_part_with_a_pause_lasts_as_long_as_its_pcm(rate):
    pcm = clicks(1.234, rate, (0.2,))
    assert 0 <= encode(pcm, rate).samples - len(pcm) // 2 < SAMPLES_PER_FRAME


@pytest.mark.parametrize("pause", [0.0, 0.01, 0.052, 0.3])
def test_no_sound_is_lost_at_the_end(pause):
    """A click in the very last sample before the pause is heard."""
    pcm = noise(0.5, 22_050, 0) + clicks(0.5, 22_050, (0.49995,), pause)
    part = encode(pcm, 22_050)
    heard = np.abs(by_soundfile(part.frames))
    assert part.samples == count_frames(part.frames) * SAMPLES_PER_FRAME
    last = DELAY + 22_050 // 2 + int(0.49995 * 22_050)
    assert abs(int(heard[last - 300 :].argmax()) - 300) <= MILLISECOND * 22_050


def test_silence_and_nothing_are_encoded_too():
    assert count_frames(encode(b"", 22_050).frames) == 2
    assert encode(b"", 22_050).samples == 2 * SAMPLES_PER_FRAME
    assert not by_soundfile(encode(bytes(20_000), 24_000).frames).any()


def test_a_part_needs_nothing_before_it():
    """The reservoir of a first frame is empty: `main_data_begin` is 0, though later ones are used."""
    frames = encode(noise(2, 22_050, 0.2), 22_050).frames
    begins = [frames[at + 4] for at in frame_starts(frames)]
    assert begins[0] == 0
    assert any(begins)


def test_constant_bitrate_without_extras():
    frames = encode(noise(3, 24_000, 0.2), 24_000).frames
    starts = list(frame_starts(frames))
    assert starts[1] == 144
    assert len(frames) == 144 * len(starts)
    assert b"Xing" not in frames
    assert b"Info" not in frames
    assert b"ID3" not in frames


@pytest.mark.parametrize(
    "harmed",
    [
        lambda mp3: mp3[:-1],
        lambda mp3: mp3 + b"\0",
        lambda mp3: b"ID3" + mp3,
        lambda mp3: mp3[:144] + b"\0" + mp3[144:],
        lambda mp3: b"<html>" * len(mp3),
        lambda mp3: b"\xff\xf3\xff\xff" + mp3[4:],
    ],
    ids=["cut", "a byte more", "tagged", "a byte between", "a page", "a bitrate that is none"],
)
def test_what_is_no_mp3_is_not_counted(harmed):
    with pytest.raises(ValueError, match=r"frame"):
        count_frames(harmed(encode(noise(0.5, 24_000, 0), 24_000).frames))


@pytest.mark.parametrize("cuts", [(1, 3), (10, 400, 401), (9_000, 60_000), ()])
def test_a_part_is_the_same_in_whatever_stretches_it_comes(cuts):
    whole = noise(3.0, 22_050, 0.3)
    encoder, begin = Encoder(22_050), 0
    for end in (*(2 * cut for cut in cuts), len(whole)):
        encoder.add(whole[begin:end])
        begin = end
    assert encoder.finish() == encode(whole, 22_050)
