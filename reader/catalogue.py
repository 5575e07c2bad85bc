"""Which voices are on offer now: what the workers last said, kept at hand.

Workers pin their voices to a notice board every few seconds, each with whether it can be reached.
Nobody who waits to hear something ever waits for a voice to be tried.
"""

import time
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from pydantic import TypeAdapter

from audio_cache import IndexUnavailableError, NoticeBoard
from reader.errors import UnavailableError, UnknownVoiceError
from reader.voices import AUTO, Voice

_VOICE = TypeAdapter(Voice)

BOARD = "voices"

LASTS = 60.0
"""Seconds after which a voice that no worker names again is no longer on offer."""

FRESH = 2.0
"""Seconds that an answer of the board is used without asking again."""


class Catalogue:
    """The voices on offer."""

    def __init__(self, board: NoticeBoard, preferred: str = AUTO) -> None:
        self.board = board
        self.preferred = preferred
        self._offers: Mapping[str, Any] = {}
        self._asked = float("-inf")

    def voice(self, wanted: str) -> Voice:
        """The voice of that id; for "auto", the best one that can be reached now.

        Raises:
            UnknownVoiceError: nobody here speaks it.
            UnavailableError: nobody has said yet which voices there are.
        """
        offers = self._current()
        if not offers:
            raise UnavailableError("no worker has named a voice")
        if wanted in ("", AUTO):
            wanted = self.preferred
        if wanted == AUTO:
            wanted = _best(offers)
        if wanted not in offers:
            raise UnknownVoiceError(f"no voice {wanted!r}")
        return _voice(offers[wanted])

    def voices(self) -> tuple[Voice, ...]:
        """Every voice on offer, best first."""
        offers = self._current().values()
        ranked = sorted(offers, key=lambda each: (each["rank"], each["voice"]["id"]))
        return tuple(_voice(each) for each in ranked)

    def reachable(self) -> dict[Voice, bool]:
        """Every voice on offer, and whether its engine would speak now."""
        offers = self._current().values()
        return {_voice(each): bool(each["reachable"]) for each in offers}

    def _current(self) -> Mapping[str, Any]:
        """What the board says, or said last: Redis that is away takes no voice away."""
        if time.monotonic() - self._asked > FRESH:
            try:
                self._offers = self.board.read() or self._offers
            except IndexUnavailableError:
                if not self._offers:
                    raise UnavailableError("the notice board is away") from None
            self._asked = time.monotonic()
        return self._offers


def offer(voice: Voice, *, rank: int, reachable: bool) -> dict[str, Any]:
    """A voice as a worker pins it; `rank` 0 is what "auto" takes first."""
    return {"voice": asdict(voice), "rank": rank, "reachable": reachable}


def _voice(offered: Mapping[str, Any]) -> Voice:
    return _VOICE.validate_python(offered["voice"])


def _best(offers: Mapping[str, Any]) -> str:
    """The reachable voice of the lowest rank; any, where none can be reached."""
    ranked = sorted(
        offers, key=lambda id_: (not offers[id_]["reachable"], offers[id_]["rank"], id_)
    )
    return ranked[0]
