"""Microsoft's voices against a stand-in for their WebSocket."""

import pytest

from reader.errors import EngineBrokenError, EngineBusyError, EngineRefusedError
from tests.standins.edge_service import EdgeService
from workers.engines.edge import ENOUGH, Edge

LINE = "Chiều ngày hai mươi chín, Ban chỉ đạo – quận đã tổ chức Hội nghị."


@pytest.fixture
def service(monkeypatch):
    with EdgeService() as standin:
        monkeypatch.setattr("edge_tts.communicate.WSS_URL", standin.url)
        yield standin


@pytest.fixture
def engine():
    return Edge(deadline=1.5)


def test_both_voices_speak_with_word_times(service, engine):
    for voice in engine.voices:
        speech = engine.speak(LINE, voice)
        starts = [word.start for word in speech.words]
        assert len(starts) == len(LINE.split())
        delay = 1105 / 24_000  # a decoder's, before the first sample that went in
        assert starts == pytest.approx(
            [0.2 * index + delay for index in range(len(starts))], abs=0.01
        )
    assert service.asked == [LINE] * 2


def test_a_line_of_marks_is_not_asked_for(service, engine):
    assert engine.speak("– …", engine.voices[0]).pcm == b""
    assert service.asked == []


@pytest.mark.usefixtures("service")
def test_a_slower_pace_is_asked_for(engine, monkeypatch):
    rates = []
    monkeypatch.setattr(
        "edge_tts.communicate.mkssml",
        lambda config, text: rates.append(config.rate) or f"<prosody>{text.decode()}</prosody>",
    )
    engine.speak(LINE, engine.voices[0], 0.9)
    assert rates == ["-10%"]


@pytest.mark.parametrize(
    ("mode", "outcome", "handshakes"),
    [
        ("403", (EngineBusyError, ENOUGH), 2),  # the client mends its clock once
        ("429", (EngineBusyError, ENOUGH), 1),
        ("500", (EngineBrokenError, 30), 1),
        ("hang", (EngineBrokenError, 30), 1),
        ("drip", (EngineBrokenError, 30), 1),
        ("unknown", (EngineBrokenError, 30), 1),
        ("badmp3", (EngineBrokenError, 0), 1),
        ("noaudio", (EngineRefusedError, 0), 1),
        ("reset", (EngineRefusedError, 0), 1),
    ],
)
def test_every_bad_day_has_its_error(service, engine, mode, outcome, handshakes):
    service.mode = mode
    error, rest = outcome
    with pytest.raises(error) as raised:
        engine.speak(LINE, engine.voices[0])
    assert raised.value.rest == rest
    assert service.handshakes == handshakes


def test_nobody_there(engine, monkeypatch):
    monkeypatch.setattr("edge_tts.communicate.WSS_URL", "ws://127.0.0.1:9/edge/v1?x=1")
    with pytest.raises(EngineBrokenError):
        engine.speak(LINE, engine.voices[0])
    assert not engine.answers()


@pytest.mark.parametrize(("mode", "answers"), [("ok", True), ("429", False), ("noaudio", False)])
def test_whether_it_answers(service, engine, mode, answers):
    service.mode = mode
    assert engine.answers() is answers
