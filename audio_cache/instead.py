"""Stand-ins: facts that name another key, which is heard for this one until a certain time.

A stand-in for a stand-in is none, so nobody is ever led round in a circle. What cannot be read
names nothing.
"""

import json
import time
from collections.abc import Mapping
from typing import Any

from audio_cache import names

INSTEAD, UNTIL = "instead", "until"
"""Facts of a stand-in: the key that is heard, and until when, in Unix seconds."""


def stand_in(other: str, seconds: float) -> dict[str, Any]:
    """The facts of a stand-in."""
    return {INSTEAD: other, UNTIL: time.time() + seconds}


def named(facts: Mapping[str, Any]) -> str | None:
    """The key that these facts name, whether it may still be heard or not."""
    key = facts.get(INSTEAD)
    return key if isinstance(key, str) and names.KEY.fullmatch(key) else None


def heard(facts: Mapping[str, Any]) -> str | None:
    """The key that may be heard now."""
    until = facts.get(UNTIL)
    return named(facts) if isinstance(until, int | float) and until > time.time() else None


def read(data: bytes | None) -> dict[str, Any]:
    """The facts in a file; none where there is no such file, or no facts in it."""
    try:
        facts = json.loads(data) if data else {}
    except (ValueError, RecursionError):
        return {}
    return facts if isinstance(facts, dict) else {}
