"""Rests, in memory and in a Redis that two workers share: one probe at a time, then all or none."""

import pytest

from audio_cache import connect
from workers.engines import rests
from workers.engines.rests import MemoryRests, RedisRests


@pytest.fixture(params=["memory", "redis"])
def pair(request, redis_server, redis):
    """The rests of two workers."""
    if request.param == "memory":
        one = MemoryRests()
        yield one, one
    else:
        with connect(redis_server.url) as other:
            yield RedisRests(redis), RedisRests(other)


def until(condition):
    """Wait for it; pytest's own time limit bounds this."""
    while not condition():
        pass


def test_nothing_rests_at_first(pair):
    assert not any(each.is_resting("gtts") for each in pair)


def test_a_rest_holds_for_everyone_and_for_that_engine_alone(pair):
    pair[0].rest("gtts", 60)
    assert pair[0].is_resting("gtts")
    assert pair[1].is_resting("gtts")
    assert not pair[1].is_resting("edge")


def test_after_a_rest_one_caller_probes(pair):
    pair[0].rest("gtts", 0.05)
    until(lambda: not pair[1].is_resting("gtts"))
    assert pair[0].is_resting("gtts")
    assert pair[1].is_resting("gtts")


def test_a_probe_that_speaks_lets_all_through(pair):
    pair[0].rest("gtts", 0.05)
    until(lambda: not pair[0].is_resting("gtts"))
    pair[0].recovered("gtts")
    assert not any(each.is_resting("gtts") for each in (*pair, *pair))


def test_a_probe_that_fails_rests_it_again(pair):
    pair[0].rest("gtts", 0.05)
    until(lambda: not pair[0].is_resting("gtts"))
    pair[0].rest("gtts", 60)
    assert pair[1].is_resting("gtts")


def test_a_probe_that_died_gives_way_to_another(pair, monkeypatch):
    monkeypatch.setattr(rests, "PROBE", 0.05)
    pair[0].rest("gtts", 0.01)
    until(lambda: not pair[0].is_resting("gtts"))
    until(lambda: not pair[1].is_resting("gtts"))


def test_redis_that_is_away_rests_nobody(own_redis):
    with connect(own_redis.url) as client:
        alone = RedisRests(client)
        own_redis.stop()
        alone.rest("gtts", 60)
        assert not alone.is_resting("gtts")
        alone.recovered("gtts")


def test_to_ask_whether_it_is_trusted_takes_nobodys_turn(pair):
    assert not pair[1].is_tripped("gtts")
    pair[0].rest("gtts", 0.05)
    until(lambda: pair[1].is_tripped("gtts") and not pair[0].is_resting("gtts"))
    assert pair[1].is_tripped("gtts"), "probed, and not recovered yet"
    pair[0].recovered("gtts")
    assert not pair[1].is_tripped("gtts")
