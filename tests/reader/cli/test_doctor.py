import sys
from pathlib import Path

import pytest

from reader.cli import redis_server
from tests.conftest import RedisServer
from tests.reader.cli.running import run
from tests.seaweed import KEY, SECRET, ObjectServer


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READER_DATA_DIR", str(tmp_path / "data"))


def rows() -> dict[str, tuple[str, str]]:
    """What was looked at → its mark and the detail."""
    found = {}
    for line in run("doctor").stdout.splitlines():
        mark, what, detail = line.split(maxsplit=2)
        found[what] = (mark, detail)
    return found


def test_a_machine_that_has_everything() -> None:
    result = run("doctor")
    assert result.exit_code == 0
    found = rows()
    assert found["Redis"][0] == "ok"
    assert found["espeak"] == ("ok", "espeak-vi-north, espeak-vi-central, espeak-vi-south")
    assert found["READER_DATA_DIR"][0] == "ok"
    assert "bytes free" in found["folder"][1]


def test_an_engine_that_is_away_is_no_fault() -> None:
    assert rows()["gtts"][0] in {"ok", "-"}


def test_without_a_redis_it_says_how_to_get_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    result = run("doctor")
    assert result.exit_code == 1
    assert redis_server.HOW_TO_GET in result.stdout
    assert "MISSING" in result.stdout


def test_a_redis_that_was_named_is_asked(
    redis_server: RedisServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("READER_REDIS_URL", redis_server.url)
    assert rows()["Redis"] == ("ok", "answers")
    monkeypatch.setenv("READER_REDIS_URL", "redis://:secret@127.0.0.1:1")
    result = run("doctor")
    assert result.exit_code == 1
    assert "does not answer" in result.stdout
    assert "secret" not in result.stdout


def test_a_folder_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("READER_DATA_DIR", str(tmp_path / "file"))
    result = run("doctor")
    assert result.exit_code == 1
    assert "Not a directory" in result.stdout or "File exists" in result.stdout


def test_without_a_voice_it_says_how_to_get_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["reader.cli.doctor"], "names", lambda _: ["nobody"])
    result = run("doctor")
    assert result.exit_code == 1
    assert "no package declares the engine 'nobody'" in result.stdout
    assert "pip install 'doc-bai-viet[espeak]'" in result.stdout


def test_a_bucket_is_asked(object_server: ObjectServer, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "bucket" not in rows()
    monkeypatch.setenv("READER_STORE_URL", "s3://audio")
    monkeypatch.setenv("READER_STORE_ENDPOINT", object_server.endpoint)
    monkeypatch.setenv("READER_STORE_KEY_ID", KEY)
    monkeypatch.setenv("READER_STORE_SECRET", SECRET)
    assert rows()["bucket"] == ("ok", "s3://audio answers")
    monkeypatch.setenv("READER_STORE_SECRET", "a-wrong-one")
    result = run("doctor")
    assert result.exit_code == 1
    assert "403" in result.stdout
    assert "a-wrong-one" not in result.stdout


def test_no_secret_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sites = tmp_path / "sites.toml"
    sites.write_text(f'[a]\nname = "A"\nkeys = ["1:{"5" * 40}"]')
    secrets = {
        "READER_REDIS_URL": "redis://:hunter2@127.0.0.1:9/0",
        "READER_BROKER_URL": "redis://:hunter2@127.0.0.1:9/1",
        "READER_STORE_KEY_ID": "hunter2",
        "READER_STORE_SECRET": "hunter2",
        "READER_HTTP_KEY": "hunter2",
        "READER_HTTP_URL": "http://me:hunter2@127.0.0.1:9/v1",
    }
    monkeypatch.setenv("READER_SITES_FILE", str(sites))
    for name, value in secrets.items():
        monkeypatch.setenv(name, value)
    shown = run("doctor")
    for name in secrets:
        assert name in shown.stdout
    for secret in ("hunter2", "5" * 40):
        assert secret not in shown.stdout + shown.stderr
