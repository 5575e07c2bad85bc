"""Answers that never change, kept as they were written: as many as fit."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import cast

from flask import Flask, current_app

ROOM = 16 << 20
"""Bytes of the answers that one process keeps."""

_NAME = "shelf"


class Shelf:
    """Bytes by name; what was asked for longest ago goes first."""

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self._kept: OrderedDict[Hashable, bytes] = OrderedDict()

    def get(self, name: Hashable, make: Callable[[], bytes]) -> bytes:
        """What was made under that name, or is made now."""
        kept = self._kept.pop(name, None)
        if kept is None:
            kept = make()
            self._room -= len(kept)
        self._kept[name] = kept
        while self._room < 0:
            self._room += len(self._kept.popitem(last=False)[1])
        return kept


def install(app: Flask) -> None:
    """Give an app a shelf."""
    app.extensions[_NAME] = Shelf()


def shelf() -> Shelf:
    """The shelf of the app that answers now."""
    return cast("Shelf", current_app.extensions[_NAME])
