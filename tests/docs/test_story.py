"""A new web team's story, as docs/sites.md and docs/http-api.md tell it: from nothing to a podcast.

Every command and request is one that stands there; the service is the real one.
"""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import feedparser
import pytest

from tests.running import Service, service, wait_for

WORDS = "Khai mạc lễ hội hoa mận\nSáng nay, xã Bắc Hà khai mạc lễ hội.\nĐông đảo bà con tham dự."
ARTICLE = {
    "id": "1742",
    "url": "https://bacha.example.vn/tin-tuc/le-hoi",
    "title": "Khai mạc lễ hội hoa mận",
    "published": "2026-11-26T07:00:00+07:00",
    "categories": ["Văn hóa"],
    "text": WORDS,
}
ORIGIN = {"Origin": "https://bacha.example.vn"}


def run(sites: Path, *words: str) -> str:
    """What a command says."""
    command = [sys.executable, "-m", "reader.cli", *words]
    environ = {"READER_SITES_FILE": str(sites), "PATH": "/usr/bin:/bin"}
    return subprocess.run(command, env=environ, capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Service, dict[str, str]]]:
    """A service for a portal that was set up by the commands, and the header with its key."""
    sites = tmp_path_factory.mktemp("team") / "sites.toml"
    run(sites, "site", "add", "bac-ha", "Xã Bắc Hà", "https://bacha.example.vn/tin-tuc/")
    key = run(sites, "site", "key", "bac-ha").split()[0].strip('",')
    with sites.open("a", encoding="utf-8") as file:
        file.write(f'keys = ["{key}"]\n')
    assert "pages https://bacha.example.vn/tin-tuc/…" in run(sites, "site", "list")
    with service({"READER_SITES_FILE": str(sites)}) as running:
        yield running, {"Authorization": f"Bearer {key}"}


def test_from_nothing_to_a_podcast(team: tuple[Service, dict[str, str]]) -> None:
    running, key = team
    articles = "/v1/sites/bac-ha/articles"

    def listed() -> list[dict[str, object]]:
        found: list[dict[str, object]] = running.ask("GET", articles, headers=key).json()[
            "articles"
        ]
        return found

    # The portal publishes, and the article is spoken before anybody presses.
    told = running.ask("POST", articles, ARTICLE, key)
    assert told.status == 202, told
    wait_for(lambda: listed()[0]["state"] == "ready")
    (article,) = listed()
    assert article["own_id"] == "1742"

    # Its first listener, on the portal's page, hears it at once; the press is counted.
    pressed = running.ask("POST", "/v1/recordings", {"text": WORDS}, ORIGIN)
    assert (pressed.status, pressed.json()["key"]) == (200, article["recording"])
    wait_for(lambda: listed()[0]["listens"] == 1)

    # It is an episode, with its sound and its words.
    feed = feedparser.parse(
        running.ask("GET", "/v1/sites/bac-ha/feed.xml?category=V%C4%83n+h%C3%B3a").body
    )
    (episode,) = feed.entries
    assert (feed.bozo, episode.title, episode.id) == (False, ARTICLE["title"], article["id"])
    sound = running.ask("GET", episode.enclosures[0].href.partition(running.address)[2])
    assert len(sound.body) == int(episode.enclosures[0].length)
    words = running.ask("GET", episode.podcast_transcript["url"].partition(running.address)[2])
    assert "Sáng nay, xã Bắc Hà khai mạc lễ hội." in words.body.decode()

    # A correction makes a new recording of the same episode.
    changed = running.ask("POST", articles, {**ARTICLE, "text": f"{WORDS}\nXin cảm ơn."}, key)
    assert changed.json()["id"] == article["id"]
    wait_for(
        lambda: listed()[0]["state"] == "ready" and listed()[0]["recording"] != article["recording"]
    )

    # What the portal deletes is gone, text and sound.
    assert running.ask("DELETE", f"{articles}/1742", headers=key).status == 204
    assert listed() == []
    for recording in (article["recording"], changed.json()["recording"]):
        assert running.ask("GET", f"/v1/recordings/{recording}").status == 404
        assert running.ask("GET", f"/v1/recordings/{recording}/audio.mp3").status == 404
    kept = [file for file in (running.folder / "audio").rglob("*") if file.is_file()]
    assert not any("khai mạc lễ hội".encode() in file.read_bytes() for file in kept)


def test_a_stranger_is_told_nothing(team: tuple[Service, dict[str, str]]) -> None:
    running, _ = team
    assert running.ask("GET", "/v1/sites/bac-ha/articles").status == 401
    assert running.ask("POST", "/v1/sites/bac-ha/articles", ARTICLE).status == 401
