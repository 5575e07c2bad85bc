"""Expressions are compiled when they are asked, and every one of the stage is well formed."""

import re
import subprocess
import sys
from importlib import import_module
from pkgutil import walk_packages
from typing import cast

import pytest

import reader.text
from reader.text.expressions import expression

MODULES = [found.name for found in walk_packages(reader.text.__path__, "reader.text.")]
COUNT = """
import dataclasses, pathlib, re, sys
before, made = re._compiler.compile, []
re._compiler.compile = lambda *of: made.append(of) or before(*of)
import reader.text
sys.exit(len(made))
"""


@pytest.mark.parametrize("name", MODULES)
def test_every_expression_compiles(name: str) -> None:
    kind = type(expression("a"))
    for found in vars(import_module(name)).values():
        if isinstance(found, kind):
            re.compile(cast("re.Pattern[str]", found).pattern)


def test_it_answers_as_a_compiled_one() -> None:
    lazy, made = expression("(a)b*", re.IGNORECASE), re.compile("(a)b*", re.IGNORECASE)
    for text in ("ABBa", "b", ""):
        assert lazy.findall(text) == made.findall(text)
        assert bool(lazy.match(text)) == bool(made.match(text))
        assert lazy.sub("-", text) == made.sub("-", text)
    assert [found.span() for found in lazy.finditer("xab a")] == [(1, 3), (4, 5)]


def test_importing_compiles_none() -> None:
    assert subprocess.run([sys.executable, "-c", COUNT], check=False).returncode == 0
