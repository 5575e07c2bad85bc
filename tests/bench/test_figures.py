"""The arithmetic of the table: what a median, a p95 and a verdict are."""

import pytest

from bench.figures import Row, Sample, in_turn, seldom


def test_a_quantile_is_a_value_that_was_measured():
    sample = Sample([5, 1, 4, 2, 3])
    assert sample.median == 3
    assert [sample.quantile(share) for share in (0.2, 0.5, 0.95, 1)] == [1, 3, 5, 5]
    hundred = Sample(list(range(1, 101)))
    assert hundred.quantile(0.95) == 95
    assert hundred.quantile(0.99) == 99


def test_trials_take_turns_and_what_warms_up_is_not_counted():
    order = []

    def trial(name):
        return lambda: order.append(name) or {name: len(order)}

    found = in_turn(2, trial("a"), trial("b"))
    assert "".join(order) == "ababab"
    assert found["a"].values == [3, 5]
    assert found["b"].values == [4, 6]


def test_what_takes_long_is_tried_seldom_and_in_the_first_round_that_counts():
    tried = []
    trial = seldom(lambda: tried.append(1) or {"slow": float(len(tried))}, 3)
    found = in_turn(7, trial)
    assert found["slow"].values == [2, 3, 4]


@pytest.mark.parametrize(
    ("figure", "limit", "at_least", "verdict", "share"),
    [
        (10, 20, False, "met", 0.5),
        (20, 20, False, "met", 1),
        (30, 20, False, "missed", 1.5),
        (40, 20, True, "met", 0.5),
        (10, 20, True, "missed", 2),
        (0, 0, False, "met", 0),
        (3, 0, False, "missed", 1),
        (10, None, False, "", None),
    ],
)
def test_a_verdict_and_how_much_of_the_bar_is_used(figure, limit, at_least, verdict, share):
    row = Row("work", figure, limit=limit, at_least=at_least)
    assert (row.verdict, row.share) == (verdict, share)
