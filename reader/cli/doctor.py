"""`doc-bai-viet doctor`: what this machine has, what is missing, and how to get it."""

import os
import platform
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import click

from audio_cache import CacheError, open_store
from reader.cli import redis_server
from reader.cli.running import told
from reader.cli.tables import table
from reader.errors import EngineError, ReaderError
from reader.settings import Settings, variable
from workers.engines.base import Remote
from workers.engines.contract import broken
from workers.engines.plugins import Options, make, names

ENOUGH = 1 << 30
"""Bytes of disk under which it is said to be short: a thousand articles, about."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; without what is `needed` the service does not run."""

    what: str
    good: bool
    detail: str
    needed: bool = True


@click.command()
def doctor() -> None:
    """Say what this machine has, and what is missing.

    Loads each engine, finds Redis, looks at the disk. Exits with 1 if the service cannot run.
    """
    settings = Settings.from_environment(os.environ)
    found = [finding for check in CHECKS for finding in check(settings)]
    for line in table([(_mark(each), each.what, each.detail) for each in found]):
        click.echo(line)
    if any(each.needed and not each.good for each in found):
        raise SystemExit(1)


def _mark(finding: Finding) -> str:
    if finding.good:
        return "ok"
    return "MISSING" if finding.needed else "-"


def _python(_: Settings) -> Iterator[Finding]:
    yield Finding("Python", good=True, detail=platform.python_version())


def _settings(settings: Settings) -> Iterator[Finding]:
    """Those that were set; a URL may hold a password, so it is not shown."""
    for field in sorted(settings.model_fields_set):
        shown = Settings.model_fields[field].repr
        value = str(getattr(settings, field)) if shown else "(set)"
        yield Finding(variable(field), good=True, detail=value)


def _disk(settings: Settings) -> Iterator[Finding]:
    for folder in (settings.data_dir, settings.audio_dir):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder):
                free = shutil.disk_usage(folder).free
        except OSError as error:
            yield Finding("folder", good=False, detail=f"{folder}: {error.strerror}")
        else:
            yield Finding("folder", free >= ENOUGH, f"{folder}: {free:,} bytes free", needed=False)


def _bucket(settings: Settings) -> Iterator[Finding]:
    """The bucket of the settings, if there is one, is asked something."""
    try:
        storage = settings.storage
        if storage.place is not None:
            open_store(storage).ping()
            yield Finding("bucket", good=True, detail=f"{settings.store_url} answers")
    except (CacheError, ReaderError) as error:
        yield Finding("bucket", good=False, detail=str(error))


def _redis(settings: Settings) -> Iterator[Finding]:
    if settings.redis_url is not None:
        there = redis_server.answers(settings.redis_url)
        detail = "answers" if there else "does not answer; it is named by READER_REDIS_URL"
        yield Finding("Redis", there, detail)
        return
    try:
        yield Finding("Redis", good=True, detail=f"{redis_server.find()}, for `up` to run")
    except ReaderError as error:
        yield Finding("Redis", good=False, detail=str(error))
    url = told(settings.data_dir)
    if url and redis_server.answers(url):
        yield Finding("up", good=True, detail=f"runs on {settings.data_dir}")


def _engines(settings: Settings) -> Iterator[Finding]:
    """Each engine that is known here is tried on the contract's quick half; one of them is needed."""
    found = [_engine(name, settings.engine_options) for name in names(settings.engines)]
    yield from found
    if not any(finding.good for finding in found):
        yield Finding("voice", good=False, detail="none: pip install 'doc-bai-viet[espeak]'")


def _engine(name: str, options: Options) -> Finding:
    try:
        engine = make(name, options)
        if isinstance(engine, Remote) and not engine.answers():
            return Finding(name, good=False, detail="does not answer from here", needed=False)
        voices = engine.voices
        faults = [fault for voice in voices[:1] for fault in broken(engine, voice)]
    except EngineError as error:
        return Finding(name, good=False, detail=str(error), needed=False)
    said = "; ".join(faults) or ", ".join(voice.id for voice in voices) or "no voice: no model"
    return Finding(name, good=bool(voices) and not faults, detail=said, needed=False)


CHECKS: tuple[Callable[[Settings], Iterator[Finding]], ...] = (
    _python,
    _settings,
    _disk,
    _bucket,
    _redis,
    _engines,
)
