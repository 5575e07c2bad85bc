"""Plots are drawn for whatever was measured."""

import re
from pathlib import Path

import pytest

from bench import svg


@pytest.mark.parametrize("highest", [0.5, 1, 4.7, 9, 10, 59, 61, 620, 899, 1000, 7777])
def test_whatever_the_highest_value_a_few_rules_are_drawn(highest: float, tmp_path: Path) -> None:
    path = tmp_path / "plot.svg"
    svg.lines(path, "A plot", svg.Axes("right", "up"), [1, 2], {"a line": [0, highest]})
    rules = re.findall("<line", path.read_text())
    assert 3 <= len(rules) <= 9
