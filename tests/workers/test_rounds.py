import threading

import pytest

from audio_cache import StoreUnavailableError
from reader.errors import UnavailableError
from workers.rounds import go_round


@pytest.mark.parametrize("error", [StoreUnavailableError, UnavailableError, PermissionError])
def test_a_work_that_fails_has_its_next_turn_and_the_others_theirs(error):
    stop, done = threading.Event(), []

    def failing():
        done.append("failing")
        raise error("away")

    def other():
        done.append("other")
        if len(done) == 4:
            stop.set()

    go_round([failing, other], 0.001, stop)
    assert done == ["failing", "other"] * 2


def test_a_mistake_of_ours_is_not_hidden():
    def wrong():
        raise TypeError

    with pytest.raises(TypeError):
        go_round([wrong], 0.001, threading.Event())
