import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from reader.together import Together


def test_who_asks_meanwhile_gets_the_same_answer_and_who_asks_later_a_new_one():
    together, begun, go_on = Together(), threading.Event(), threading.Event()

    def make():
        begun.set()
        assert go_on.wait(10)
        return object()

    with ThreadPoolExecutor() as pool:
        first = pool.submit(together.get, "a", make)
        assert begun.wait(10)
        others = [pool.submit(together.get, "a", make) for _ in range(3)]
        apart = pool.submit(together.get, "b", object)
        assert apart.result() is not None
        while len(together._making["a"]._condition._waiters) < len(others):
            pass
        go_on.set()
        assert {other.result() for other in others} == {first.result()}
    assert together.get("a", make) is not first.result()


def test_a_failure_is_told_and_forgotten():
    together = Together()
    with pytest.raises(ZeroDivisionError):
        together.get("a", lambda: 1 // 0)
    assert together.get("a", lambda: 1) == 1
