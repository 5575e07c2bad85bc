"""What a listener gets on each bad day of an engine that speaks elsewhere: the whole article, always.

Three sentences, spoken as a worker speaks them, by an engine whose server has that day, with espeak
behind it. Who was heard, and how often the server was asked, is printed as a table.
"""

import pytest

from reader.recording import Recording
from tests.reader.articles import sentence
from tests.standins.edge_service import EdgeService
from tests.standins.google import Google
from tests.standins.speech_server import KEY, SpeechServer
from workers.engines.edge import Edge
from workers.engines.espeak import Espeak
from workers.engines.gtts import Gtts
from workers.engines.http import Http
from workers.engines.rack import Rack
from workers.engines.rests import MemoryRests
from workers.speaking import speak_part

WORDS = ("một hai ba", "bốn năm sáu bảy", "tám chín mười")
DEADLINE = 10.0
SHORT = 1.0
"""Seconds of the deadline where the server makes us wait for it."""

GTTS = {
    "302": 1,
    "429": 1,
    "403": 1,
    "html": 1,
    "500": 3,
    "503": 3,
    "reset": 3,
    "hang": 1,
    "drip": 1,
}
GTTS_LINES = {"noaudio": 3, "cut": 3, "badbase64": 3, "notmp3": 3}
EDGE = {"403": 2, "429": 1, "500": 1, "hang": 1, "drip": 1, "unknown": 1}
EDGE_LINES = {"badmp3": 3, "noaudio": 3, "reset": 3}
HTTP = {"401": 1, "404": 1, "429": 1, "500": 3, "503": 3, "hang": 1, "drip": 1, "reset": 3}
HTTP_LINES = {"422": 3, "html": 3, "empty": 3}

DAYS = [
    ("gtts", "ok", 3),
    *(("gtts", mode, calls) for mode, calls in {**GTTS, **GTTS_LINES}.items()),
    ("edge", "ok", 3),
    *(("edge", mode, calls) for mode, calls in {**EDGE, **EDGE_LINES}.items()),
    ("http", "ok", 3),
    *(("http", mode, calls) for mode, calls in {**HTTP, **HTTP_LINES}.items()),
]


@pytest.fixture
def served(request, monkeypatch):
    """An engine, its server, and how often that was asked."""
    name = request.param
    if name == "gtts":
        with Google() as google:
            for variable, value in google.environment.items():
                monkeypatch.setenv(variable, value)
            yield Gtts(deadline=DEADLINE), google, lambda: len(google.asked)
    elif name == "edge":
        with EdgeService() as service:
            monkeypatch.setattr("edge_tts.communicate.WSS_URL", service.url)
            yield Edge(DEADLINE, ("espeak-vi-north",)), service, lambda: service.handshakes
    else:
        with SpeechServer() as server:
            engine = Http(server.url, key=KEY, deadline=DEADLINE, fallbacks=("espeak-vi-north",))
            yield engine, server, lambda: len(server.asked)


def impatient(engine):
    """The same with the short deadline."""
    within = engine._deadline if isinstance(engine, Edge) else engine._web._deadline
    within.seconds = SHORT
    return engine


def spoken(engine):
    """The three sentences, part by part, and who spoke each."""
    rack = Rack([engine, Espeak()], MemoryRests())
    recording = Recording.of("", [sentence(words) for words in WORDS], rack.voices()[0])
    parts = [speak_part(recording.lines(part), recording.voice, rack) for part in recording.parts]
    return [voice.engine for part in parts for voice in part.voices], parts


@pytest.mark.parametrize(("served", "mode", "calls"), DAYS, indirect=["served"])
def test_the_listener_hears_it_all(served, mode, calls, record_property):
    engine, server, asked = served
    server.mode = mode
    if mode in {"hang", "drip"}:
        engine = impatient(engine)
    speakers, parts = spoken(engine)
    assert set(speakers) == ({engine.name} if mode == "ok" else {"espeak"})
    timed = [len(words) for part in parts for words in part.timing.lines]
    assert timed == [len(words.split()) for words in WORDS], "nothing missing, nothing twice"
    assert asked() == calls
    record_property("fault", (engine.name, mode, speakers, calls))


@pytest.mark.parametrize("served", ["gtts", "http"], indirect=True)
def test_what_fails_now_and_then_is_got_over(served, record_property):
    engine, server, asked = served
    server.mode, server.every = "500", 2
    speakers, _ = spoken(engine)
    assert speakers == [engine.name] * 3
    assert asked() == 6
    record_property("fault", (engine.name, "500, every other", speakers, asked()))
