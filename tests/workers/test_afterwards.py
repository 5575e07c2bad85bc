import threading

import pytest

from reader import trace
from reader.errors import UnavailableError
from workers.afterwards import afterwards


def test_it_is_done_at_the_end():
    done = []
    with afterwards(lambda: done.append("work"), patience=60):
        assert not done
    assert done == ["work"]


def test_it_is_done_meanwhile_where_that_takes_long_and_once():
    done = []
    early = threading.Event()

    def work():
        done.append(trace.current())
        early.set()

    with trace.working_for("0af7651916cd43dd"), afterwards(work, patience=0):
        assert early.wait(30)
    assert done == ["0af7651916cd43dd"]


def test_it_is_done_though_the_block_fails():
    done = []
    with pytest.raises(ValueError, match="the block"), afterwards(lambda: done.append(1), 60):
        raise ValueError("the block")
    assert done == [1]


def test_what_fails_meanwhile_is_tried_again_at_the_end():
    tried = threading.Event()
    done = []

    def work():
        if not tried.is_set():
            tried.set()
            raise UnavailableError("away")
        done.append(1)

    with afterwards(work, patience=0):
        assert tried.wait(30)
    assert done == [1]


def test_what_fails_at_the_end_is_said():
    def work():
        raise UnavailableError("away")

    with pytest.raises(UnavailableError), afterwards(work, patience=60):
        pass
