"""Presses that come at once: who send the very same are answered as one."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

from flask import Flask, current_app, request

from reader.together import Together
from reader.web import bodies
from reader.web.visitors import is_local

DECIDING = ("Content-Type", "Content-Encoding", "Origin", "Authorization")
"""The headers that decide, with the body, what a press is answered."""

_NAME = "presses"
T = TypeVar("T")


def install(app: Flask) -> None:
    """Let an app answer presses together."""
    app.extensions[_NAME] = Together()


def pressed(answer: Callable[[], T]) -> T:
    """The answer to this request, made once for all who send the very same now.

    Raises:
        BodyTooLargeError: it is not read to its end.
    """
    together = cast("Together[Any]", current_app.extensions[_NAME])
    return cast("T", together.get(_sent(), answer))


def _sent() -> Hashable:
    said = [request.headers.get(name) for name in DECIDING]
    return bodies.whole(), is_local(), *said
