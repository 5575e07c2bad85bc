"""Bounds on reading a page: a child process that may take so much time and memory, then is ended.

A page of two megabytes can be made to keep any HTML parser busy for minutes. The child is kept
from page to page, since starting one takes longer than reading a page.
"""

import multiprocessing
import resource
import tempfile
from collections.abc import Callable
from concurrent.futures import TimeoutError as OutOfTime
from pathlib import Path
from typing import TypeVar

from pebble import ProcessExpired, ProcessPool

from reader.errors import PageUnavailableError
from reader.fetching import Page
from reader.pages.extraction import PageArticle, from_page
from reader.sites import Site

T = TypeVar("T")

PAGES_A_CHILD = 200
"""After so many a new child begins: memory that a parser took is not given back."""


class PageReader:
    """Reads pages, one after another; safe to call from many threads."""

    def __init__(self, seconds: float = 5.0, memory: int = 1 << 30) -> None:
        """Give a page so many seconds, and the child so many bytes. It starts with the first page."""
        self._seconds = seconds
        self._children = ProcessPool(
            max_workers=1,
            max_tasks=PAGES_A_CHILD,
            initializer=_bound,
            initargs=[memory],
            context=multiprocessing.get_context("spawn"),  # a fork of a threaded server may hang
        )

    def read(self, page: Page, site: Site) -> PageArticle:
        """The article on a page.

        Raises:
            NothingToReadError: no article stands on it.
            PageUnavailableError: it cannot be read within the bounds.
        """
        return self.run(from_page, page, site.selectors)

    def run(self, work: Callable[..., T], page: Page, *more: object) -> T:
        """What a function makes of a page's bytes and charset, in the child; raises as it does.

        Raises:
            PageUnavailableError: not within the bounds.
        """
        # By way of a file: a pipe to a busy child would hold everybody in this process up.
        with tempfile.NamedTemporaryFile() as file:
            file.write(page.html)
            file.flush()
            arguments = [work, file.name, page.charset, *more]
            reading = self._children.schedule(_from_file, args=arguments, timeout=self._seconds)
            try:
                found: T = reading.result()
            except (OutOfTime, ProcessExpired, MemoryError) as error:
                raise PageUnavailableError(f"{page.address}: {type(error).__name__}") from error
        return found

    def start(self) -> None:
        """Start the child now, so that the first page does not wait for it."""
        self._children.schedule(_nothing)

    def close(self) -> None:
        """End the child."""
        self._children.stop()  # type: ignore[no-untyped-call] # pebble's one method without types
        self._children.join()


def _from_file(work: Callable[..., T], path: str, charset: str | None, *more: object) -> T:
    return work(Path(path).read_bytes(), charset, *more)


def _nothing() -> None:
    """Done as soon as there is a child."""


def _bound(memory: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
