import threading

import pytest

from audio_cache import IndexUnavailableError
from workers.pulse import beating


def test_it_renews_while_the_work_lasts_and_never_afterwards():
    beats, twice = [], threading.Event()

    def renew():
        beats.append(1)
        if len(beats) >= 2:
            twice.set()

    with beating(renew, 0.001):
        assert twice.wait(30)
    ended = len(beats)
    assert not any("_beat" in thread.name for thread in threading.enumerate())
    assert len(beats) == ended


def test_redis_that_is_away_ends_neither_the_work_nor_the_pulse():
    beats, again = [], threading.Event()

    def renew():
        beats.append(1)
        if len(beats) == 1:
            raise IndexUnavailableError("away")
        again.set()

    with beating(renew, 0.001):
        assert again.wait(30)


def test_an_error_of_the_work_goes_through():
    with pytest.raises(ZeroDivisionError), beating(lambda: None):
        raise ZeroDivisionError
