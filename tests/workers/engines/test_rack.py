"""Who speaks, when the wanted voice cannot."""

import threading
from dataclasses import replace

import numpy as np
import pytest

from reader.errors import EngineBrokenError, EngineBusyError, EngineError, EngineMissingError
from workers import pcm
from workers.engines.rack import Rack
from workers.engines.rests import MemoryRests
from workers.engines.tone import Tone

LINE = "một hai ba bốn"


class Far(Tone):
    """A tone from elsewhere, at 24 kHz, that fails as it is told."""

    def __init__(self, name="far", fallbacks=("tone",)):
        self.name = name
        self.failure = None
        self.calls = 0
        self.probes = 0
        voice = replace(Tone.voices[0], id=f"{name}-vi", engine=name, sample_rate=24_000)
        self.voices = (replace(voice, fallbacks=fallbacks),)

    def speak(self, line, voice, pace=1.0):
        self.calls += 1
        if self.failure:
            raise self.failure
        return replace(super().speak(line, voice, pace), sample_rate=voice.sample_rate)

    def answers(self):
        self.probes += 1
        return self.failure is None


@pytest.fixture
def far():
    return Far()


@pytest.fixture
def rests():
    return MemoryRests()


@pytest.fixture
def rack(far, rests):
    return Rack([far, Tone()], rests)


def voice(rack, id_):
    return next(each for each in rack.voices() if each.id == id_)


def test_the_wanted_voice_speaks(rack):
    speech, by = rack.speak(LINE, voice(rack, "far-vi"))
    assert (by.id, speech.sample_rate, len(speech.words)) == ("far-vi", 24_000, 4)


@pytest.mark.parametrize("failure", [EngineBusyError, EngineBrokenError, EngineMissingError])
def test_a_fallback_speaks_at_the_wanted_rate(rack, far, failure):
    far.failure = failure("away")
    speech, by = rack.speak(LINE, voice(rack, "far-vi"))
    assert by.id == "tone"
    assert by == voice(rack, "tone")
    assert speech.sample_rate == 24_000
    assert len(speech.pcm) / 2 / 24_000 == pytest.approx(0.8, abs=0.001)
    assert speech.words[-1].end == pytest.approx(0.8)
    samples = np.frombuffer(speech.pcm, np.int16)
    assert samples.max() == pytest.approx(0.17 * 32767, rel=0.1)


def test_a_fallback_that_is_not_here_is_passed_over(rests):
    far = Far(fallbacks=("piper-none", "tone"))
    far.failure = EngineBusyError("no")
    rack = Rack([far, Tone()], rests)
    assert rack.speak(LINE, voice(rack, "far-vi"))[1].id == "tone"


def test_a_voice_whose_engine_is_gone_is_spoken_by_its_fallback(far, rests):
    gone = voice(Rack([far], rests), "far-vi")
    assert Rack([Tone()], rests).speak(LINE, gone)[1].id == "tone"


def test_where_none_can_the_last_failure_is_told(far, rests):
    other = Far("other", fallbacks=())
    far.voices = (replace(far.voices[0], fallbacks=("other-vi",)),)
    far.failure, other.failure = EngineBusyError("first"), EngineBrokenError("last")
    rack = Rack([far, other], rests)
    with pytest.raises(EngineBrokenError, match="last"):
        rack.speak(LINE, voice(rack, "far-vi"))


def test_where_nobody_is_there_at_all(rests, far):
    with pytest.raises(EngineMissingError):
        Rack([], rests).speak(LINE, replace(far.voices[0], fallbacks=()))


def test_one_failure_that_asks_for_rest_spares_the_engine(rack, far):
    far.failure = EngineBusyError("enough", rest=600)
    wanted = voice(rack, "far-vi")
    for _ in range(5):
        assert rack.speak(LINE, wanted)[1].id == "tone"
    assert far.calls == 1
    assert not rack.reachable(wanted)
    assert far.probes == 0


def test_a_failure_of_one_line_is_that_line_s_alone(rack, far):
    wanted = voice(rack, "far-vi")
    far.failure = EngineBrokenError("this line")
    rack.speak(LINE, wanted)
    far.failure = None
    assert rack.speak(LINE, wanted)[1].id == "far-vi"


def test_after_its_rest_a_probe_brings_it_back(rack, far):
    wanted = voice(rack, "far-vi")
    far.failure = EngineBusyError("enough", rest=0.01)
    rack.speak(LINE, wanted)
    far.failure = None
    while not rack.reachable(wanted):
        pass
    assert rack.speak(LINE, wanted)[1].id == "far-vi"


def test_what_is_here_can_be_reached_and_what_is_not_cannot(rack, far):
    assert rack.reachable(voice(rack, "tone"))
    assert rack.reachable(voice(rack, "far-vi"))
    far.failure = EngineError("away")
    assert not rack.reachable(voice(rack, "far-vi"))
    assert not rack.reachable(replace(far.voices[0], engine="none"))


def test_a_pace_is_heard_and_is_in_the_revision(rests):
    rack = Rack([Tone()], rests, {"tone": 0.5})
    plain = Rack([Tone()], rests)
    slow, quick = rack.voices()[0], plain.voices()[0]
    assert slow.revision != quick.revision
    assert len(rack.speak(LINE, slow)[0].pcm) == 2 * len(plain.speak(LINE, quick)[0].pcm)
    assert len(plain.speak(LINE, quick, 0.5)[0].pcm) == 2 * len(plain.speak(LINE, quick)[0].pcm)


def test_how_a_voice_is_shaped_is_in_its_revision(rests, monkeypatch):
    before = Rack([Tone()], rests).voices()[0].revision
    monkeypatch.setattr(pcm, "REVISION", "shape of another kind")
    assert Rack([Tone()], rests).voices()[0].revision != before


def test_voices_stand_best_first(rests):
    rack = Rack([Far("espeak"), Far("somebody"), Far("gtts"), Far("piper")], rests)
    assert [each.engine for each in rack.voices()] == ["gtts", "piper", "somebody", "espeak"]


class Here(Tone):
    """A tone made in this process, with a fallback, that does what it is told."""

    def __init__(self, does):
        self.name = "here"
        self.does = does
        self.calls = 0
        self.voices = (replace(Tone.voices[0], id="here", engine="here", fallbacks=("tone",)),)

    def speak(self, line, voice, pace=1.0):
        self.calls += 1
        return self.does(line, voice, pace)


def test_an_engine_that_hangs_is_interrupted_and_rests():
    here = Here(lambda *_: threading.Event().wait(60))
    rack = Rack([here, Tone()], MemoryRests(), patience=0.05)
    for _ in range(3):
        assert rack.speak(LINE, voice(rack, "here"))[1].id == "tone"
    assert here.calls == 1


@pytest.mark.parametrize(
    "gives", [None, "noise", replace(Tone().speak(LINE, Tone.voices[0]), pcm=b"")]
)
def test_what_is_no_speech_is_said_by_the_fallback(gives):
    rack = Rack([Here(lambda *_: gives), Tone()], MemoryRests())
    assert rack.speak(LINE, voice(rack, "here"))[1].id == "tone"


def test_an_error_of_somebody_s_engine_is_a_failure_of_its_voice(rests):
    here = Here(lambda *_: 1 // 0)
    assert Rack([here, Tone()], rests).speak(LINE, here.voices[0])[1].id == "tone"
    with pytest.raises(EngineBrokenError):
        Rack([here], rests).speak(LINE, here.voices[0])


def test_a_voice_that_rests_speaks_where_no_other_can(rests):
    here = Here(Tone().speak)
    rack = Rack([here, Tone()], rests)
    rack.rest(voice(rack, "here"), 60)
    assert rack.speak(LINE, voice(rack, "here"))[1].id == "tone"
    alone = Rack([here], rests)
    alone.rest(voice(alone, "here"), 60)
    assert alone.speak(LINE, voice(alone, "here"))[1].id == "here"
