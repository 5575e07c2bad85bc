"""The worked example of docs/engines.md is a true engine."""

import re
from pathlib import Path

import numpy as np
import pytest
import soundfile

from reader.errors import EngineMissingError, EngineRefusedError
from workers.engines.contract import LINE, broken
from workers.engines.plugins import names

GUIDE = (Path(__file__).parents[2] / "docs" / "engines.md").read_text(encoding="utf-8")
EXAMPLE = re.search(
    r"<!-- tests/docs/test_engines.py runs this -->\n```python\n(.*?)```", GUIDE, re.DOTALL
)


@pytest.fixture
def syllables():
    module = {}
    exec(compile(EXAMPLE[1], "docs/engines.md", "exec"), module)  # noqa: S102 - our own page
    return module["Syllables"]


@pytest.fixture
def folder(tmp_path):
    wave = (8000 * np.sin(np.arange(6000) / 20)).astype(np.int16)
    for word in (*re.findall(r"\w+", LINE.lower()), "đọc"):
        soundfile.write(tmp_path / f"{word}.wav", wave, 22_050)
    return tmp_path


def test_the_example_keeps_the_contract(syllables, folder):
    engine = syllables(folder)
    assert list(broken(engine, engine.voices[0])) == []


def test_the_example_says_what_it_cannot(syllables, folder):
    engine = syllables(folder)
    with pytest.raises(EngineRefusedError):
        engine.speak("zzz", engine.voices[0])
    with pytest.raises(EngineMissingError):
        syllables()


def test_the_example_is_as_short_as_it_is_said_to_be():
    assert len(EXAMPLE[1].splitlines()) <= 50


@pytest.mark.parametrize("name", [*names(), "tone"])
def test_every_engine_stands_in_the_table(name):
    assert f"\n| `{name}` |" in GUIDE
