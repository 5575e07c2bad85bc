"""The contract that every engine passes: ours, and whoever's comes in by an entry point."""

import collections
import itertools
import multiprocessing
import os
import signal

import pytest

from reader.errors import EngineError
from workers.engines.contract import LINE, QUICK, check, seconds
from workers.engines.plugins import make

EDGE_URL = "TEST_EDGE_URL"
"""Where a process that is started here meets the stand-in for Microsoft."""

LONG = " ".join([LINE] * 4)

HOSTILE = {
    "NUL": "một\0hai ba",
    "lone surrogate": "một \ud800 hai",
    "decomposed": "Vie\u0302\u0323t Nam",
    "markup": "<speak><break time='10s'/>một</speak> & hai",
    "phonemes": "[[h@l@U]] một",
    "emoji": "một 👩‍👩‍👧 hai",
    "right to left": "một \u202eشكرا\u202c hai",
    "control": "một\x1b[31m\x07 hai\r\n ba",
    "no space": "a" * 1000,
    "digits": "9" * 200,
    "marks": "?!…" * 100,
    "spaces": "một\u00a0hai\u2003ba\u200bbốn",
}


@pytest.fixture(scope="module")
def voice(engine):
    return engine.voices[0]


@pytest.mark.parametrize("case", QUICK)
def test_quick(engine, voice, case):
    QUICK[case](engine, voice)


def test_every_voice_speaks(engine):
    for voice in engine.voices:
        check(engine.speak("đọc bài", voice), "đọc bài", voice)


def test_long_line(engine, voice):
    speech = engine.speak(LONG, voice)
    check(speech, LONG, voice)
    assert seconds(speech) > 3 * seconds(engine.speak(LINE, voice))


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile(engine, voice, kind):
    try:
        speech = engine.speak(HOSTILE[kind], voice)
    except EngineError:
        pass  # it may refuse; it may not fall over
    else:
        check(speech, HOSTILE[kind], voice)
    check(engine.speak("đọc", voice), "đọc", voice)


def test_twice_the_same(engine, voice):
    """As long, and with the same words; no engine owes the same samples."""
    one, _, two = (engine.speak(line, voice) for line in (LINE, "việc khác hẳn.", LINE))
    assert seconds(two) == pytest.approx(seconds(one), rel=0.15)
    assert (one.words is None) == (two.words is None)


class CancelledError(Exception):
    pass


def test_cancelled(engine, voice):
    """A signal, as a time limit sends it, ends a line at once; the next one is spoken whole."""

    def cancel(*_):
        raise CancelledError

    before = signal.signal(signal.SIGALRM, cancel)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.05)
        with pytest.raises(CancelledError):
            collections.deque((engine.speak(LONG, voice) for _ in itertools.repeat(0)), maxlen=0)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    speech = engine.speak(LINE, voice)
    check(speech, LINE, voice)
    assert seconds(speech) == pytest.approx(seconds(engine.speak(LINE, voice)), rel=0.15)


def _elsewhere(name, options, results):
    if EDGE_URL in os.environ:
        import edge_tts.communicate

        edge_tts.communicate.WSS_URL = os.environ[EDGE_URL]
    engine = make(name, {name: options})
    voice = engine.voices[0]
    results.put((voice.revision, [seconds(engine.speak(LINE, voice)) for _ in range(3)]))


def test_two_processes(surrounded, engine, voice):
    """Two processes at once, each with an engine of its own, speak as this one does."""
    context = multiprocessing.get_context("spawn")
    results = context.Queue()
    processes = [context.Process(target=_elsewhere, args=(*surrounded, results)) for _ in range(2)]
    for process in processes:
        process.start()
    here = seconds(engine.speak(LINE, voice))
    for _ in processes:
        revision, lengths = results.get(timeout=60)
        assert revision == voice.revision
        assert lengths == pytest.approx([here] * 3, rel=0.15)
    for process in processes:
        process.join()
