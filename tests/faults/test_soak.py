"""A short soak: `make soak` runs a long one."""

import pytest

from tests.faults.soak import soak

MINUTES = 3.0


@pytest.mark.timeout(900)
def test_nothing_is_wrong_lost_or_left_while_faults_come_one_after_another(table):
    said = []
    report = soak(MINUTES, seed=1, every=15, say=said.append)
    assert report["wrong"] == []
    assert report["articles"] > 3, said
    assert report["done"]["live, compared"] > 3, said
    assert sum(report["faults"].values()) >= 4, said
    assert report["looks"] > 60, "what is held was looked at all the while"
    assert {"up", "Redis", "web"} <= report["longest lives"].keys()
    faults = ", ".join(f"{number} {name}" for name, number in report["faults"].items())
    table(
        f"{MINUTES} min of load", faults, f"{report['articles']} articles, no wrong byte, no growth"
    )
