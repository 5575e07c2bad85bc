import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from reader.turns import Turns

LONG = 60


def test_the_next_one_begins_when_one_is_done():
    turns, order = Turns(1, LONG), []
    inside, go_on = threading.Event(), threading.Event()

    def first():
        with turns.taken():
            inside.set()
            assert go_on.wait(10)
            order.append("first is done")

    def second():
        with turns.taken():
            order.append("second begins")

    with ThreadPoolExecutor(2) as pool:
        one = pool.submit(first)
        assert inside.wait(10)
        two = pool.submit(second)
        assert not turns._free.acquire(blocking=False)
        go_on.set()
        one.result()
        two.result()
    assert order == ["first is done", "second begins"]


def test_so_many_work_at_once():
    turns, met = Turns(2, LONG), threading.Barrier(2)

    def work(_):
        with turns.taken():
            met.wait(10)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))


def test_nobody_waits_for_ever_for_one_that_hangs():
    turns = Turns(1, patience=0.01)
    with turns.taken(), turns.taken():
        pass
    with turns.taken():
        assert not turns._free.acquire(blocking=False), "one turn, however many did not wait for it"


def test_who_fails_gives_his_turn_back():
    turns = Turns(1, LONG)
    with pytest.raises(ValueError, match="of his"), turns.taken():
        raise ValueError("of his")
    assert turns._free.acquire(blocking=False)
