"""The tag as other people's program reads it."""

import json
import subprocess
from datetime import date
from pathlib import Path

import pytest

from reader.id3 import Tag
from workers.encoding import encode

COVER = Path(__file__).parents[2] / "reader/web/static/cover.png"
FRAMES = encode(bytes(22_050 * 2), 22_050).frames


def read(tmp_path, tag):
    file = tmp_path / "tagged.mp3"
    file.write_bytes(tag.encoded() + FRAMES)
    command = ["ffprobe", "-v", "error", "-show_format", "-show_streams", "-of", "json", file]
    done = subprocess.run(command, capture_output=True, check=True)
    assert not done.stderr
    told = json.loads(done.stdout)
    return told["format"]["tags"], told["streams"]


def test_what_a_player_shows(tmp_path):
    tag = Tag("Tin quận Bắc Từ Liêm 🔊", "Cổng thông tin", date(2026, 3, 9), COVER.read_bytes())
    tags, streams = read(tmp_path, tag)
    assert tags["title"] == "Tin quận Bắc Từ Liêm 🔊"
    assert tags["album"] == tags["artist"] == "Cổng thông tin"
    assert tags["language"] == "vie"
    assert tags["date"] == "2026-03-09"
    assert [stream["codec_name"] for stream in streams] == ["mp3", "png"]
    assert (streams[1]["width"], streams[1]["height"]) == (500, 500)


def test_what_is_not_known_is_not_said(tmp_path):
    tags, streams = read(tmp_path, Tag(""))
    assert set(tags) == {"language"}
    assert len(streams) == 1


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("một\0hai", "một hai"),
        ("một\r\nhai\tba", "một hai ba"),
        ("một \ud800hai", "một hai"),
        ("x" * 5000, "x" * 300),
    ],
)
def test_a_strange_title(tmp_path, title, shown):
    assert read(tmp_path, Tag(title))[0]["title"] == shown


def test_no_size_of_a_tag_looks_like_sound():
    for size in (0, 127, 128, 10_871, 300_000):
        head = Tag("", cover=bytes(size)).encoded()[:10]
        assert head[:3] == b"ID3"
        assert max(head[6:]) < 0x80
