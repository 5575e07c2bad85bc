from dataclasses import replace

import pytest

from audio_cache import connect
from reader import reports
from reader.errors import UnavailableError
from reader.reports import Report, Reports

ONE = Report("a" * 64, 3, "Đ/c Nam", "đồng chí Nam")


def test_what_is_reported_is_kept(redis):
    Reports(redis).add(ONE, now=1)
    assert Reports(redis).latest() == [ONE]


def test_the_same_sentence_is_counted_wherever_it_was_heard(redis):
    kept = Reports(redis)
    kept.add(ONE, now=1)
    kept.add(replace(ONE, recording="b" * 64, sentence=7), now=2)
    (only,) = kept.latest()
    assert (only.times, only.recording) == (2, "b" * 64)


def test_the_latest_comes_first(redis):
    kept = Reports(redis)
    kept.add(replace(ONE, text="hai"), now=2)
    kept.add(replace(ONE, text="một"), now=1)
    assert [each.text for each in kept.latest()] == ["hai", "một"]
    assert [each.text for each in kept.latest(1)] == ["hai"]


def test_the_oldest_go(redis, monkeypatch):
    monkeypatch.setattr(reports, "MOST", 3)
    kept = Reports(redis)
    for number in range(6):
        kept.add(replace(ONE, text=str(number)), now=number)
    assert [each.text for each in kept.latest()] == ["5", "4", "3"]
    assert redis.hlen("reader:reports:said") == redis.hlen("reader:reports:times") == 3


def test_redis_away_is_said(own_redis):
    kept = Reports(connect(own_redis.url))
    own_redis.stop()
    with pytest.raises(UnavailableError):
        kept.add(ONE, now=1)
