from datetime import UTC, datetime

import pytest

from audio_cache import AudioCache, Index
from reader.recording import Recording
from reader.register import Entry, Facts, Recorded, Standing, standing
from tests.reader.articles import VOICE, sentence

NOW = datetime(2026, 11, 26, tzinfo=UTC)
RECORDING = Recording.of("Tin", [sentence("xin chào bà con")], VOICE)
KEY = RECORDING.key
NEW = Entry("1" * 32, "bac-ha", Facts(), NOW, NOW)
ENTRY = NEW.recorded(Recorded(VOICE.id, KEY), NOW)


@pytest.fixture
def cache(store, redis) -> AudioCache:
    return AudioCache(store, Index(redis))


def test_nobody_asked_for_it(cache):
    assert standing(NEW, cache) == Standing("new")


def test_it_is_being_made(cache):
    cache.keep_recipe(KEY, RECORDING.recipe())
    cache.begin(KEY, [part.key for part in RECORDING.parts])
    assert standing(ENTRY, cache) == Standing("pending", KEY)


def test_it_failed(cache):
    cache.keep_recipe(KEY, RECORDING.recipe())
    cache.begin(KEY, [RECORDING.parts[0].key])
    cache.index.settle(RECORDING.parts[0].key, "engine-broken")
    assert standing(ENTRY, cache) == Standing("failed", KEY, code="engine-broken")


def test_it_is_ready(cache):
    cache.add_recording(KEY, b"sound", {"duration": 1.5})
    assert standing(ENTRY, cache) == Standing("ready", KEY, KEY, duration=1.5, length=5)


def test_another_voice_is_ready_first(cache):
    other = Recorded("south", "d" * 64)
    cache.add_recording(KEY, b"sound", {"duration": 1.5})
    asked = ENTRY.recorded(other, NOW)
    assert asked.current() == other
    assert standing(asked, cache, "south").recording == KEY
    cache.add_recording(other.key, b"sounds", {"duration": 2.5})
    assert standing(asked, cache, "south").recording == other.key
    assert standing(asked, cache, VOICE.id).recording == KEY


def test_another_stands_in(cache):
    cache.add_recording("b" * 64, b"sound", {"duration": 1.5})
    cache.stand_in_recording(KEY, "b" * 64, seconds=60)
    assert standing(ENTRY, cache).audio == "b" * 64
    cache.stand_in_recording(KEY, "b" * 64, seconds=-1)
    assert standing(ENTRY, cache).stage == "new"


def test_it_was_swept_away(cache):
    cache.keep_recipe(KEY, RECORDING.recipe())
    assert standing(ENTRY, cache) == Standing("new", KEY)
