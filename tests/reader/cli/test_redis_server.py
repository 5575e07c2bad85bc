import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis

from reader.cli import redis_server
from reader.cli.supervisor import end, wait_until
from reader.errors import UnavailableError

EMBEDDED = Path(sys.prefix, "bin/redis-server")


def program(folder: Path, name: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize("name", ["redis-server", "valkey-server"])
def test_the_systems_server_comes_first(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = program(tmp_path / "bin", name)
    monkeypatch.setenv("PATH", str(server.parent))
    assert redis_server.find() == server


def test_then_the_embedded_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert redis_server.find() == EMBEDDED


def test_without_one_it_says_how_to_get_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    with pytest.raises(UnavailableError, match="apt-get install redis-server"):
        redis_server.find()


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    folder = redis_server.private_folder(tmp_path)
    child = redis_server.child(EMBEDDED, folder, tmp_path / "redis.log")
    url = f"unix://{redis_server.socket_of(folder)}"
    assert not redis_server.answers(url)
    child.start()
    try:
        assert wait_until(lambda: redis_server.answers(url), [child], lambda _: True)
        yield url
    finally:
        end([child], within=5)


def test_it_answers_on_its_socket_alone_and_never_evicts(url: str) -> None:
    with redis.Redis.from_url(url, decode_responses=True) as client:
        assert client.config_get("port") == {"port": "0"}
        assert client.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}
        assert client.config_get("save") == {"save": ""}
    socket = Path(url.removeprefix("unix://"))
    assert stat.S_IMODE(socket.stat().st_mode) == 0o700
    assert stat.S_IMODE(socket.parent.stat().st_mode) == 0o700


def test_folders_of_killed_runs_are_cleaned_away(tmp_path: Path) -> None:
    old = redis_server.private_folder(tmp_path)
    new = redis_server.private_folder(tmp_path)
    assert not old.exists()
    assert new.exists()


def test_a_long_path_is_left_for_a_short_one(tmp_path: Path) -> None:
    deep = tmp_path / ("d" * 60) / ("e" * 60)
    deep.mkdir(parents=True)
    folder = redis_server.private_folder(deep)
    try:
        assert len(os.fsencode(redis_server.socket_of(folder))) <= 107
    finally:
        folder.rmdir()
