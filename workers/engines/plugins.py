"""Finds engines: every package may bring some, by an entry point each; ours come in the same way."""

import logging
from collections.abc import Callable, Collection, Iterator, Mapping
from importlib.metadata import entry_points
from typing import Any, cast

from reader.errors import EngineMissingError
from workers.engines.base import ENTRY_POINTS, Engine

log = logging.getLogger(__name__)

ON_REQUEST = frozenset({"tone"})
"""Engines that speak only where they are asked for by name."""

Options = Mapping[str, Mapping[str, Any]]
"""What each engine is made with: {"piper": {"models": Path("…")}}."""


def engines(wanted: Collection[str] = (), options: Options | None = None) -> Iterator[Engine]:
    """The engines that can be had here; of those, where some are wanted by name, only they."""
    for name in names(wanted):
        try:
            yield make(name, options)
        except EngineMissingError as error:
            log.debug("engine-missing", extra={"engine": name, "error": str(error)})


def names(wanted: Collection[str] = ()) -> list[str]:
    """Every engine that some package declares, or those of them that are wanted."""
    declared = [point.name for point in entry_points(group=ENTRY_POINTS)]
    return sorted(name for name in declared if name in (wanted or set(declared) - ON_REQUEST))


def make(name: str, options: Options | None = None) -> Engine:
    """The engine of that name.

    Raises:
        EngineMissingError: no package declares it, or it lacks a library, a model, an option.
    """
    points = entry_points(group=ENTRY_POINTS, name=name)
    if not points:
        raise EngineMissingError(f"no package declares the engine {name!r}")
    try:
        engine = cast("Callable[..., Engine]", points[name].load())
    except ImportError as error:
        raise EngineMissingError(f"{error}; it comes with the extra {name!r}") from error
    return engine(**(options or {}).get(name, {}))
