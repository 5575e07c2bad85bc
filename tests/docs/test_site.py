"""The documentation as a site: every link leads somewhere, and nothing is loaded from elsewhere."""

import re
import sys
from pathlib import Path
from subprocess import run

import pytest

ROOT = Path(__file__).parents[2]
LOADED = re.compile(
    r"""<(?:script|img|iframe|link(?![^>]*rel="?canonical)|source)[^>]*?(?:src|href)="?(\w+:[^\s">]+)"""
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir"]
    built = run([*command, folder], cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    return folder


def test_every_page_is_there(site: Path) -> None:
    pages = {path.relative_to(ROOT / "docs").with_suffix("") for path in ROOT.glob("docs/**/*.md")}
    built = {path.relative_to(site).with_suffix("") for path in site.glob("**/*.html")}
    assert pages - built == set()
    assert {Path("index"), Path("vi/index"), Path("changelog"), Path("audio-cache")} <= built


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    pages = [path.read_text("utf-8") for path in site.glob("**/*.html")]
    assert {address for page in pages for address in LOADED.findall(page)} == set()
    sheets = [path.read_text("utf-8") for path in site.glob("**/*.css")]
    assert [sheet for sheet in sheets if re.search(r"url\([\"']?https?:", sheet)] == []


def test_links_between_pages_of_both_places_lead_there(site: Path) -> None:
    assert 'href="operations.html"' in (site / "index.html").read_text("utf-8")
    assert 'href="../embedding.html"' in (site / "vi" / "cong-thong-tin.html").read_text("utf-8")
    assert 'src="../screenshots/playing-1280.png"' in (site / "vi" / "index.html").read_text(
        "utf-8"
    )
