"""What a run writes: results that keep other groups, the table, the plots, the pages."""

import pytest
from lxml import etree

from bench import pages, plots, scaling, table
from bench.figures import Row
from bench.results import Results
from bench.rows import GROUPS

ROW = Row(
    "cold: first byte",
    38.123,
    bar="≤ 2 × floor",
    limit=50,
    ratio=1.5249,
    than="floor",
    beside={"floor": 25.0, "tutorial": 1834.4},
    note="As it was.",
)
COSTS = {
    "article CPU s": 0.6,
    "queued bytes": 8000,
    "commands cold": 300,
    "disk bytes": 3e6,
    "audio bytes": 1.4e6,
    "files": 8,
    "index bytes": 300,
    "whole file CPU s": 0.001,
    "warm POST CPU s": 0.002,
}


def test_a_run_of_one_group_leaves_the_others(tmp_path):
    path = tmp_path / "results.json"
    Results(path).keep("cold", [ROW], {"floor": 25.00001})
    Results(path).keep("herd", [Row("herd", 1)], {})
    kept = Results(path)
    assert kept.series("cold") == {"floor": 25.0}
    (row,) = kept.rows("cold")
    assert (row.figure, row.verdict, row.than) == (38.12, "met", "floor")
    assert [row.work for row in kept.rows("herd")] == ["herd"]
    assert kept.rows("warm") == []


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0.0123, "0.01"), (2, "2"), (2.5, "2.5"), (31.26, "31.3"), (1834.4, "1,834"), (0, "0")],
)
def test_numbers_have_the_digits_worth_reading(value, shown):
    assert table.number(value) == shown


def test_the_table_says_it_all():
    shown = table.plain([ROW])
    for words in ("38.1 ms", "1.52 × floor", "met", "floor 25 · tutorial 1,834", "As it was."):
        assert words in shown
    marked = table.markdown([ROW, ROW])
    assert "**met**" in marked
    assert "(2) As it was." in marked


def test_pages_keep_what_is_around_the_table(tmp_path):
    (tmp_path / "performance.md").write_text(
        "Before <!-- bench: table -->stale<!-- /bench: table --> after"
    )
    (tmp_path / "scaling.md").write_text("<!-- bench: scaling --><!-- /bench: scaling -->")
    results = Results(tmp_path / "results.json")
    results.keep("cold", [ROW], {})
    results.keep("constants", [], COSTS)
    grown = [{"redis": 1_000_000}, {"redis": 7_000_000}]
    results.keep("growth", [], {"sizes": [1000, 11_000], "medians": grown})
    pages.write(results, tmp_path)
    page = (tmp_path / "performance.md").read_text()
    assert page.startswith("Before")
    assert page.endswith("after")
    assert "stale" not in page
    assert "38.1 ms" in page
    counted = (tmp_path / "scaling.md").read_text()
    assert "cores at 60%" in counted
    assert "300 bytes a file, 8 files an article | 72 GB for 30 days" in counted


def test_a_million_articles_are_counted_from_one():
    needs = {what: need for what, _, need in scaling.lines(COSTS)}
    assert needs["articles a second"] == "11.6; 57.9 at the peak"
    assert needs["speaking, eSpeak"].startswith("11.6 cores at 60%")
    assert needs["queue in Redis"].startswith("2 GB for 250,000 articles")
    assert needs["audio kept"] == "3 TB a day, 90 TB for 30 days"


def test_every_plot_is_drawn_and_small(tmp_path):
    results = Results(tmp_path / "results.json")
    results.keep(
        "cold", [ROW], {"floor first": 25.0, "service first": 38.1, "tutorial first": 1834.4}
    )
    results.keep("delivery", [], {"nginx static, whole": 1800.0, "service alone, whole": 900.0})
    medians = [{"rebuild": 5, "verify": 9, "large press": 2, "large lookup": 0.1}] * 2
    results.keep("growth", [], {"sizes": [1, 10], "medians": medians})
    rates = {"espeak": [90.0, 170.0]}
    results.keep("scale", [], {"workers": [1, 2], "one machine": rates, "nodes": {"espeak": []}})
    drawn = plots.draw(results, tmp_path)
    assert [path.stem for path in drawn] == list(plots.PLOTS)
    for path in drawn:
        assert len(path.read_bytes()) < 100_000
        assert "".join(etree.fromstring(path.read_bytes()).itertext()).strip()


def test_groups_have_names_of_their_own():
    assert len(GROUPS) == len({measure.__module__ for measure in GROUPS.values()})
