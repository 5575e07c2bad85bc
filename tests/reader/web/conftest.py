"""The web program over a real Redis, a real store and the real use case; only nobody speaks."""

import hashlib
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from audio_cache import AudioCache, NoticeBoard
from reader import presence
from reader.broker import Broker
from reader.catalogue import BOARD, LASTS, Catalogue, offer
from reader.fetching import Fetcher
from reader.jobs import Queue
from reader.listening import Listening
from reader.orders import Orders
from reader.pages import PageReader
from reader.portal import Portal
from reader.presence import Post
from reader.publishing import Publishing
from reader.recording import Part, Recording
from reader.register import Listens, Register
from reader.reports import Reports
from reader.sites import DEMO, Sites
from reader.timing import PartTiming, SentenceTiming, sentence_facts
from reader.web.app import create_app
from reader.web.services import Services, WebOptions
from tests.reader.articles import VOICE

SECOND = 22050


@pytest.fixture
def services(cache: AudioCache, redis_server, redis) -> Services:
    board = NoticeBoard(redis, BOARD, LASTS)
    board.pin({VOICE.id: offer(VOICE, rank=0, reachable=True)})
    broker = Broker(redis_server.broker)
    listening = Listening(cache, Orders(cache, broker), Catalogue(board))
    portal = Portal(listening, lambda: Sites({}, other=DEMO), Fetcher(), PageReader())
    reports, store = Reports(redis), cache.store
    publishing = Publishing(portal, Register(store, redis), Listens(store, redis), reports)
    workers = presence.board(redis)
    Post(workers, "all@here", tuple(Queue)).attend()
    return Services(listening, cache.index, broker, workers, portal, publishing, reports)


@pytest.fixture
def app(services: Services) -> Iterator[Flask]:
    app = create_app(services, WebOptions(max_body=1 << 20, max_characters=100_000))
    yield app
    services.broker.app.close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


class Studio:
    """Makes what was ordered, at once: every line lasts a second, every part has its own bytes."""

    def __init__(self, cache: AudioCache) -> None:
        self.cache = cache

    def make(self, key: str, parts: int | None = None) -> bytes:
        """Make the first parts of a recording, and the whole file where these are all of them."""
        recipe = self.cache.recipe(key)
        assert recipe is not None
        recording = Recording.from_recipe(recipe)
        audio = b""
        for part in recording.parts[:parts]:
            audio += self.cache.add_part(
                part.key, sound(part.key), timing(recording, part).facts()
            ).audio
        if parts is None or parts >= len(recording.parts):
            self.cache.add_recording(key, audio, manifest(recording))
        return audio


@pytest.fixture
def studio(cache: AudioCache) -> Studio:
    return Studio(cache)


def sound(key: str) -> bytes:
    return hashlib.shake_256(key.encode()).digest(1000)


def timing(recording: Recording, part: Part) -> PartTiming:
    lines = tuple(words(n, line.spoken) for n, line in enumerate(recording.lines(part)))
    return PartTiming(SECOND * len(lines), SECOND, ("espeak",), estimated=False, lines=lines)


def words(start: float, spoken: str) -> tuple[tuple[float, float], ...]:
    count = len(spoken.split())
    return tuple((start + n / count, start + (n + 1) / count) for n in range(count))


def manifest(recording: Recording) -> dict[str, object]:
    times = [
        SentenceTiming(float(n), n + 1.0, words(n, s.spoken))
        for n, s in enumerate(recording.sentences)
    ]
    return {
        "title": recording.title,
        "engines": ["espeak"],
        "duration": float(len(times)),
        "sentences": sentence_facts(times),
    }
