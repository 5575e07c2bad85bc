"""bench/results.json: what was measured last, group by group, and on which machine."""

import json
import os
import platform
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bench.figures import Row

RESULTS = Path(__file__).parent / "results.json"
DIGITS = 4

Series = Mapping[str, Any]
"""Figures that are drawn and not judged, by name."""


class Results:
    """The table, group by group. A run of some groups leaves the others as they were."""

    def __init__(self, path: Path = RESULTS) -> None:
        self.path = path
        self.found: dict[str, Any] = _read(path)

    def keep(self, group: str, rows: Iterable[Row], series: Series) -> None:
        """Keep what a group came to, in place of what it came to before, and write all down."""
        self.found.setdefault("groups", {})[group] = {
            "rows": [asdict(row) for row in rows],
            "series": dict(series),
        }
        self.found["machine"] = machine()
        self.path.write_text(
            json.dumps(_short(self.found), indent=2, ensure_ascii=False, sort_keys=False) + "\n"
        )

    def rows(self, group: str) -> list[Row]:
        """The rows of a group; none where it was never measured."""
        return [Row(**row) for row in self._group(group).get("rows", [])]

    def series(self, group: str) -> Series:
        """The series of a group; empty where it was never measured."""
        return dict(self._group(group).get("series", {}))

    def _group(self, name: str) -> dict[str, Any]:
        return dict(self.found.get("groups", {}).get(name, {}))


def machine() -> dict[str, object]:
    """What it was measured on."""
    return {
        "cores": os.cpu_count() or 1,
        "processor": _processor(),
        "memory GB": round(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 1e9),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()}",
    }


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text())
    except FileNotFoundError:
        return {}
    return found if "groups" in found else {}


def _short(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """The same with as many digits as mean something."""
    if isinstance(value, float):
        return float(f"{value:.{DIGITS}g}")
    if isinstance(value, Mapping):
        return {name: _short(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_short(each) for each in value]
    return value
