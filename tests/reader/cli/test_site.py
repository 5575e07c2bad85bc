from pathlib import Path

import pytest
from click.testing import CliRunner

from reader.cli import cli
from reader.errors import SettingsError

FILE = """
[bac-ha]
name = "Xã Bắc Hà"
origins = ["https://bac.vn"]
pages = ["https://bac.vn/tin/"]
accepts = ["url", "html"]
"""


def test_list_shows_every_site(tmp_path: Path) -> None:
    (tmp_path / "sites.toml").write_text(FILE)
    environ = {"READER_SITES_FILE": str(tmp_path / "sites.toml")}
    done = CliRunner().invoke(cli, ["site", "list"], env=environ)
    assert done.output.splitlines() == [
        "bac-ha: Xã Bắc Hà",
        "  accepts html, url; voice auto",
        "  button on https://bac.vn",
        "  pages https://bac.vn/tin/…",
    ]


def test_without_a_file_it_says_which_setting_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("READER_SITES_FILE", raising=False)
    done = CliRunner().invoke(cli, ["site", "list"])
    assert isinstance(done.exception, SettingsError)
    assert "READER_SITES_FILE is not set" in str(done.exception)
