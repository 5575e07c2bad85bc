"""Finds engines: every package may bring some, by an entry point each; ours come in the same way."""

import logging
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from importlib.metadata import EntryPoint, entry_points
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
    for name, point in _declared(wanted).items():
        try:
            yield _made(point, options)
        except EngineMissingError as error:
            log.debug("engine-missing", extra={"engine": name, "error": str(error)})


def load(wanted: Collection[str] = ()) -> None:
    """Import the modules of the engines, and make none: before a fork, so that children share them."""
    for point in _declared(wanted).values():
        with suppress(ImportError):
            point.load()


def names(wanted: Collection[str] = ()) -> list[str]:
    """Every engine that some package declares, or those of them that are wanted."""
    return list(_declared(wanted))


def make(name: str, options: Options | None = None) -> Engine:
    """The engine of that name.

    Raises:
        EngineMissingError: no package declares it, or it lacks a library, a model, an option.
    """
    declared = _declared([name])
    if name not in declared:
        raise EngineMissingError(f"no package declares the engine {name!r}")
    return _made(declared[name], options)


def _declared(wanted: Collection[str]) -> dict[str, EntryPoint]:
    """By name, in its order: what is wanted; else all but what speaks on request alone."""
    points = {point.name: point for point in entry_points(group=ENTRY_POINTS)}
    return {
        name: points[name]
        for name in sorted(points)
        if name in (wanted or points.keys() - ON_REQUEST)
    }


def _made(point: EntryPoint, options: Options | None) -> Engine:
    try:
        engine = cast("Callable[..., Engine]", point.load())
    except ImportError as error:
        raise EngineMissingError(f"{error}; it comes with the extra {point.name!r}") from error
    return engine(**(options or {}).get(point.name, {}))
