import os
import threading

import pytest

from reader.errors import EngineBrokenError
from workers.engines.deadline import Deadline


def test_work_is_done_in_another_thread_and_the_same_one_again():
    deadline = Deadline(60)
    first, second = (deadline.run(threading.get_ident) for _ in range(2))
    assert first == second != threading.get_ident()


def test_what_goes_wrong_there_is_raised_here():
    deadline = Deadline(60)
    with pytest.raises(ZeroDivisionError):
        deadline.run(lambda: 1 // 0)
    assert deadline.run(lambda: 1) == 1


def test_what_hangs_is_left_behind_and_only_so_much_of_it():
    deadline, over = Deadline(0.01, most=2), threading.Event()
    for _ in range(2):
        with pytest.raises(EngineBrokenError, match="no answer"):
            deadline.run(over.wait)
    with pytest.raises(EngineBrokenError, match="still hang"):
        deadline.run(lambda: 1)
    over.set()
    while True:
        try:
            assert deadline.run(lambda: 1, 60) == 1
            break
        except EngineBrokenError:
            continue


def test_a_child_process_has_threads_of_its_own():
    deadline = Deadline(60)
    deadline.run(lambda: 1)
    child = os.fork()
    if child == 0:
        try:
            os._exit(deadline.run(lambda: 7))
        finally:
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
