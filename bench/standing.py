"""The service as it is measured: one that groups share, and others of a group's own."""

import atexit
import contextlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import psutil

from tests import running
from tests.running import Service

GONE = 10
"""Seconds that the killed may take to be gone: their folder is removed next."""


@contextlib.contextmanager
def service(
    settings: Mapping[str, str] | None = None,
    within: Sequence[str] = (),
    folder: Path | None = None,
) -> Iterator[Service]:
    """As the tests run it, but killed in the end: Celery's farewell takes seconds, of each of many."""
    with running.service(settings, within=within, folder=folder) as started:
        try:
            yield started
        finally:
            _kill(started)


@cache
def standing() -> Service:
    """The one with two workers that all groups share which need no other."""
    stack = contextlib.ExitStack()
    atexit.register(stack.close)
    return stack.enter_context(service({"READER_WORKERS": "2"}))


def _kill(started: Service) -> None:
    """The supervisor first, so that it starts nothing again; until all are gone, and write no more."""
    processes = [psutil.Process(started.process.pid), *started.processes()]
    for process in processes:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()
    psutil.wait_procs(processes, timeout=GONE)
