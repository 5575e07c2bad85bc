"""The Opus file of a recording: as long as its MP3, in half its bytes, made once."""

import json
import subprocess

import numpy as np
import pytest

from audio_cache import Format, names
from reader.jobs import OpusJob
from workers.encoding import encode
from workers.engines.contract import LINE
from workers.engines.espeak import Espeak
from workers.opus import TRIES, Packer

KEY = "a" * 64
JOB = OpusJob(KEY)


@pytest.fixture(scope="module")
def spoken():
    """Parts of espeak's speech as they are joined, and the seconds that a decoder gives for them."""
    engine = Espeak()
    pcm = engine.speak(LINE, engine.voices[0]).pcm
    part = encode(pcm, 22_050)
    return part.frames * 4, part.samples * 4 / 22_050


@pytest.fixture
def recorded(cache, spoken):
    cache.add_recording(KEY, spoken[0], {"duration": spoken[1]})
    return cache


def decoded(path, rate=24_000):
    command = ["ffmpeg", "-v", "error", "-i", path, "-ar", str(rate), "-f", "s16le", "-"]
    done = subprocess.run(command, capture_output=True, check=True)
    assert not done.stderr
    return np.frombuffer(done.stdout, np.int16).astype(float)


def test_it_is_opus_that_tells_its_length(recorded, spoken):
    Packer(recorded).pack(JOB)
    found = recorded.recording(KEY, Format.OPUS)
    command = ["ffprobe", "-v", "error", "-show_format", "-show_streams", "-of", "json", found.path]
    told = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    assert told["streams"][0]["codec_name"] == "opus"
    assert float(told["format"]["duration"]) == pytest.approx(spoken[1], abs=0.03)
    assert found.length < 0.7 * len(spoken[0])


def test_it_sounds_when_the_mp3_sounds(recorded):
    Packer(recorded).pack(JOB)
    mp3 = decoded(recorded.recording(KEY).path)
    webm = decoded(recorded.recording(KEY, Format.OPUS).path)
    run = mp3[24_000:72_000]
    likeness = [run @ webm[24_000 + lag : 72_000 + lag] for lag in range(-240, 241)]
    assert abs(int(np.argmax(likeness)) - 240) < 24, "within a millisecond, so its word times hold"


def test_the_same_mp3_gives_the_same_file(recorded):
    Packer(recorded).pack(JOB)
    first = recorded.recording(KEY, Format.OPUS).path.read_bytes()
    recorded.store.remove(names.audio(KEY, Format.OPUS))
    Packer(recorded).pack(JOB)
    assert recorded.recording(KEY, Format.OPUS).path.read_bytes() == first


def test_what_is_there_is_not_made_again(recorded):
    recorded.add_recording(KEY, b"opus", {}, Format.OPUS)
    Packer(recorded).pack(JOB)
    assert recorded.recording(KEY, Format.OPUS).path.read_bytes() == b"opus"


def test_while_another_worker_is_at_it_nothing_is_done(recorded):
    assert recorded.index.take(JOB.claim, "another").attempts == 1
    Packer(recorded).pack(JOB)
    assert recorded.recording(KEY, Format.OPUS) is None
    assert recorded.index.failure([JOB.claim]) == ""


def test_a_recording_that_was_swept_away_meanwhile(cache):
    Packer(cache).pack(JOB)
    assert cache.recording(KEY, Format.OPUS) is None


def test_what_is_no_sound_fails_and_says_so(cache):
    cache.add_recording(KEY, b"no sound at all", {})
    Packer(cache).pack(JOB)
    assert cache.recording(KEY, Format.OPUS) is None
    assert cache.index.failure([JOB.claim]) == "engine-broken"


def test_what_kills_its_worker_is_given_up(recorded):
    for _ in range(TRIES):
        recorded.index.take(JOB.claim, "dies")
        recorded.index.release(JOB.claim)
    Packer(recorded).pack(JOB)
    assert recorded.index.failure([JOB.claim]) == "engine-broken"
