"""What fuzzing once found, and what it begins with, keeps every promise now."""

from pathlib import Path

import pytest

from tests.fuzz.targets import SHARES, TARGETS, seeds

CRASHES = sorted((Path(__file__).parent / "crashes").glob("*-*"))


@pytest.mark.parametrize("crash", CRASHES, ids=lambda path: path.name)
def test_what_was_found_is_mended(crash: Path) -> None:
    TARGETS[crash.name.split("-")[0]](crash.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
def test_fuzzing_begins_with_what_is_well(name: str) -> None:
    assert SHARES[name] > 0
    begun = seeds(name)[::20]
    assert begun
    for seed in begun:
        TARGETS[name](seed)
