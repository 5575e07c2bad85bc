"""The tables of data beside the code, read once, when first asked for."""

from collections.abc import Iterator
from pathlib import Path

_DATA = Path(__file__).parent / "data"


def rows(name: str) -> Iterator[list[str]]:
    """Give the cells of each row of a table, without its comments."""
    for row in (_DATA / name).read_text(encoding="utf-8").splitlines():
        if row and not row.startswith("#"):
            yield row.split("\t")
