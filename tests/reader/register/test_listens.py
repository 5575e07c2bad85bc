from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from audio_cache import LocalStore, connect
from reader.errors import UnavailableError
from reader.register import Listens

EVENING = datetime(2026, 11, 26, 17, 30, tzinfo=UTC)  # half past midnight in Vietnam
TODAY = date(2026, 11, 27)


def test_listens_are_counted_by_article_and_by_vietnam_s_day(listens):
    for id_ in ("a", "b", "a"):
        listens.add("bac-ha", id_, EVENING)
    listens.add("bac-ha", "a", EVENING - timedelta(hours=1))
    listens.add("khac", "a", EVENING)
    assert listens.on("bac-ha", TODAY) == {"a": 2, "b": 1}
    assert listens.lately("bac-ha", 3, EVENING) == {
        date(2026, 11, 25): Counter(),
        date(2026, 11, 26): Counter(a=1),
        TODAY: Counter(a=2, b=1),
    }


def test_a_day_is_forgotten_after_a_year_and_a_month(listens, redis):
    listens.add("bac-ha", "a", EVENING)
    (key,) = redis.keys("reader:listens:bac-ha:*")
    assert 0 < redis.ttl(key) <= 400 * 86_400


def test_what_was_kept_outlives_redis(listens, redis):
    long_ago = EVENING - timedelta(days=200)
    listens.add("bac-ha", "a", long_ago)
    listens.keep("bac-ha", long_ago)
    listens.add("bac-ha", "a", EVENING)
    listens.keep("bac-ha", EVENING)
    redis.flushall()
    listens.add("bac-ha", "b", EVENING)
    listens.keep("bac-ha", EVENING)
    assert listens.on("bac-ha", TODAY) == {"a": 1, "b": 1}
    assert listens.on("bac-ha", TODAY - timedelta(days=200)) == {"a": 1}


def test_redis_away_is_said(tmp_path, own_redis):
    listens = Listens(LocalStore(tmp_path), connect(own_redis.url))
    own_redis.stop()
    with pytest.raises(UnavailableError):
        listens.add("bac-ha", "a", EVENING)
