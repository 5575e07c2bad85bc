"""A real server of OpenAI's shape, on its good and bad days."""

import pytest

from reader.errors import (
    EngineBrokenError,
    EngineBusyError,
    EngineMissingError,
    EngineRefusedError,
)
from tests.standins.speech_server import KEY, SpeechServer
from workers.engines.http import LOCKED, Http

LINE = "Ban chỉ đạo quận đã tổ chức Hội nghị."


@pytest.fixture
def server():
    with SpeechServer() as running:
        yield running


@pytest.fixture
def engine(server):
    return Http(server.url, {"binh": "Bình", "ly": "Ly"}, model="m1", key=KEY, deadline=1.5)


def test_a_line_is_one_request(server, engine):
    speech = engine.speak(LINE, engine.voices[1], 0.8)
    assert server.asked == [
        {"model": "m1", "input": LINE, "voice": "ly", "response_format": "wav", "speed": 0.8}
    ]
    assert speech.sample_rate == 24_000
    assert len(speech.pcm) / 2 / 24_000 == pytest.approx(0.25 * len(LINE.split()), abs=0.01)


def test_its_voices_have_the_names_that_were_given(engine):
    assert [(voice.id, voice.name) for voice in engine.voices] == [
        ("http-binh", "Bình"),
        ("http-ly", "Ly"),
    ]
    assert "m1" in engine.voices[0].revision


def test_without_an_address_there_is_no_such_engine():
    with pytest.raises(EngineMissingError):
        Http()


@pytest.mark.parametrize(
    ("mode", "outcome", "calls"),
    [
        ("401", (EngineBrokenError, LOCKED), 1),
        ("404", (EngineBrokenError, LOCKED), 1),
        ("422", (EngineRefusedError, 0), 1),
        ("429", (EngineBusyError, 30), 1),
        ("500", (EngineBrokenError, 30), 3),
        ("503", (EngineBusyError, 30), 3),
        ("hang", (EngineBrokenError, 30), 1),
        ("drip", (EngineBrokenError, 30), 1),
        ("reset", (EngineBrokenError, 30), 3),
        ("html", (EngineBrokenError, 0), 1),
        ("empty", (EngineBrokenError, 0), 1),
    ],
)
def test_every_bad_day_has_its_error(server, engine, mode, outcome, calls):
    server.mode = mode
    error, rest = outcome
    with pytest.raises(error) as raised:
        engine.speak(LINE, engine.voices[0])
    assert raised.value.rest == rest
    assert len(server.asked) == calls


def test_an_answer_without_end_is_not_kept(server):
    patient = Http(server.url, key=KEY, deadline=60)
    server.mode = "endless"
    with pytest.raises(EngineBrokenError, match="without end"):
        patient.speak(LINE, patient.voices[0])


@pytest.mark.parametrize(("mode", "answers"), [("ok", True), ("503", False), ("hang", False)])
def test_whether_it_answers(server, engine, mode, answers):
    server.mode = mode
    assert engine.answers() is answers
