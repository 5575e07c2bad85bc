"""Messages that come twice, or are given out again while their worker still has them."""

import time

import pytest

from reader.broker import Broker
from reader.jobs import Job
from reader.recording import Recording
from tests.faults.articles import long_article
from tests.faults.listener import Listener
from tests.faults.processes import made, masters, part_keys, spare_worker, stored
from tests.running import service, wait_for
from workers.app import VISIBLE

UNACKNOWLEDGED = "unacked_index"
"""What kombu keeps of the messages that workers hold: each with the time at which it was taken."""


@pytest.fixture(scope="module")
def running():
    with service({"READER_WORKERS": "1"}) as started:
        yield started


@pytest.fixture(scope="module")
def broker(running):
    (worker,) = masters(running, "-Q parts")
    return Broker(worker.environ()["READER_BROKER_URL"].replace("unix://", "redis+socket://"))


def jobs(running, key: str) -> list[Job]:
    parts = Recording.from_recipe(running.cache.recipe(key)).parts
    return [Job(key, part.key, index) for index, part in enumerate(parts)]


def audio(running, key: str) -> bytes:
    answer = running.ask("GET", f"/v1/recordings/{key}/audio.mp3")
    assert answer.status == 200
    return answer.body


def test_every_message_comes_three_times(running, broker, table):
    before = made(running.cache.index)
    key = running.press(long_article("ba lần", 2))["key"]
    listener = Listener(running.address, key)
    again = jobs(running, key)
    parts = len(part_keys(running.cache, key))
    broker.send(reversed(again))

    def all_taken() -> bool:
        return broker.waiting() == 0 and not running.redis.zcard(UNACKNOWLEDGED)

    assert running.until_ready(key)["state"] == "ready"
    wait_for(all_taken)
    sound = audio(running, key)
    assert listener.to_the_end() == sound
    broker.send(again)
    assert broker.waiting() or running.redis.zcard(UNACKNOWLEDGED), "they came"
    wait_for(all_taken)
    assert audio(running, key) == sound
    assert len(stored(running, key)) == made(running.cache.index) - before == parts
    assert (listener.cuts, running.redis.keys("reader:claim:*")) == (0, [])
    table(
        "every message delivered three times",
        f"{2 * len(again)} more for {parts} parts",
        "each part made once, the same bytes, listener not cut",
    )


def test_a_message_is_given_out_again_while_its_worker_still_has_it(running, table):
    """The worker is stopped, not dead: it goes on when another has long made the part."""
    key = running.press(long_article("quá giờ", 5))["key"]
    parts = len(part_keys(running.cache, key))
    listener = Listener(running.address, key)
    wait_for(lambda: len(stored(running, key)) > 1)
    (worker,) = masters(running, "-Q parts")
    asleep = [*worker.children(), worker]
    held = _stopped_while_it_holds(running, asleep)
    began = time.monotonic()
    # As if the time had passed in which a message is to be acknowledged.
    running.redis.zincrby(UNACKNOWLEDGED, -2 * VISIBLE, held)
    with spare_worker(running):
        wait_for(lambda: running.redis.zscore(UNACKNOWLEDGED, held) is None)
        assert running.until_ready(key)["state"] == "ready"
        healed = time.monotonic() - began
        sound = listener.to_the_end()
        assert audio(running, key) == sound
    for process in reversed(asleep):
        process.resume()
    # It has done with its old message when it does a new one.
    assert running.until_ready(running.press(long_article("bài sau", 1))["key"])["state"] == "ready"
    assert audio(running, key) == sound
    assert (len(stored(running, key)), listener.cuts) == (parts, 0)
    wait_for(lambda: not running.redis.keys("reader:claim:*"))
    table(
        "a message's time passes while its worker stands still",
        "given out again; the worker goes on later",
        f"the sound stood still for {listener.stall:.1f} s; one copy, the same bytes",
        healed,
    )


def _stopped_while_it_holds(running, processes) -> str:
    """Stop a worker in the middle of a part: the tag of the message that it has."""
    for _ in range(50):
        for process in processes:
            process.suspend()
        held = running.redis.zrange(UNACKNOWLEDGED, 0, -1)
        if held and running.redis.keys("reader:claim:*"):
            return held[0]
        for process in reversed(processes):
            process.resume()
    raise AssertionError("it never held a message")
