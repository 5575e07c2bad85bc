"""The whole service under real faults: every test first makes sure that the fault happened."""

import os
import signal
from concurrent.futures import ThreadPoolExecutor

import pytest

from audio_cache import names
from tests.reader.articles import REAL
from tests.running import service, wait_for

ARTICLE = REAL.read_text("utf-8")


@pytest.fixture(scope="module")
def running():
    with service() as started:
        yield started


@pytest.fixture
def alone():
    """A service for one test alone, to harm."""
    with service() as started:
        yield started


def long_article(words: str) -> str:
    """An article that takes a while: many paragraphs, each with words of its own."""
    return "\n".join(
        f"{line} {words} {n}" for n in range(5) for line in ARTICLE.splitlines() if len(line) > 60
    )


def made(service) -> int:
    """How many parts were ever made."""
    return sum(n for event, n in service.cache.index.counts().items() if event.endswith("|made"))


def test_two_hundred_presses_make_each_part_once(running):
    text, before = f"{ARTICLE}\nHai trăm người cùng nghe.", made(running)
    with ThreadPoolExecutor(50) as pool:
        states = list(pool.map(lambda _: running.press(text), range(200)))
    assert len({state["key"] for state in states}) == 1
    state = running.until_ready(states[0]["key"])
    assert state["state"] == "ready"
    assert made(running) - before == state["parts"]["of"]


def test_a_killed_worker_child_loses_nothing(alone):
    key = alone.press(long_article("tiến trình con"))["key"]
    wait_for(lambda: alone.state(key)["parts"]["done"] > 1)
    (parent,) = [each for each in alone.processes("-Q parts") if each.children()]
    killed = [child.pid for child in parent.children()]
    for pid in killed:
        os.kill(pid, signal.SIGKILL)
    assert alone.state(key)["state"] == "pending", "it was killed in the middle"
    state = alone.until_ready(key)
    assert state["state"] == "ready"
    assert not {child.pid for child in parent.children()} & set(killed)


def test_a_killed_worker_loses_nothing(alone):
    key = alone.press(long_article("cả tiến trình"))["key"]
    wait_for(lambda: alone.state(key)["parts"]["done"] > 1)
    for process in alone.processes("-Q parts"):
        process.kill()
    assert alone.state(key)["state"] == "pending", "it was killed in the middle"
    state = alone.until_ready(key)
    assert state["state"] == "ready"
    assert state["parts"]["done"] == state["parts"]["of"]


def test_a_flushed_redis_takes_nothing_away(running):
    key = running.until_ready(running.press(f"{ARTICLE}\nRedis bị xóa.")["key"])["key"]
    running.redis.flushall()
    assert running.state(key)["state"] == "ready"
    assert running.ask("GET", f"/v1/recordings/{key}/audio.mp3").status == 200
    wait_for(lambda: running.ask("GET", "/readyz").status == 200)
    assert running.press(f"{ARTICLE}\nRedis bị xóa.")["key"] == key


def test_a_redis_flushed_in_the_middle_is_got_over(running):
    key = running.press(long_article("giữa chừng"))["key"]
    running.redis.flushall()
    assert running.state(key)["state"] == "pending", "it was flushed in the middle"
    assert running.until_ready(key)["state"] == "ready"


@pytest.mark.parametrize("harm", ["cut", "emptied", "flipped"])
def test_a_harmed_file_is_never_served_and_made_again(running, harm):
    text = f"{ARTICLE}\nTệp bị hỏng: {harm}."
    key = running.until_ready(running.press(text)["key"])["key"]
    good = running.ask("GET", f"/v1/recordings/{key}/audio.mp3").body
    file = running.folder / "audio" / names.audio(key)
    file.write_bytes({"cut": good[:-1000], "emptied": b"", "flipped": good[:-1] + b"x"}[harm])
    assert running.ask("GET", f"/v1/recordings/{key}/audio.mp3").status == 404
    running.press(text)
    assert running.until_ready(key)["state"] == "ready"
    assert running.ask("GET", f"/v1/recordings/{key}/audio.mp3").body == good


def test_a_hung_redis_costs_new_ones_a_prompt_answer_and_ready_ones_nothing(alone):
    key = alone.until_ready(alone.press(ARTICLE)["key"])["key"]
    (redis,) = alone.processes("redis-server")
    redis.suspend()
    try:
        refused = alone.ask("POST", "/v1/recordings", {"text": "Bài mới hoàn toàn."})
        assert refused.status == 503
        assert refused.json()["code"] == "unavailable"
        assert alone.ask("GET", f"/v1/recordings/{key}/audio.mp3").status == 200
        assert alone.press(ARTICLE)["state"] == "ready"
    finally:
        redis.resume()
    wait_for(lambda: alone.ask("POST", "/v1/recordings", {"text": "Bài mới."}).status in {200, 202})
