"""Two machines of one Redis and one folder, and the second one's clock is an hour off."""

import os
from contextlib import ExitStack
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest

from audio_cache import AudioCache, Index, LocalStore, connect
from tests.conftest import a_redis
from tests.faults.articles import long_article
from tests.faults.listener import Listener
from tests.faults.processes import made, part_keys
from tests.running import Answer, Service, service

HOURS = {"an hour fast": 1, "an hour slow": -1}

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module", params=HOURS)
def wrong(request):
    """How the second machine's clock is."""
    return request.param


@pytest.fixture(scope="module")
def redis_url(wrong):  # noqa: ARG001 - with another clock all is new
    with a_redis() as server:
        yield server.url


@pytest.fixture(scope="module")
def folder(wrong, tmp_path_factory):  # noqa: ARG001
    return tmp_path_factory.mktemp("audio")


@pytest.fixture(scope="module")
def machines(redis_url, wrong, folder):
    settings = {
        "READER_REDIS_URL": redis_url,
        "READER_AUDIO_DIR": str(folder),
        "READER_WORKERS": "1",
    }
    path = os.pathsep.join([str(Path(__file__).parent / "wrong_clock"), str(ROOT)])
    second = {**settings, "PYTHONPATH": path, "HOURS_FAST": str(HOURS[wrong])}
    with ExitStack() as stack:
        yield [stack.enter_context(service(each)) for each in (settings, second)]


def now(answer: Answer) -> datetime:
    return parsedate_to_datetime(answer.headers["Date"])


def audio(machine: Service, key: str) -> Answer:
    return machine.ask("GET", f"/v1/recordings/{key}/audio.mp3")


def test_a_clock_that_is_wrong_changes_nothing(machines, redis_url, folder, wrong, table):
    text = long_article("hai đồng hồ", 2)
    states = [machine.press(text) for machine in machines]
    listeners = [Listener(machine.address, states[0]["key"]) for machine in machines]
    state = machines[0].until_ready(states[0]["key"])
    assert (state["state"], states[1]["key"]) == ("ready", state["key"])
    answers = [audio(machine, state["key"]) for machine in machines]
    apart = round((now(answers[1]) - now(answers[0])).total_seconds() / 3600)
    assert apart == HOURS[wrong]
    with connect(redis_url) as redis:
        cache = AudioCache(LocalStore(folder), Index(redis))
        of = len(part_keys(cache, state["key"]))
        assert made(cache.index) == of, "each part once, whoever made it"
    assert answers[0].body == answers[1].body
    assert [listener.to_the_end() for listener in listeners] == [answers[0].body] * 2
    assert [listener.cuts for listener in listeners] == [0, 0]
    # The second machine alone: whatever it believes of the first one's marks, it goes on.
    later = machines[1].until_ready(machines[1].press(long_article("sau đó", 1))["key"])
    assert later["state"] == "ready"
    table(
        f"two machines, the second one's clock {wrong}",
        f"their clocks are {apart:+} h apart",
        "each part made once, the same bytes at both, listeners not cut",
    )
