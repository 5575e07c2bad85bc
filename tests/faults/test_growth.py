"""What the soak calls growth, and what it does not."""

import pytest

from tests.faults.growth import LOOKS, grown, lives
from tests.faults.holding import Holding, Process

MB = 1_000_000


def looks(number=60, pid=7, **changing):
    """Holdings of one process; what is named changes with each look, by a function of its number."""

    def look(n):
        of = {name: change(n) for name, change in changing.items()}
        process = Process(
            "web", of.get("rss", 90 * MB), of.get("threads", 6), of.get("descriptors", 16)
        )
        return Holding({pid: process}, 0, 0, of.get("lasting", 20), 0, 0, of.get("others", 4))

    return [look(n) for n in range(number)]


def steady(number, pid, megabytes):
    return looks(number, pid, rss=lambda _: megabytes * MB)


def test_what_stays_does_not_grow():
    assert grown(looks()) == []


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("rss", lambda n: (90 + n) * MB),
        ("threads", lambda n: 6 + n // 4),
        ("descriptors", lambda n: 16 + n),
        ("lasting", lambda n: 20 + n),
        ("others", lambda n: 4 + n // 2),
    ],
)
def test_what_grows_is_said_in_words_and_figures(name, change):
    (words,) = grown(looks(**{name: change}))
    assert words.startswith("grows: ")
    assert " warm, " in words
    assert words.endswith(" at the end")


def test_a_warm_up_is_no_growth():
    assert grown(looks(rss=lambda n: (40 + min(n, 10) * 9) * MB)) == []


def test_one_busy_moment_is_no_growth():
    assert grown(looks(descriptors=lambda n: 500 if n == 55 else 16)) == []


def test_a_process_that_took_another_s_place_is_judged_by_its_own_life():
    """A young one holds little, an old one much: neither grew."""
    young, old = steady(30, 7, 60), steady(30, 8, 120)
    assert grown(young + old) == []
    leaking = looks(30, pid=8, rss=lambda n: (60 + 4 * n) * MB)
    (words,) = grown(young + leaking)
    assert "(8)" in words


def test_a_process_without_a_parent_is_more_than_there_were():
    extra = [
        Holding(dict.fromkeys(range(1 + k // 10), look.processes[7]), 0, 0, 20, 0, 0, 4)
        for k, look in enumerate(looks())
    ]
    assert any("processes" in words for words in grown(extra))


def test_of_a_short_life_nothing_is_said():
    assert grown(looks(LOOKS - 1, rss=lambda n: n * 100 * MB)) == []


def test_the_report_names_the_longest_life_of_each_kind():
    short, long = steady(20, 7, 90), steady(40, 8, 50)
    assert lives(short + long)["web"][0] == "50 MB warm, 50 at the end"
