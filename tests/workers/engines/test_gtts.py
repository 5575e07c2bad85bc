"""Google's voice against a stand-in that speaks Google's wire format, with verified TLS."""

import ssl

import numpy as np
import pytest

from reader.errors import (
    EngineBrokenError,
    EngineBusyError,
    EngineRefusedError,
)
from tests.standins.google import Google
from workers.engines.gtts import CHARACTERS, ENOUGH, Gtts

LINE = (
    "Chiều ngày hai mươi chín tháng sáu, Ban chỉ đạo xây dựng và thực hiện quy chế dân chủ ở cơ sở "
    "quận đã tổ chức Hội nghị, sơ kết công tác sáu tháng đầu năm."
)


@pytest.fixture
def google(monkeypatch):
    with Google() as standin:
        for name, value in standin.environment.items():
            monkeypatch.setenv(name, value)
        yield standin


@pytest.fixture
def engine():
    return Gtts(deadline=1.5)


def speak(engine, line=LINE):
    return engine.speak(line, engine.voices[0])


def test_a_line_is_asked_for_in_few_requests_over_one_connection(google, engine):
    speech = speak(engine)
    assert " ".join(google.asked) == LINE
    assert len(google.asked) == 3
    assert all(len(text) <= CHARACTERS for text in google.asked)
    assert google.connections == 1
    assert speech.sample_rate == 24_000
    assert len(speech.pcm) / 2 / 24_000 == pytest.approx(0.2 * len(LINE.split()), abs=1)
    assert np.frombuffer(speech.pcm, np.int16).max() > 3000


def test_a_line_of_marks_is_not_asked_for(google, engine):
    assert speak(engine, "– … !").pcm == b""
    assert google.asked == []


@pytest.mark.parametrize(
    ("mode", "outcome", "calls"),
    [
        ("302", (EngineBusyError, ENOUGH), 1),
        ("429", (EngineBusyError, ENOUGH), 1),
        ("403", (EngineBusyError, ENOUGH), 1),
        ("html", (EngineBusyError, ENOUGH), 1),
        ("500", (EngineBrokenError, 30), 3),
        ("503", (EngineBrokenError, 30), 3),
        ("reset", (EngineBrokenError, 30), 3),
        ("hang", (EngineBrokenError, 30), 1),
        ("drip", (EngineBrokenError, 30), 1),
        ("noaudio", (EngineRefusedError, 0), 1),
        ("cut", (EngineRefusedError, 0), 1),
        ("badbase64", (EngineBrokenError, 0), 1),
        ("notmp3", (EngineBrokenError, 0), 1),
    ],
)
def test_every_bad_day_has_its_error(google, engine, mode, outcome, calls):
    error, rest = outcome
    google.mode = mode
    with pytest.raises(error) as raised:
        speak(engine)
    assert raised.value.rest == rest
    assert len(google.asked) == calls


def test_a_short_failure_is_got_over(google, engine):
    google.mode, google.every = "500", 2
    assert speak(engine).pcm
    assert len(google.asked) > 3


def test_what_hung_once_does_not_spoil_the_next_line(google, engine):
    google.mode = "hang"
    with pytest.raises(EngineBrokenError, match=r"within 1\.5 s"):
        speak(engine)
    google.mode = "ok"
    assert speak(engine).pcm


def test_a_certificate_that_nobody_knows_is_refused(google, engine, monkeypatch):
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", ssl.get_default_verify_paths().openssl_cafile)
    with pytest.raises(EngineBrokenError):
        speak(engine)
    assert google.asked == []


@pytest.mark.parametrize(("mode", "answers"), [("ok", True), ("429", False), ("noaudio", False)])
def test_whether_it_answers(google, engine, mode, answers):
    google.mode = mode
    assert engine.answers() is answers
