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
feed = "https://bac.vn/rss.xml"
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
        "  feed https://bac.vn/rss.xml",
    ]


def test_without_a_file_it_says_which_setting_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("READER_SITES_FILE", raising=False)
    done = CliRunner().invoke(cli, ["site", "list"])
    assert isinstance(done.exception, SettingsError)
    assert "READER_SITES_FILE is not set" in str(done.exception)


def test_add_writes_a_site_that_can_be_read_and_nothing_else_is_touched(tmp_path: Path) -> None:
    path = tmp_path / "sites.toml"
    path.write_text("# ours\n" + FILE)
    environ = {"READER_SITES_FILE": str(path)}
    new = ["site", "add", "nam-ha", 'Xã "Nam Hà"', "https://nam.vn/tin/"]
    assert CliRunner().invoke(cli, new, env=environ).exit_code == 0
    assert path.read_text().startswith("# ours\n" + FILE)
    shown = CliRunner().invoke(cli, ["site", "list"], env=environ).output
    assert 'nam-ha: Xã "Nam Hà"' in shown
    assert "button on https://nam.vn\n" in shown

    before = path.read_text()
    for wrong in (new, ["site", "add", "Bad_Id", "X", "https://x.vn/"]):
        assert isinstance(CliRunner().invoke(cli, wrong, env=environ).exception, SettingsError)
    assert path.read_text() == before
    assert [file.name for file in tmp_path.iterdir()] == ["sites.toml"]


def test_add_makes_the_file_where_there_is_none(tmp_path: Path) -> None:
    environ = {"READER_SITES_FILE": str(tmp_path / "sites.toml")}
    CliRunner().invoke(cli, ["site", "add", "a", "A", "https://a.vn/"], env=environ)
    assert CliRunner().invoke(cli, ["site", "list"], env=environ).output.startswith("a: A\n")


def test_key_makes_the_next_one_and_list_shows_no_secret(tmp_path: Path) -> None:
    path = tmp_path / "sites.toml"
    path.write_text(FILE)
    environ = {"READER_SITES_FILE": str(path)}
    made = CliRunner().invoke(cli, ["site", "key", "bac-ha"], env=environ).output.strip()
    path.write_text(f'{FILE}keys = ["{made}"]\n')
    again = CliRunner().invoke(cli, ["site", "key", "bac-ha"], env=environ).output.strip()
    assert (made.split(":")[0], again.split(":")[0]) == ("1", "2")
    shown = CliRunner().invoke(cli, ["site", "list"], env=environ).output
    assert "  keys 1\n" in shown
    assert made.split(":")[1] not in shown
