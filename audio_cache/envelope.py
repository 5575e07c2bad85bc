"""A part's file: one line of JSON that says what follows, then the audio.

One file, written at once, so that the audio and what is known of it can never disagree.
"""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from audio_cache.errors import DamagedError


@dataclass(frozen=True, slots=True, weakref_slot=True)
class StoredPart:
    """The audio of a part, and what its maker said of it."""

    key: str
    audio: bytes
    facts: dict[str, Any]


def seal(audio: bytes, facts: dict[str, Any]) -> bytes:
    """Audio and facts as one file."""
    head = {"length": len(audio), "sha256": sha256(audio), "facts": facts}
    return json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode() + b"\n" + audio


def unseal(key: str, data: bytes) -> StoredPart:
    """Read what `seal` wrote.

    Raises:
        DamagedError: the audio is not as long as it was, or not the same.
    """
    line, _, audio = data.partition(b"\n")
    try:
        head = json.loads(line)
        facts = {**head["facts"]}
        whole = len(audio) == head["length"] and sha256(audio) == head["sha256"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise DamagedError(f"part {key}: its first line cannot be read") from error
    if not whole:
        raise DamagedError(f"part {key}: {len(audio)} bytes of {head['length']}, or other ones")
    return StoredPart(key, audio, facts)


def sha256(data: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(data).hexdigest()
