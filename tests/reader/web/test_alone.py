"""No page of ours, and nothing that a page of ours loads, loads anything from elsewhere."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from reader.sites import Site
from tests.reader.web.sites import serving

STATIC = Path(__file__).parents[3] / "reader" / "web" / "static"
LOADS = {
    "script": "src", "link": "href", "img": "src", "iframe": "src", "audio": "src", "source": "src",
    "video": "src", "object": "data", "embed": "src", "use": "href", "form": "action",
}  # fmt: skip
PAGES = [
    "/",
    "/docs",
    "/editor/sign-in",
    "/reading",
    "/embed",
    "/listen",
    "/embed?url=https://bac.vn/1",
]


class Loaded(HTMLParser):
    """What a page loads, and whether it holds a script or a style of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.inline: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if LOADS.get(tag) in given:
            self.addresses.append(given[LOADS[tag]] or "")
        self.inline += [name for name in given if name.startswith("on")]
        if tag == "style" or (
            tag == "script" and "src" not in given and given.get("type") != "application/ld+json"
        ):
            self.inline.append(tag)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_loads_from_here_alone_and_its_policy_says_so(services, path):
    client = serving(services, Site(id="bac-ha", name="Bắc Hà", origins=("https://bac.vn",)))
    answer = client.get(path)
    found = Loaded()
    found.feed(answer.text)
    assert found.addresses
    elsewhere = [each for each in found.addresses if re.match(r"(?i)\s*([a-z]+:)?//", each)]
    assert elsewhere == []
    assert found.inline == [], "the policy lets none run"
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'self'")
    assert "unsafe" not in policy


@pytest.mark.parametrize("file", sorted(STATIC.iterdir()), ids=lambda file: file.name)
def test_no_file_of_ours_loads_from_elsewhere(file):
    text = file.read_bytes().decode("utf-8", "replace")
    calls = r"(?i)(?:url\(|@import|fetch\(|import\(|from|src=|xlink:href=|new (?:Audio|URL|WebSocket)\()\s*[\"'`]?(?:https?:|wss?:)?//"
    assert re.findall(calls, text) == []


def test_the_button_asks_only_where_it_came_from():
    text = (STATIC / "listen-button.js").read_text(encoding="utf-8")
    named = {each for each in re.findall(r"https?://[\w.-]+", text) if "w3.org" not in each}
    assert named == set()
