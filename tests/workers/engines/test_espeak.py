"""eSpeak NG as it really is, in this process and in children of it."""

import multiprocessing
import threading
import unicodedata

import pytest

from workers.engines.espeak import Espeak

LINE = "ngày hai mươi chín tháng sáu, quận Bắc Từ Liêm tổ chức hội nghị."


@pytest.fixture
def engine():
    return Espeak()


def length(engine, line, voice=0, pace=1.0):
    return len(engine.speak(line, engine.voices[voice], pace).pcm)


def test_three_voices(engine):
    assert [voice.region for voice in engine.voices] == ["north", "central", "south"]
    assert all("1.52" in voice.revision for voice in engine.voices)


def test_voices_speak_differently_and_again_alike(engine):
    lengths = [length(engine, LINE, voice) for voice in (0, 1, 2, 0, 1, 2)]
    assert len(set(lengths[:3])) == 3
    assert lengths[3:] == pytest.approx(lengths[:3], rel=0.01)


def test_every_word_begins_after_the_one_before(engine):
    words = engine.speak(LINE, engine.voices[0]).words
    assert len(words) == len(LINE.split())
    assert all(word.end > word.start for word in words)
    assert all(0.1 < word.end - word.start < 0.8 for word in words)


@pytest.mark.parametrize(
    "line",
    ["ngày 29/6/2021 tại TP. HCM", "một | hai – ba - bốn", "1.250.000 đồng", "| | |", "a\0b c"],
)
def test_events_at_odd_places_still_time_every_item(engine, line):
    words = engine.speak(line, engine.voices[0]).words
    starts = [word.start for word in words]
    assert len(words) == len(line.split())
    assert starts == sorted(starts)


def test_decomposed_letters_are_read_as_composed_ones(engine):
    composed = length(engine, "Việt Nam quận ủy")
    decomposed = length(engine, unicodedata.normalize("NFD", "Việt Nam quận ủy"))
    assert decomposed == pytest.approx(composed, rel=0.02)


def test_a_slower_pace_takes_longer(engine):
    assert length(engine, LINE, pace=0.8) > 1.15 * length(engine, LINE)
    assert length(engine, LINE) == pytest.approx(length(engine, LINE), rel=0.02)


def test_many_threads_may_ask_at_once(engine):
    alone = [length(engine, LINE, voice) for voice in (0, 1, 2)]
    heard = []

    def ask(voice):
        heard.extend((voice, length(engine, LINE, voice)) for _ in range(20))

    threads = [threading.Thread(target=ask, args=(voice,)) for voice in (0, 1, 2, 0)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(heard) == 80
    assert all(size == pytest.approx(alone[voice], rel=0.02) for voice, size in heard)


def _child(results):
    results.put(length(Espeak(), LINE))


# Threads of other tests may still be about; the children touch nothing of theirs.
@pytest.mark.filterwarnings("ignore:This process.*is multi-threaded:DeprecationWarning")
def test_a_fork_may_speak_on(engine):
    """Celery forks its workers, perhaps from a process that has spoken."""
    here = length(engine, LINE)
    context = multiprocessing.get_context("fork")
    results = context.Queue()
    children = [context.Process(target=_child, args=(results,)) for _ in range(2)]
    for child in children:
        child.start()
    assert [results.get(timeout=20) for _ in children] == pytest.approx([here, here], rel=0.02)
    for child in children:
        child.join()


def test_a_foreign_word_is_said_as_a_newsreader_says_it(engine):
    """Not by its letters: it lasts as long as its respelling does, and has one time."""
    said = length(engine, "trên phây-búc hôm nay")
    assert length(engine, "trên Facebook hôm nay") == pytest.approx(said, rel=0.05)
    assert len(engine.speak("trên Facebook hôm nay", engine.voices[0]).words) == 4
