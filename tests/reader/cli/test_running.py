from pathlib import Path

import pytest

from reader.cli.running import hold, index_url
from reader.errors import SettingsError, UnavailableError
from reader.settings import Settings
from tests.conftest import RedisServer


def settings(folder: Path, **more: str) -> Settings:
    return Settings.from_environment({"READER_DATA_DIR": str(folder), **more})


def test_a_folder_is_held_by_one(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    with hold(folder), pytest.raises(SettingsError, match="in use by another"), hold(folder):
        pass
    with hold(folder):
        pass


def test_a_folder_that_cannot_be_written_to_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with (
        pytest.raises(SettingsError, match=r"cannot be written to .*READER_DATA_DIR"),
        hold(tmp_path / "file/folder"),
    ):
        pass


def test_others_find_the_redis_of_who_holds_it(tmp_path: Path, redis_server: RedisServer) -> None:
    with hold(tmp_path) as tell:
        tell(redis_server.url)
        assert index_url(settings(tmp_path)) == redis_server.url


def test_the_redis_of_the_settings_comes_first(tmp_path: Path, redis_server: RedisServer) -> None:
    with hold(tmp_path) as tell:
        tell(redis_server.url)
        chosen = settings(tmp_path, READER_REDIS_URL="redis://index")
        assert index_url(chosen) == "redis://index"


def test_where_nobody_runs_it_says_so(tmp_path: Path) -> None:
    with hold(tmp_path) as tell:
        tell("unix:///nowhere")
    with pytest.raises(UnavailableError, match="no doc-bai-viet runs"):
        index_url(settings(tmp_path))
    with pytest.raises(UnavailableError, match="no doc-bai-viet runs"):
        index_url(settings(tmp_path / "never"))


def test_what_a_killed_one_told_is_not_believed(tmp_path: Path) -> None:
    (tmp_path / "up.lock").write_text(f"unix://{tmp_path}/gone")
    with pytest.raises(UnavailableError, match="no doc-bai-viet runs"):
        index_url(settings(tmp_path))
