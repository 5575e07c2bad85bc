import logging
import re
import tomllib
from pathlib import Path

import pytest

from reader.errors import SettingsError
from reader.sites import Accepted, Selectors, Site, SitesFile, read_sites

GUIDE = Path(__file__).parents[3] / "docs/sites.md"

WHOLE = """
[bac-ha]
name = "Xã Bắc Hà"
origins = ["https://bacha.example.vn"]
pages = ["https://bacha.example.vn/tin-tuc/"]
accepts = ["url"]
voice = "espeak-vi-north"
fallbacks = ["gtts-vi"]
lexicon = "words.tsv"

[bac-ha.selectors]
content = "div.body > *"
skip = [".share", "[class*=related]"]

[nam-ha]
name = "Xã Nam Hà"
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "words.tsv").write_text("")
    (tmp_path / "sites.toml").write_text(WHOLE)
    return tmp_path / "sites.toml"


def mistakes(path: Path, text: str) -> list[str]:
    path.write_text(text)
    with pytest.raises(SettingsError) as error:
        read_sites(path)
    return str(error.value).splitlines()


def test_a_file_is_read(path: Path) -> None:
    sites = read_sites(path)
    assert list(sites.by_id) == ["bac-ha", "nam-ha"]
    site = sites.named("bac-ha")
    assert site.name == "Xã Bắc Hà"
    assert site.accepts == {Accepted.URL}
    assert site.lexicon == path.parent / "words.tsv"
    assert site.selectors.skip == (".share", "[class*=related]")
    assert sites.named("nam-ha").accepts == set(Accepted)


def test_every_mistake_is_reported_at_once(path: Path) -> None:
    lines = mistakes(
        path,
        """
[bac-ha]
origins = ["https://a.vn/", "a.vn"]
pages = ["https://a.vn:8080/"]
accepts = ["pdf"]
lexicon = "away.tsv"
voices = "x"
[bac-ha.selectors]
content = "div["
skip = "p"
[Nam_Ha]
name = " "
""",
    )
    assert [line.split(" is ")[0] for line in lines] == [
        "sites.toml: [bac-ha] name",
        "sites.toml: [bac-ha] origins.0",
        "sites.toml: [bac-ha] origins.1",
        "sites.toml: [bac-ha] pages.0",
        "sites.toml: [bac-ha] accepts.0",
        "sites.toml: [bac-ha] lexicon",
        "sites.toml: [bac-ha] selectors.content",
        "sites.toml: [bac-ha] selectors.skip",
        "sites.toml: [bac-ha] voices",
        "sites.toml: [Nam_Ha] id",
        "sites.toml: [Nam_Ha] name",
    ]
    assert "'https://a.vn:8080/'; it should be a list of https://host/path" in lines[3]
    assert "it should be a CSS selector (docs/sites.md)" in lines[6]
    assert lines[8].endswith("voices is not known here (docs/sites.md)")


@pytest.mark.parametrize("text", ["x = ", "x = 1", "[a]\nselectors = 1\nname = 'A'"])
def test_what_is_no_table_of_tables_is_a_mistake(path: Path, text: str) -> None:
    assert len(mistakes(path, text)) == 1


def test_an_origin_may_have_a_port(path: Path) -> None:
    path.write_text("[a]\nname = 'A'\norigins = ['http://localhost:8080', 'http://[::1]:80']")
    assert read_sites(path).named("a").has_origin("http://localhost:8080")


def test_the_star_that_lets_everybody_in_is_no_origin(path: Path) -> None:
    assert "origins.0 is '*'" in mistakes(path, "[a]\nname = 'A'\norigins = ['*']")[0]


def test_a_file_that_is_away_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"away\.toml: cannot be read"):
        SitesFile(tmp_path / "away.toml")


def test_a_file_that_is_no_utf_8_is_a_mistake(path: Path) -> None:
    path.write_bytes(b"[a]\nname = '\xff'")
    with pytest.raises(SettingsError, match=r"sites\.toml"):
        read_sites(path)


def test_a_changed_file_is_read_again(path: Path) -> None:
    file = SitesFile(path)
    before = file.current()
    assert file.current() is before
    path.write_text("[moi]\nname = 'Mới'")
    assert list(file.current().by_id) == ["moi"]


def test_a_file_gone_wrong_leaves_the_sites_as_they_were_and_is_reported(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = SitesFile(path)
    path.write_text("[a]\nname = 1")
    with caplog.at_level(logging.ERROR):
        assert list(file.current().by_id) == ["bac-ha", "nam-ha"]
        assert list(file.current().by_id) == ["bac-ha", "nam-ha"]
    assert caplog.text.count("sites-unchanged") == 1
    path.unlink()
    assert list(file.current().by_id) == ["bac-ha", "nam-ha"]
    path.write_text("[moi]\nname = 'Mới'")
    assert list(file.current().by_id) == ["moi"]


def test_every_field_has_its_heading_and_every_heading_its_field() -> None:
    headings = re.findall(r"^## (\w+)$", GUIDE.read_text(), re.MULTILINE)
    assert headings == [name for name in Site.model_fields if name != "id"]
    for name in Selectors.model_fields:
        assert f"`{name}`" in GUIDE.read_text().split("## selectors")[1]


def test_the_guide_s_example_is_a_site(tmp_path: Path) -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", GUIDE.read_text(), re.DOTALL)
    assert tomllib.loads(example)
    (tmp_path / "bac-ha.tsv").write_text("")
    (tmp_path / "sites.toml").write_text(example)
    assert list(read_sites(tmp_path / "sites.toml").by_id) == ["bac-ha"]
