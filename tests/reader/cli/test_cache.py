import hashlib
from pathlib import Path

import pytest

from audio_cache import AudioCache
from tests.conftest import RedisServer
from tests.reader.cli.running import run

KEYS = [hashlib.sha256(bytes([number])).hexdigest() for number in range(3)]


@pytest.fixture
def filled(
    cache: AudioCache,
    redis_server: RedisServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> AudioCache:
    monkeypatch.setenv("READER_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("READER_REDIS_URL", redis_server.url)
    for key in KEYS:
        cache.add_recording(key, b"sound" * 100, {})
    return cache


def test_stats(filled: AudioCache) -> None:
    filled.index.count("part|espeak|made", 2)
    lines = run("cache", "stats").stdout.splitlines()
    assert lines[0].startswith("3 files, 1,500 bytes")
    assert "part|espeak|made: 2" in lines


def test_verify_throws_away_what_is_damaged(filled: AudioCache) -> None:
    path = filled.recording(KEYS[0])
    assert path is not None
    path.path.write_bytes(b"sound")
    result = run("cache", "verify")
    assert result.exit_code == 1
    assert f"recordings/{KEYS[0][:2]}/{KEYS[0]}.mp3" in result.stdout
    assert "3 files, 1 damaged" in result.stdout
    again = run("cache", "verify")
    assert (again.exit_code, again.stdout.splitlines()[-1]) == (0, "2 files, 0 damaged")


def test_rebuild_reads_the_index_back(filled: AudioCache) -> None:
    filled.index.redis.flushall()
    assert filled.index.totals() == (0, 0)
    assert run("cache", "rebuild").stdout == "3 files\n"
    assert filled.index.totals() == (3, 1500)


def test_what_is_pinned_is_kept_until_it_is_unpinned(filled: AudioCache) -> None:
    run("cache", "pin", KEYS[0])
    assert filled.pinned(KEYS[0])
    run("cache", "unpin", KEYS[0])
    assert not filled.pinned(KEYS[0])


def test_nothing_but_a_key_is_pinned() -> None:
    result = run("cache", "pin", "../x")
    assert result.exit_code == 2
    assert "is no key" in result.stderr


def test_remove_removes_for_everybody(filled: AudioCache) -> None:
    filled.own(KEYS[0], "bac-ha")
    assert run("cache", "remove", KEYS[0]).exit_code == 0
    assert filled.recording(KEYS[0]) is None
    assert filled.owners(KEYS[0]) == set()
    assert filled.recording(KEYS[1]) is not None
