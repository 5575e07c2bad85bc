"""Which key lies under which name in a store."""

import re
from pathlib import PurePosixPath

KEY = re.compile(r"[0-9a-f]{64}")
"""A key is a SHA-256 in hex. Nothing else ever becomes a path."""

PARTS, RECORDINGS, RECIPES, PINS = "parts", "recordings", "recipes", "pins"


def part(key: str) -> str:
    """The file of one part."""
    return _name(PARTS, key, "part")


def audio(key: str) -> str:
    """The finished file of a recording; nginx serves it under this very name."""
    return _name(RECORDINGS, key, "mp3")


def manifest(key: str) -> str:
    """What is known of a finished file."""
    return _name(RECORDINGS, key, "json")


def recipe(key: str) -> str:
    """How a recording is made."""
    return _name(RECIPES, key, "json")


def pin(key: str) -> str:
    """There where a recording is to be kept; it holds nothing."""
    return _name(PINS, key, "pin")


def key_of(name: str) -> str:
    """The key that a name was made from."""
    return PurePosixPath(name).stem


def _name(folder: str, key: str, ending: str) -> str:
    if not KEY.fullmatch(key):
        raise ValueError(f"not a key: {key!r}")
    return f"{folder}/{key[:2]}/{key}.{ending}"
