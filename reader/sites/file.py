"""sites.toml: read whole or not at all, all mistakes together, and again when it has changed.

A file that is wrong at start stops the program. One that goes wrong while it runs is reported in
the log, and the sites stay as they were: nobody's button dies of somebody's typing error.
"""

import logging
import threading
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from reader.errors import SettingsError
from reader.sites.model import Site, Sites

log = logging.getLogger(__name__)

GUIDE = "docs/sites.md"

State = tuple[int, int, int]


class SitesFile:
    """The sites of a file, as they stand in it now."""

    def __init__(self, path: Path) -> None:
        """Read it.

        Raises:
            SettingsError: with one line for each mistake.
        """
        self.path = path
        self._lock = threading.Lock()
        self._seen = _state(path)
        self._sites = read_sites(path)

    def current(self) -> Sites:
        """The sites; a changed file is read first, once, whoever asks."""
        with self._lock:
            seen = _state(self.path)
            if seen != self._seen:
                self._seen = seen
                self._reload()
            return self._sites

    def _reload(self) -> None:
        try:
            self._sites = read_sites(self.path)
        except SettingsError as error:
            log.error("sites-unchanged %s", error)  # noqa: TRY400 - the mistakes say it all
        else:
            log.info("sites-reloaded %s", ", ".join(self._sites.by_id))


def read_sites(path: Path) -> Sites:
    """Every site of a file.

    Raises:
        SettingsError: with one line for each mistake.
    """
    sites, mistakes = {}, []
    for id_, table in _tables(path).items():
        try:
            sites[id_] = _site(id_, table, path.parent)
        except ValidationError as error:
            mistakes += [f"{path.name}: [{id_}] {line}" for line in _lines(error)]
    if mistakes:
        raise SettingsError("\n".join(mistakes))
    return Sites(sites)


def _tables(path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read: {error.strerror}") from error
    except ValueError as error:  # no TOML, or no UTF-8
        raise SettingsError(f"{path.name}: {error} ({GUIDE})") from error


def _site(id_: str, table: Any, folder: Path) -> Site:  # noqa: ANN401 - whatever the file holds
    if not isinstance(table, dict):
        return Site.model_validate(table)
    found = {**table, "id": id_}
    if isinstance(found.get("lexicon"), str):
        found["lexicon"] = folder / found["lexicon"]
    return Site.model_validate(found)


def _state(path: Path) -> State:
    """Changes when the file does; a file that is away, as while it is being replaced, is a state."""
    try:
        stat = path.stat()
    except OSError:
        return (0, 0, 0)
    return (stat.st_ino, stat.st_mtime_ns, stat.st_size)


def _lines(error: ValidationError) -> Iterator[str]:
    for detail in error.errors(include_url=False):
        where = ".".join(str(step) for step in detail["loc"])
        if detail["type"] == "extra_forbidden":
            yield f"{where} is not known here ({GUIDE})"
        elif detail["type"] == "missing":
            yield f"{where} is missing; it should be {_wanted(detail['loc'])} ({GUIDE})"
        else:
            found = _found(detail["loc"], detail["input"])
            yield f"{where} {found}; it should be {_wanted(detail['loc'])} ({GUIDE})"


def _found(steps: tuple[int | str, ...], value: object) -> str:
    """What stands there; what is, or may be, a secret is not repeated."""
    field = Site.model_fields.get(str(steps[0])) if steps else None
    return f"is {value!r}" if field and field.repr else "is something else"


def _wanted(steps: tuple[int | str, ...]) -> str:
    """The description of the field at that place."""
    table: Any = Site
    wanted = "a table"
    for step in steps:
        if isinstance(table, type) and issubclass(table, BaseModel) and step in table.model_fields:
            field = table.model_fields[str(step)]
            table, wanted = field.annotation, field.description or wanted
    return wanted
