"""Which key lies under which name in a store."""

import re
from enum import StrEnum
from pathlib import PurePosixPath

KEY = re.compile(r"[0-9a-f]{64}")
"""A key is a SHA-256 in hex. Nothing else ever becomes a path."""

OWNER = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
"""Who may have asked for a recording."""

PARTS, RECORDINGS, RECIPES, PINS = "parts", "recordings", "recipes", "pins"
LAYOUTS, OWNERS = "layouts", "owners"


class Format(StrEnum):
    """In which a finished recording lies; its value ends the file's name."""

    MP3 = "mp3"
    OPUS = "webm"


def part(key: str) -> str:
    """The file of one part."""
    return _name(PARTS, key, "part")


def audio(key: str, format_: Format = Format.MP3) -> str:
    """The finished file of a recording; nginx serves it under this very name."""
    return _name(RECORDINGS, key, format_)


def manifest(key: str, format_: Format = Format.MP3) -> str:
    """What is known of a finished file."""
    return _name(RECORDINGS, key, "json" if format_ is Format.MP3 else f"{format_}.json")


def manifest_of(audio: str) -> str:
    """The manifest's name, from that of the finished file."""
    return manifest(key_of(audio), Format(PurePosixPath(audio).suffix[1:]))


def recipe(key: str) -> str:
    """How a recording is made."""
    return _name(RECIPES, key, "json")


def pin(key: str) -> str:
    """There where a recording is to be kept; it holds nothing."""
    return _name(PINS, key, "pin")


def layouts(key: str) -> str:
    """The folder of the other layouts of a recording."""
    return f"{LAYOUTS}/{_key(key)[:2]}/{key}"


def layout(key: str, layout: str) -> str:
    """The recipe of a recording as another article has its words."""
    return f"{layouts(key)}/{_key(layout)}.json"


def owners(key: str) -> str:
    """The folder of those who asked for a recording."""
    return f"{OWNERS}/{_key(key)[:2]}/{key}"


def owner(key: str, who: str) -> str:
    """There where somebody asked for a recording; it holds nothing."""
    if not OWNER.fullmatch(who):
        raise ValueError(f"not an owner: {who!r}")
    return f"{owners(key)}/{who}.owner"


def key_of(name: str) -> str:
    """The key, or the owner, that a name ends with."""
    return PurePosixPath(name).name.partition(".")[0]


def _name(folder: str, key: str, ending: str) -> str:
    return f"{folder}/{_key(key)[:2]}/{key}.{ending}"


def _key(key: str) -> str:
    if not KEY.fullmatch(key):
        raise ValueError(f"not a key: {key!r}")
    return key
