"""What the running service keeps of its listeners: nothing; and what its logs say of articles: nothing."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.running import Service, service

LISTENER = "203.0.113.77"
SECRET = "5" * 40
SITES = f"""
[bac-ha]
name = "Bắc Hà"
origins = ["https://bac.vn"]
keys = ["1:{SECRET}"]
"""
WORDS = ("Kín Đáo", "kín đáo", "XQZV")
"""Of the article, as it is written and as it is said."""

TEXT = "Bà Nguyễn Thị Kín Đáo ở XQZV ☠☠ gửi đơn ngày 29/6/2021."
HEADERS = {
    "Origin": "https://bac.vn",
    "X-Forwarded-For": LISTENER,
    "User-Agent": "Trình duyệt/9".encode().decode("latin-1"),
    "Cookie": "who=me",
    "Referer": "https://bac.vn/kin-dao",
}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Service, Path, list[str]]]:
    """A service after somebody listened, and others sent what is wrong; its log; every cookie set."""
    folder = tmp_path_factory.mktemp("privacy")
    (folder / "sites.toml").write_text(SITES)
    settings = {
        "READER_SITES_FILE": str(folder / "sites.toml"),
        "READER_PROXIES": "1",
        "READER_LOG": "debug",
        "READER_ENGINES": "espeak",
    }
    with (folder / "log").open("wb") as log, service(settings, log) as running:
        yield running, folder / "log", listen(running)


def listen(running: Service) -> list[str]:
    cookies = []

    def ask(method: str, path: str, body: object = None, **more: str) -> dict[str, object]:
        answer = running.ask(method, path, body, {**HEADERS, **more})
        cookies.extend(value for name, value in answer.headers.items() if name == "Set-Cookie")
        assert SECRET.encode() not in answer.body
        assert LISTENER.encode() not in answer.body
        return json.loads(answer.body) if "json" in answer.headers.get("Content-Type", "") else {}

    key = str(ask("POST", "/v1/recordings", {"text": TEXT, "title": "Kín Đáo"})["key"])
    running.until_ready(key)
    for path in ("", "/audio.mp3", "/live.mp3", "/sentences.vtt"):
        ask("GET", f"/v1/recordings/{key}{path}")
    ask("POST", f"/v1/recordings/{key}/reports", {"sentence": 0, "text": TEXT})
    wrong: list[object] = [
        {"text": TEXT, "Kín Đáo": 1},
        {"text": "☠"},
        {"blocks": [{"kind": "Kín Đáo", "text": TEXT}]},
        {"html": "<div>" * 5000 + TEXT},
        {"text": TEXT, "site": "away"},
        [TEXT],
    ]
    for body in wrong:
        ask("POST", "/v1/recordings", body)
    ask("DELETE", f"/v1/recordings/{'0' * 64}?site=bac-ha", Authorization=f"Bearer 1:{SECRET}")
    ask("DELETE", f"/v1/recordings/{'0' * 64}?site=x", Authorization=f"Bearer 1:{SECRET}")
    for page in ("/", "/docs", "/metrics", "/readyz", "/listen?url=https://bac.vn/1"):
        ask("GET", page)
    return cookies


def test_no_cookie_is_set(run: tuple[Service, Path, list[str]]) -> None:
    assert run[2] == []


def test_no_log_holds_an_article_s_words(run: tuple[Service, Path, list[str]]) -> None:
    log = run[1].read_text(encoding="utf-8")
    assert "request-refused" in log, "nothing was logged, so nothing is shown"
    assert "part-made" in log
    assert [line for line in log.splitlines() for word in WORDS if word in line] == []
    assert "\\u" not in log, "words may be hidden in escapes"


@pytest.mark.parametrize(
    "what", [LISTENER, "127.0.0.1", "Trình duyệt", "who=me", SECRET, "kin-dao"]
)
def test_no_log_says_who_listened(run: tuple[Service, Path, list[str]], what: str) -> None:
    assert what not in run[1].read_text(encoding="utf-8")


def test_redis_holds_an_address_in_the_limiter_alone_and_for_a_minute(
    run: tuple[Service, Path, list[str]],
) -> None:
    redis = run[0].redis
    held = [key for key in redis.scan_iter() if LISTENER in key or LISTENER in _value(redis, key)]
    assert all(key.startswith("reader:limits:") for key in held)
    assert all(redis.ttl(key) in range(-2, 61) and redis.ttl(key) != -1 for key in held)
    for what in ("Trình duyệt", "who=me", SECRET):
        assert [key for key in redis.scan_iter() if what in _value(redis, key)] == []


def test_no_file_holds_an_address(run: tuple[Service, Path, list[str]]) -> None:
    files = [file for file in run[0].folder.rglob("*") if file.is_file()]
    assert files
    for what in (LISTENER, "who=me", SECRET):
        assert [file for file in files if what.encode() in file.read_bytes()] == []


def _value(redis, key: str) -> str:
    """All that a key holds, whatever its type."""
    reads = {
        "string": redis.get,
        "hash": redis.hgetall,
        "list": lambda name: redis.lrange(name, 0, -1),
        "set": redis.smembers,
        "zset": lambda name: redis.zrange(name, 0, -1),
        "stream": redis.xrange,
        "none": lambda _: "",
    }
    return repr(reads[redis.type(key)](key))
