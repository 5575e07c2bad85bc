"""Voices: what a listener chooses, as plain data."""

from dataclasses import dataclass
from enum import StrEnum

AUTO = "auto"
"""Stands for the best voice that can be reached."""


class Region(StrEnum):
    """Whose Vietnamese a voice speaks; it also chooses words (nghìn or ngàn)."""

    NORTH = "north"
    CENTRAL = "central"
    SOUTH = "south"


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice on offer.

    Attributes:
        id: stable name in the API, "espeak-vi-north".
        name: what a listener reads, in Vietnamese.
        engine: the engine that speaks it: "espeak", "gtts" …
        region: whose Vietnamese it is.
        gender: "male", "female", or "" where nobody knows.
        revision: changes whenever the same words would give other sound; part of every key.
        sample_rate: Hz, of the engine and of the finished file.
        licence: SPDX name of the engine's or the data's licence.
        attribution: whom to name where this voice is heard.
        fallbacks: ids of the voices that speak when this one cannot, best first.
    """

    id: str
    name: str
    engine: str
    region: Region
    gender: str
    revision: str
    sample_rate: int
    licence: str
    attribution: str
    fallbacks: tuple[str, ...] = ()
