from datetime import UTC, datetime

import pytest

from reader.budgets import Budgets
from reader.errors import BusyError, OverBudgetError
from reader.sites import Site

BAC = Site(id="bac-ha", name="Bắc Hà")
EVENING = datetime(2026, 1, 1, 16, 59, tzinfo=UTC)
"""A minute before midnight in Vietnam."""


def spend(budgets, characters):
    with budgets.spending(BAC, characters):
        pass


def test_a_day_has_so_many_and_the_next_one_as_many_again(redis):
    now = [EVENING]
    budgets = Budgets(redis, 100, lambda: now[0])
    spend(budgets, 60)
    with pytest.raises(OverBudgetError) as error:
        spend(budgets, 41)
    assert 60 <= error.value.wait <= 61
    spend(budgets, 40)
    now[0] = datetime(2026, 1, 1, 17, 0, tzinfo=UTC)
    spend(budgets, 100)


def test_what_fails_costs_nothing(redis):
    budgets = Budgets(redis, 100)
    for _ in range(3):
        with pytest.raises(BusyError), budgets.spending(BAC, 90):
            raise BusyError
    spend(budgets, 100)


def test_no_bound(redis):
    spend(Budgets(redis, 0), 10**9)
    assert not list(redis.scan_iter())


def test_every_counter_is_forgotten(redis):
    spend(Budgets(redis, 100), 1)
    assert all(0 < redis.ttl(key) <= 2 * 86_400 for key in redis.scan_iter())
