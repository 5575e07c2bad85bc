import signal

import pytest
from redis import exceptions as redis_errors

from audio_cache import Index, IndexUnavailableError, connect
from audio_cache.index import LEASE

A, B = "a" * 64, "b" * 64
ONE, TWO = "1" * 64, "2" * 64


def test_a_part_is_won_once(index):
    assert index.begin(A, [ONE, TWO]) == ["won", "won"]
    assert index.begin(A, [ONE, TWO]) == ["wait", "wait"]
    assert index.begin(B, [TWO]) == ["wait"]


def test_a_part_that_is_there_is_not_claimed(index):
    index.note(f"parts/{ONE[:2]}/{ONE}.part", 10)
    assert index.begin(A, [ONE, TWO]) == ["have", "won"]


def test_a_worker_alone_has_a_part(index):
    index.begin(A, [ONE])
    assert index.take(ONE, "first").attempts == 1
    assert index.take(ONE, "second").attempts == 0
    assert index.renew(ONE, "first")
    assert not index.renew(ONE, "second")


def test_a_dead_workers_part_can_be_had_again(index, redis):
    index.begin(A, [ONE])
    index.take(ONE, "dead")
    assert 0 < redis.ttl("reader:claim:" + ONE) <= LEASE
    redis.delete("reader:claim:" + ONE)  # what the lapse of the lease does
    assert index.begin(A, [ONE]) == ["won"]
    assert index.take(ONE, "next").attempts == 2


def test_a_lost_message_is_owed_again(index):
    index.begin(A, [ONE])
    assert index.begin(A, [ONE], lost=600) == ["wait"]
    assert index.begin(A, [ONE], lost=0) == ["won"]


def test_work_in_hand_is_not_lost(index):
    index.begin(A, [ONE])
    index.take(ONE, "alive")
    assert index.begin(A, [ONE], lost=0) == ["wait"]


def test_who_waits_is_told(index):
    index.begin(A, [ONE])
    index.begin(B, [ONE])
    assert sorted(index.settle(ONE)) == [A, B]
    assert index.settle(ONE) == []
    assert index.follow(B, "0", 0.05) != "0"


def test_where_all_is_noted_what_is_not_is_in_no_store(index):
    there = f"parts/{ONE[:2]}/{ONE}.part"
    other = f"parts/{TWO[:2]}/{TWO}.part"
    index.note(there, 10)
    assert index.lacking([there, other]) == frozenset()
    assert not index.take(TWO, "worker").lacking
    index.complete()
    assert index.lacking([there, other]) == {other}
    assert index.begin(A, [ONE, "3" * 64]) == ["have", "new"]
    assert index.take(TWO, "worker").lacking
    assert index.take(TWO, "another") == (0, True)
    assert not index.take(ONE, "worker").lacking


def test_who_made_a_part_is_told_whether_its_recording_goes_on(index):
    index.begin(A, [ONE, TWO])
    index.begin(B, [ONE])
    waiting, going_on = index.settle_for(ONE, A, TWO)
    assert sorted(waiting) == [A, B]
    assert going_on is False, "nobody knows all that is there"
    index.complete()
    assert index.settle_for(ONE, A, TWO) == ([], True)
    index.note(f"parts/{TWO[:2]}/{TWO}.part", 10)
    assert index.settle_for(ONE, A, TWO) == ([], False), "its last part is there"
    index.forget(f"parts/{TWO[:2]}/{TWO}.part")
    index.leave(A, [ONE, TWO])
    assert index.settle_for(ONE, A, TWO) == ([], False), "it was removed"


def test_a_failure_is_remembered(index):
    index.begin(A, [ONE])
    index.settle(ONE, "engine-broken")
    assert index.begin(A, [ONE]) == ["failed:engine-broken"]
    assert index.failure([TWO, ONE]) == "engine-broken"


def test_too_much_is_refused_and_what_is_being_made_is_not(index):
    index.begin(A, [ONE], limit=1)
    assert index.begin(B, [TWO], limit=1) == ["busy"]
    assert index.begin(A, [ONE], limit=1) == ["wait"]


def test_bytes_are_counted_once(index):
    index.note("parts/x", 10)
    index.note("parts/x", 12)
    index.note("parts/y", 3)
    assert index.totals() == (2, 15)
    for _ in range(2):  # as two nodes may, that sweep at once
        index.forget("parts/x")
    assert index.totals() == (1, 3)


def test_many_are_noted_as_each_would_be(index):
    index.note("parts/x", 10)
    index.note_many([("parts/x", 12, 5.0), ("parts/y", 3, 7.0)])
    index.note_many([])
    assert index.totals() == (2, 15)
    assert index.oldest(9)[0] == ("parts/y", 7.0), "x was heard later than it is said to have been"


def test_that_all_is_noted_is_forgotten_with_it(index):
    assert not index.is_complete()
    index.complete()
    assert index.is_complete()
    index.clear_files()
    assert not index.is_complete()


def test_a_dead_redis_is_said_promptly_and_left_alone(own_redis):
    index = Index(connect(own_redis.url))
    index.ping()
    own_redis.stop()
    with pytest.raises(IndexUnavailableError):
        index.ping()
    own_redis.start()
    with pytest.raises(IndexUnavailableError) as refused:
        index.ping()
    assert "a moment ago" in str(refused.value.__cause__)


def test_a_hung_redis_costs_one_silence_and_heals(own_redis, monkeypatch):
    index = Index(connect(own_redis.url, patience=0.1))
    own_redis.process.send_signal(signal.SIGSTOP)
    with pytest.raises(IndexUnavailableError) as silence:
        index.ping()
    assert isinstance(silence.value.__cause__, redis_errors.TimeoutError)
    for _ in range(1000):
        with pytest.raises(IndexUnavailableError):
            index.totals()
    own_redis.process.send_signal(signal.SIGCONT)
    monkeypatch.setattr(index.redis.get_retry(), "_silent_until", 0.0)
    index.ping()


def test_words_are_tallied_and_the_rarest_go(index, monkeypatch):
    monkeypatch.setattr("audio_cache.index.TALLIED", 2)
    index.tally("acronyms", ["A", "B", "B"])
    index.tally("acronyms", ["C", "C", "C"])
    assert index.tallied("acronyms") == [("C", 3), ("B", 2)]
