import io
import re
from pathlib import Path

import pytest
import soundfile

from reader.errors import MalformedError, NothingToReadError, UnknownVoiceError
from tests.reader.cli.running import run

TEXT = "Tin trong ngày\nHôm nay trời đẹp. Ngày mai có mưa.\n"
VOICE = "--voice=espeak-vi-north"


def seconds(path: Path) -> float:
    with soundfile.SoundFile(path) as sound:
        return len(sound.read()) / sound.samplerate


def test_a_text_becomes_sound_and_subtitles(tmp_path: Path) -> None:
    text, sound, titles = (tmp_path / name for name in ("bài.txt", "bài.mp3", "bài.vtt"))
    text.write_text(TEXT)
    result = run("say", str(text), "-o", str(sound), VOICE, "--vtt", str(titles))
    assert result.exit_code == 0
    assert re.search(r"0:0\d, 3 sentences, espeak-vi-north by espeak", result.stderr)
    cues = titles.read_text().split("\n\n")
    assert [cue.splitlines()[2] for cue in cues[1:]] == [
        "Tin trong ngày",
        "Hôm nay trời đẹp.",
        "Ngày mai có mưa.",
    ]
    end = re.findall(r"--> 00:00:([\d.]+)", titles.read_text())[-1]
    assert 0 < seconds(sound) - float(end) < 2


def test_from_one_pipe_into_another() -> None:
    result = run("say", "-o", "-", VOICE, stdin=TEXT)
    with soundfile.SoundFile(io.BytesIO(result.stdout_bytes)) as sound:
        assert sound.channels == 1


@pytest.mark.parametrize(
    ("stdin", "voice", "error"),
    [
        (TEXT, "nobody", UnknownVoiceError),
        ("", "auto", NothingToReadError),
        ("…\n", "auto", NothingToReadError),
        (b"\xff\xfe", "auto", MalformedError),
    ],
)
def test_what_cannot_be_read_leaves_no_file(
    stdin: str | bytes, voice: str, error: type[Exception], tmp_path: Path
) -> None:
    with pytest.raises(error):
        run("say", "-o", str(tmp_path / "out.mp3"), "--voice", voice, stdin=stdin)
    assert not list(tmp_path.iterdir())


def test_it_needs_a_place_for_the_sound() -> None:
    result = run("say", stdin=TEXT)
    assert result.exit_code == 2
    assert "--output" in result.stderr
