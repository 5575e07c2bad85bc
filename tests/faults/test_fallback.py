"""Google fails in the middle of an article, in the running service; espeak ends it; Google comes back."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import accumulate
from pathlib import Path

import pytest

from audio_cache import StoredPart, names
from reader.recording import Recording
from reader.timing import PartTiming
from tests.reader.articles import REAL
from tests.running import Service, service, wait_for
from tests.standins.google import Google
from tests.workers.test_loudness import PEAK, TARGET, ebur128
from workers.engines.gtts import CHARACTERS
from workers.engines.packing import packed

ARTICLE = REAL.read_text(encoding="utf-8")
FAILS_FROM = 3
"""The piece that Google refuses first."""


@pytest.fixture
def google():
    with Google() as standin:
        yield standin


@pytest.fixture
def running(google):
    here = {"READER_ENGINES": "gtts,espeak", "READER_VOICE": "gtts-vi", "READER_WORKERS": "1"}
    with service({**here, **google.environment}) as found:
        yield found


def recipe(running: Service, key: str) -> Recording:
    return Recording.from_recipe(running.cache.recipe(key))


def parts(running: Service, key: str) -> list[StoredPart]:
    found = [running.cache.part(part.key) for part in recipe(running, key).parts]
    assert None not in found
    return found


@contextmanager
def asleep(processes) -> Iterator[None]:
    for process in processes:
        process.suspend()
    yield
    for process in processes:
        process.resume()


def lines_of_google(lines: list[str]) -> int:
    """How many lines Google says before the one with the piece that it refuses."""
    pieces = accumulate(len(packed(line, CHARACTERS)) for line in lines)
    return sum(1 for count in pieces if count < FAILS_FROM)


def starts_of_lines(timings: list[PartTiming]) -> list[float]:
    """The second at which each line begins in the finished file."""
    before = accumulate((timing.seconds for timing in timings), initial=0.0)
    return [
        part + words[0][0]
        for part, timing in zip(before, timings, strict=False)
        for words in timing.lines
    ]


def cut(mp3: Path, start: float, end: float) -> bytes:
    """A stretch of a file, as WAV."""
    command = ["ffmpeg", "-v", "error", "-i", mp3, "-af", f"atrim={start}:{end}", "-f", "wav", "-"]
    return subprocess.run(command, capture_output=True, check=True).stdout


def days_pass(running: Service, key: str) -> None:
    """What stood in has served its time, and so has Google's rest."""
    for part in recipe(running, key).parts:
        stored = running.cache.part(part.key)
        if stored.key != part.key:
            running.cache.stand_in(part.key, stored.key, -1)
    running.cache.stand_in_recording(key, running.cache.recording(key).key, -1)
    for rest in running.redis.scan_iter("reader:rest:*"):
        running.redis.delete(rest)


@pytest.mark.timeout(240)
def test_an_article_is_ended_by_another_voice_and_later_told_again_by_its_own(
    running, google, record_property
):
    probes = len(google.asked)
    google.mode, google.fail_from = "429", probes + FAILS_FROM
    with asleep(running.processes("-Q parts")):  # one process speaks, so that pieces are in order
        key = running.press(ARTICLE, voice="gtts-vi")["key"]
        wait_for(lambda: running.state(key)["parts"]["done"])
    state = running.until_ready(key)

    # Google was asked for three pieces and never again; espeak said the rest, and that is told.
    assert len(google.asked) == probes + FAILS_FROM
    assert state["engines"] == ["gtts", "espeak"]

    # Nothing is missing and nothing is there twice: every spoken word has its one time, in order.
    sentences = recipe(running, key).sentences
    timings = [PartTiming.of(part.facts) for part in parts(running, key)]
    timed = [words for timing in timings for words in timing.lines]
    lines = [line.spoken for sentence in sentences for line in sentence.lines]
    assert [len(words) for words in timed] == [len(line.split()) for line in lines]
    starts = [each["start"] for each in state["sentences"]]
    assert starts == sorted(set(starts))
    stored = running.cache.recording(key)
    assert stored.length == sum(len(part.audio) for part in parts(running, key))

    # No step in loudness where the one follows the other.
    loudness, peak = ebur128(stored.path.read_bytes())
    assert loudness == pytest.approx(TARGET, abs=0.5)
    assert peak < PEAK
    at = starts_of_lines(timings)[lines_of_google(lines)]
    before, after = (ebur128(cut(stored.path, *span))[0] for span in ((0, at), (at, 1e4)))
    assert abs(before - after) <= 1
    record_property("seam", (at, before, after))

    # It stands in under its own key, for a day; then the right voice is asked again.
    assert stored.key != key
    assert running.cache.store.stamp(names.audio(key)) is None
    google.mode = "ok"
    assert running.press(ARTICLE, voice="gtts-vi")["state"] == "ready", "it is heard meanwhile"
    days_pass(running, key)
    assert running.press(ARTICLE, voice="gtts-vi")["key"] == key
    assert running.until_ready(key)["engines"] == ["gtts"]
    assert running.cache.recording(key).key == key
