import json
import signal

import pytest

from audio_cache import AudioCache, Index, LocalStore, connect, names
from reader.broker import Broker
from reader.errors import BusyError, UnavailableError
from reader.jobs import Queue
from reader.orders import Orders
from reader.recording import Recording
from tests.reader.articles import VOICE, sentence
from tests.reader.queues import envelopes, lists, waiting

RECORDING = Recording.of("Tin", [sentence(f"câu {n} " * 30) for n in range(12)], VOICE)
KEYS = [part.key for part in RECORDING.parts]
SPOKEN = (Queue.FIRST, Queue.PARTS, Queue.AHEAD)


@pytest.fixture
def orders(cache, redis_server):
    return Orders(cache, Broker(redis_server.broker))


def order_all(orders):
    """An article, and then what its first part's speaker orders."""
    orders.place(RECORDING)
    orders.go_on(RECORDING)


def jobs(redis):
    """The parts that messages in the queues ask for."""
    found = [json.loads(raw) for raw in envelopes(redis)]
    return [message_of(envelope)["part"] for envelope in found]


def message_of(envelope):
    import base64

    return json.loads(base64.b64decode(envelope["body"]))[0][0]


def test_one_job_a_part(orders, redis):
    assert orders.place(RECORDING) == ""
    assert orders.place(RECORDING) == ""
    assert jobs(redis) == KEYS


def test_the_first_part_goes_to_the_front_and_first_alone(orders, redis):
    orders.place(RECORDING)
    assert [waiting(redis, queue) for queue in SPOKEN] == [1, 0, 0]
    orders.go_on(RECORDING)
    orders.go_on(RECORDING)
    assert [waiting(redis, queue) for queue in SPOKEN] == [1, len(KEYS) - 1, 0]


def test_an_article_of_one_part_has_no_others(orders, redis):
    alone = Recording.of("Ngắn", [sentence("bài ngắn")], VOICE)
    orders.place(alone)
    orders.go_on(alone)
    assert jobs(redis) == [alone.parts[0].key]


def test_a_message_carries_no_text(orders, redis):
    order_all(orders)
    for raw in envelopes(redis, Queue.PARTS):
        assert set(message_of(json.loads(raw))) == {"recording", "part", "index", "trace", "ahead"}


def test_what_is_there_is_not_ordered(orders, cache, redis):
    cache.add_part(KEYS[0], b"sound", {})
    orders.place(RECORDING)
    assert jobs(redis) == KEYS[1:]


def test_where_only_the_joining_is_missing_the_last_part_is_looked_at_again(orders, cache, redis):
    for key in KEYS:
        cache.add_part(key, b"sound", {})
    orders.place(RECORDING)
    assert jobs(redis) == KEYS[-1:]


def test_a_part_that_the_store_lost_is_ordered_again(orders, cache, redis):
    for key in KEYS:
        cache.add_part(key, b"sound", {})
    cache.store.remove(names.part(KEYS[1]))
    orders.place(RECORDING)
    assert jobs(redis) == [KEYS[1]]


def test_a_failed_part_is_said(orders, cache):
    orders.place(RECORDING)
    cache.index.settle(KEYS[1], "engine-broken")
    assert orders.place(RECORDING) == "engine-broken"


def test_a_flushed_redis_is_ordered_anew(orders, redis):
    orders.place(RECORDING)
    redis.flushall()
    orders.replace(RECORDING)
    assert jobs(redis) == KEYS


def test_lost_messages_are_ordered_again(orders, redis, monkeypatch):
    order_all(orders)
    redis.delete(*lists())
    orders.replace(RECORDING)
    assert jobs(redis) == [], "they are not missed yet"
    monkeypatch.setattr("reader.orders.LOST", 0)
    orders.replace(RECORDING)
    assert jobs(redis) == KEYS


def test_waiting_messages_are_not_lost(orders, redis, monkeypatch):
    orders.place(RECORDING)
    monkeypatch.setattr("reader.orders.LOST", 0)
    orders.replace(RECORDING)
    assert jobs(redis) == KEYS


def test_too_much_is_refused(cache, redis_server, redis):
    orders = Orders(cache, Broker(redis_server.broker), limit=1)
    orders.place(RECORDING)
    other = Recording.of("Khác", [sentence("bài khác")], VOICE)
    with pytest.raises(BusyError):
        orders.place(other)
    orders.place(RECORDING)
    assert len(jobs(redis)) == len(KEYS)


def test_a_dead_broker_leaves_nothing_claimed(cache, own_redis):
    orders = Orders(cache, Broker(own_redis.broker))
    own_redis.stop()
    with pytest.raises(UnavailableError):
        orders.place(RECORDING)
    assert cache.begin(RECORDING.key, KEYS) == ["won"] * len(KEYS)


def test_a_dead_index_is_said(tmp_path, own_redis):
    cache = AudioCache(LocalStore(tmp_path), Index(connect(own_redis.url)))
    orders = Orders(cache, Broker(own_redis.broker))
    own_redis.stop()
    with pytest.raises(UnavailableError):
        orders.place(RECORDING)


def test_what_nobody_waits_for_has_a_line_of_its_own(orders, redis):
    orders.place(RECORDING, ahead=True)
    orders.place(RECORDING, ahead=True)
    assert [waiting(redis, queue) for queue in SPOKEN] == [0, 0, len(KEYS)]
    assert (redis.zcard("reader:pending"), redis.zcard("reader:ahead")) == (0, 1)
    assert orders.cache.index.is_pending(RECORDING.key)


def test_a_press_moves_what_is_made_ahead_to_the_front(orders, redis):
    orders.place(RECORDING, ahead=True)
    orders.place(RECORDING)
    orders.place(RECORDING)
    assert [waiting(redis, queue) for queue in SPOKEN] == [1, len(KEYS) - 1, len(KEYS)]
    assert (redis.zcard("reader:pending"), redis.zcard("reader:ahead")) == (1, 0)


def test_who_waits_is_not_moved_to_the_end(orders, redis):
    order_all(orders)
    orders.place(RECORDING, ahead=True)
    assert waiting(redis, Queue.AHEAD) == 0
    assert (redis.zcard("reader:pending"), redis.zcard("reader:ahead")) == (1, 0)


def test_what_is_being_spoken_is_not_ordered_again(orders, cache, redis):
    orders.place(RECORDING, ahead=True)
    cache.index.take(KEYS[0], "token")
    orders.place(RECORDING)
    assert waiting(redis, Queue.FIRST) == 0


def test_too_much_ahead_keeps_no_listener_out(cache, redis_server, redis):
    orders = Orders(cache, Broker(redis_server.broker), limit=1)
    other = Recording.of("Khác", [sentence("bài khác")], VOICE)
    orders.place(RECORDING, ahead=True)
    with pytest.raises(BusyError):
        orders.place(other, ahead=True)
    orders.place(other)
    assert waiting(redis, Queue.FIRST) == 1


def test_ahead_waits_longer_before_it_is_lost(orders, redis, monkeypatch):
    orders.place(RECORDING, ahead=True)
    redis.delete(*lists(Queue.AHEAD))
    orders.replace(RECORDING, ahead=True)
    assert waiting(redis, Queue.AHEAD) == 0
    monkeypatch.setattr("reader.orders.LOST", 0)
    orders.replace(RECORDING, ahead=True)
    assert waiting(redis, Queue.AHEAD) == len(KEYS)


def test_a_broker_that_hangs_is_said_to_be_away(cache, own_redis):
    orders = Orders(cache, Broker(own_redis.broker))
    own_redis.process.send_signal(signal.SIGSTOP)
    try:
        with pytest.raises(UnavailableError):
            orders.broker.waiting()
    finally:
        own_redis.process.send_signal(signal.SIGCONT)
