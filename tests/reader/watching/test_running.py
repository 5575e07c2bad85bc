"""The watching program, as `up` runs it."""

import pytest

from tests.running import service, wait_for

SITES = """
[bac-ha]
name = "Bắc Hà"
origins = ["http://bacha.example.vn"]
pages = ["http://127.0.0.1/tin/"]
feed = "http://127.0.0.1/feed.xml"
"""


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    sites = tmp_path_factory.mktemp("sites") / "sites.toml"
    sites.write_text(SITES, encoding="utf-8")
    with service({"READER_SITES_FILE": str(sites), "READER_WATCH_EVERY": "0.5"}) as running:
        yield running


def failed(running) -> int:
    return int(running.redis.hget("reader:counts", "watched|failed") or 0)


def test_a_beat_looks_again_and_again_and_never_at_this_machine(running):
    wait_for(lambda: failed(running) >= 2)
    assert running.redis.hgetall("reader:watch:bac-ha") == {}


def test_a_watcher_that_died_is_started_again(running):
    for process in running.processes("reader.watcher"):
        process.kill()
    before = failed(running)
    wait_for(lambda: failed(running) > before + 1)
