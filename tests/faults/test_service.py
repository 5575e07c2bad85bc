"""The whole service under real faults: every test first makes sure that the fault happened."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.faults.articles import ARTICLE, long_article
from tests.faults.processes import made
from tests.running import service, wait_for


@pytest.fixture(scope="module")
def running():
    with service() as started:
        yield started


def test_two_hundred_presses_make_each_part_once(running, table):
    text, before = f"{ARTICLE}\nHai trăm người cùng nghe.", made(running.cache.index)
    with ThreadPoolExecutor(50) as pool:
        states = list(pool.map(lambda _: running.press(text), range(200)))
    assert len({state["key"] for state in states}) == 1
    state = running.until_ready(states[0]["key"])
    assert state["state"] == "ready"
    assert made(running.cache.index) - before == state["parts"]["of"]
    table("200 presses at once", "one key", "each part made once")


def test_a_flushed_redis_takes_nothing_away(running, table):
    key = running.until_ready(running.press(f"{ARTICLE}\nRedis bị xóa.")["key"])["key"]
    running.redis.flushall()
    assert running.redis.dbsize() < 20, "it was flushed"
    began = time.monotonic()
    assert running.state(key)["state"] == "ready"
    assert running.ask("GET", f"/v1/recordings/{key}/audio.mp3").status == 200
    wait_for(lambda: running.ask("GET", "/readyz").status == 200)
    assert running.press(f"{ARTICLE}\nRedis bị xóa.")["key"] == key
    healed = time.monotonic() - began
    table("Redis flushed", "no key left", "ready ones play, the service is ready again", healed)


def test_a_redis_flushed_in_the_middle_is_got_over(running, table):
    key = running.press(long_article("giữa chừng"))["key"]
    running.redis.flushall()
    assert running.state(key)["state"] == "pending", "it was flushed in the middle"
    began = time.monotonic()
    assert running.until_ready(key)["state"] == "ready"
    healed = time.monotonic() - began
    table("Redis flushed in the middle", "parts to make", "the article is finished", healed)
