import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from reader.recent import Recent


def test_all_who_ask_at_once_get_one_answer() -> None:
    recent: Recent[object] = Recent()
    made, together = [], threading.Barrier(20)

    def make() -> object:
        made.append(object())
        return made[-1]

    def ask(_: int) -> object:
        together.wait()
        return recent.get("page", make)

    with ThreadPoolExecutor(20) as people:
        answers = set(people.map(ask, range(20)))
    assert len(made) == len(answers) == 1


def test_a_failure_is_told_and_not_kept() -> None:
    recent: Recent[int] = Recent()
    for _ in range(2):
        with pytest.raises(KeyError):
            recent.get("page", lambda: {}["away"])
    assert recent.get("page", lambda: 1) == 1


def test_answers_are_kept_for_a_while_and_not_too_many() -> None:
    over: Recent[int] = Recent(seconds=-1)
    assert [over.get("page", lambda: 1), over.get("page", lambda: 2)] == [1, 2]
    few: Recent[int] = Recent(most=2)
    assert [few.get(key, lambda: 1) for key in "abc"] == [1, 1, 1]
    assert [few.get(key, lambda: 2) for key in "cba"] == [1, 1, 2]
