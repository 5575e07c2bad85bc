import threading
from dataclasses import replace

import pytest

from audio_cache import NoticeBoard, connect
from reader import presence
from reader.broker import Broker
from reader.catalogue import Catalogue
from reader.jobs import Queue
from reader.orders import Orders
from reader.presence import Post, unattended
from reader.recording import Recording
from tests.reader.articles import sentence
from tests.reader.queues import lists, waiting
from workers.engines.rack import Rack
from workers.engines.rests import MemoryRests
from workers.engines.tone import Tone
from workers.keeper import Keeper

RECORDING = Recording.of("Tin", [sentence("một hai ba")], Tone.voices[0])


@pytest.fixture
def keeper(cache, redis, redis_server):
    board = NoticeBoard(redis, "voices", lasts=60)
    orders = Orders(cache, Broker(redis_server.broker))
    post = Post(presence.board(redis), "parts@here", (Queue.PARTS,))
    return Keeper(Rack([Tone()], MemoryRests()), board, cache, orders, post)


def age(redis, key):
    """Let a recording have been asked for long ago."""
    redis.zadd("reader:pending", {key: 1})


def test_voices_are_announced(keeper):
    keeper.announce()
    assert [voice.id for voice in Catalogue(keeper.board).voices()] == ["tone"]


def test_it_says_where_it_takes_jobs(keeper):
    assert unattended(keeper.post.board) == list(Queue)
    keeper.post.attend()
    assert unattended(keeper.post.board) == [Queue.FIRST, Queue.OPUS, Queue.AHEAD]


def test_what_was_lost_is_ordered_again(keeper, redis):
    keeper.orders.place(RECORDING)
    redis.delete(*lists(), "reader:claim:" + RECORDING.parts[0].key)
    age(redis, RECORDING.key)
    keeper.sweep()
    assert waiting(redis, Queue.FIRST) == 1


def test_what_is_fresh_is_left_alone(keeper, redis):
    keeper.orders.place(RECORDING)
    redis.delete(*lists(), "reader:claim:" + RECORDING.parts[0].key)
    keeper.sweep()
    assert waiting(redis, Queue.FIRST) == 0


def test_one_sweeps_at_a_time(keeper, redis):
    assert keeper.cache.index.lock("sweep", 60)
    keeper.orders.place(RECORDING)
    redis.delete(*lists(), "reader:claim:" + RECORDING.parts[0].key)
    age(redis, RECORDING.key)
    keeper.sweep()
    assert waiting(redis, Queue.FIRST) == 0


def test_what_failed_or_is_finished_is_looked_after_no_more(keeper, redis):
    keeper.orders.place(RECORDING)
    keeper.cache.index.settle(RECORDING.parts[0].key, "engine-broken")
    age(redis, RECORDING.key)
    keeper.sweep()
    assert redis.zcard("reader:pending") == 0


def test_a_round_that_fails_is_not_the_last(keeper, own_redis):
    deaf = replace(keeper, board=NoticeBoard(connect(own_redis.url), "voices", 60))
    own_redis.stop()
    rounds = iter([False, False, True])
    stop = threading.Event()
    stop.is_set = lambda: next(rounds)
    stop.wait = lambda _: True
    deaf.run(stop)
    assert next(rounds, "all were gone") == "all were gone"


class Far(Tone):
    """A tone from far away: it may be out of reach."""

    name = "far"
    voices = (replace(Tone.voices[0], id="far", engine="far"),)

    def __init__(self):
        self.asked = 0

    def answers(self):
        self.asked += 1
        return True


def test_an_engine_far_away_is_probed_once_in_a_while(keeper):
    far, rests = Far(), MemoryRests()
    patient = replace(keeper, rack=Rack([far, Tone()], rests))
    for _ in range(5):
        patient.announce()
    assert far.asked == 1
    catalogue = Catalogue(keeper.board)
    assert catalogue.voice("auto").id == "far"
    rests.rest("far", 60)
    patient.announce()
    assert Catalogue(keeper.board).voice("auto").id == "tone", "what rests is not what auto means"
    assert far.asked == 1


def test_what_was_lost_ahead_is_ordered_ahead_again(keeper, redis):
    keeper.orders.place(RECORDING, ahead=True)
    redis.delete(*lists(), "reader:claim:" + RECORDING.parts[0].key)
    redis.zadd("reader:ahead", {RECORDING.key: 1})
    keeper.sweep()
    assert [waiting(redis, queue) for queue in Queue] == [0, 0, 0, 1]


def test_what_waits_ahead_is_left_alone(keeper, redis):
    keeper.orders.place(RECORDING, ahead=True)
    redis.delete("reader:claim:" + RECORDING.parts[0].key)
    redis.zadd("reader:ahead", {RECORDING.key: 1})
    keeper.sweep()
    assert waiting(redis, Queue.AHEAD) == 1
