from datetime import UTC, datetime, timedelta

import pytest
from time_machine import travel

from audio_cache import NoticeBoard


def test_a_notice_is_read_until_it_lapses(redis):
    board = NoticeBoard(redis, "voices", lasts=1000)
    board.pin({"a": {"rank": 1}})
    board.pin({"b": 2})
    assert board.read() == {"a": {"rank": 1}, "b": 2}
    assert NoticeBoard(redis, "voices", lasts=-1).read() == {}
    assert NoticeBoard(redis, "others", lasts=1000).read() == {}


@pytest.mark.parametrize("hours", [-1, 1])
def test_a_notice_holds_whatever_the_time_is_at_who_pins_it(redis, hours):
    board = NoticeBoard(redis, "voices", lasts=1000)
    with travel(datetime.now(UTC) + timedelta(hours=hours)):
        board.pin({"a": 1})
    assert board.read() == {"a": 1}
    with travel(datetime.now(UTC) + timedelta(hours=hours)):
        assert board.read() == {"a": 1}
        assert NoticeBoard(redis, "voices", lasts=-1).read() == {}
