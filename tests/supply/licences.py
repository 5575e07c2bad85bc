"""Writes docs/licences.md: what an installation is made of, and under which licence (`make licences`)."""

import re
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

OURS = "doc-bai-viet"
PAGE = Path(__file__).parents[2] / "docs" / "licences.md"
FOR_WORK = {"test", "check", "fuzz", "docs"}
"""Extras that no installation has."""

SILENT = {"espeakng-loader": "GPL-3.0-or-later, of the espeak-ng inside"}
"""Packages that say nothing in their metadata, and what is in them."""

HEAD = """# Licences

What an installation is made of, by `make licences`, from what each package says of itself. The core alone
is what `pip install doc-bai-viet` brings; an extra brings its own, under its own licence, and whoever passes such an
installation on keeps that licence too.

| package | licence | comes with |
| --- | --- | --- |
"""


def rows() -> dict[str, tuple[str, str]]:
    """Each package: its licence, and "core" or the extras that bring it."""
    core = dict(_closure(OURS, ""))
    found = {name: (licence, "core") for name, licence in core.items()}
    ours = distribution(OURS).metadata.get_all("Provides-Extra") or []
    for extra in sorted({*ours} - FOR_WORK):
        for name, licence in _closure(OURS, extra):
            if name not in core:
                before = f"{found[name][1]}, " if name in found else ""
                found[name] = (licence, f"{before}`{extra}`")
    return dict(sorted(found.items()))


def page() -> str:
    """The whole page."""
    lines = (f"| {name} | {licence} | {by} |" for name, (licence, by) in rows().items())
    return HEAD + "\n".join(lines) + "\n"


def _closure(name: str, extra: str) -> Iterator[tuple[str, str]]:
    """All that a package needs, each once, with its licence."""
    seen, left = set[tuple[str, str]](), [(name, extra)]
    while left:
        wanted, by = left.pop()
        if (wanted, by) in seen:
            continue
        seen.add((wanted, by))
        try:
            found = distribution(wanted)
        except PackageNotFoundError:
            continue
        if wanted != OURS:
            yield wanted, _licence(found)
        left += _needs(found, by)


def _needs(found: Distribution, extra: str) -> Iterator[tuple[str, str]]:
    for line in found.requires or []:
        need = Requirement(line)
        if need.marker is None or need.marker.evaluate({"extra": extra}):
            yield from ((canonicalize_name(need.name), each) for each in {"", *need.extras})


def _licence(found: Distribution) -> str:
    """As an expression, or as its classifier or its first line says."""
    said = found.metadata
    classified = [
        line.rpartition(" :: ")[2]
        for line in said.get_all("Classifier") or []
        if line.startswith("License :: ") and not line.endswith("OSI Approved")
    ]
    text = (said.get("License") or "").strip().partition("\n")[0]
    if said["Name"] in SILENT:
        return SILENT[said["Name"]]
    return said.get("License-Expression") or " and ".join(classified) or _short(text) or "?"


def _short(text: str) -> str:
    return re.sub(r"\s+", " ", text)[:60]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
