"""Keys: how a portal's own programs prove who they are.

A key is an id and a secret, "2:4f1c…". Several hold at once, so that one can be changed while the
other is still in use. Either the whole key is presented, or something is signed with its secret:

    2.1798761600.<HMAC-SHA256 of the id, the time at which it lapses, and what is signed>

Every comparison takes as long for a wrong secret as for the right one.
"""

import hmac
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Self

SKEW = 60
"""Seconds that two machines' clocks may differ."""

_WRITTEN = re.compile(r"([0-9]{1,9}):([0-9a-f]{32,128})")
_SIGNATURE = re.compile(r"([0-9]{1,9})\.([0-9]{1,12})\.[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Key:
    """An id, and a secret that nothing ever shows."""

    id: str
    secret: str = field(repr=False)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "id:secret".

        Raises:
            ValueError: it is no key; the text is not repeated.
        """
        found = _WRITTEN.fullmatch(text)
        if found is None:
            raise ValueError("no key")
        return cls(found[1], found[2])

    @classmethod
    def new(cls, others: Iterable["Key"] = ()) -> Self:
        """A key that nobody has had, with the next free id."""
        number = max((int(other.id) for other in others), default=0) + 1
        return cls(str(number), secrets.token_hex(32))

    @property
    def written(self) -> str:
        """The whole key, as it is presented: a secret."""
        return f"{self.id}:{self.secret}"


def presented(keys: Iterable[Key], text: str) -> bool:
    """Whether "id:secret" is one of these keys."""
    given = text.encode()
    found = [hmac.compare_digest(given, key.written.encode()) for key in keys]
    return any(found)


def sign(key: Key, message: str, lapses: int) -> str:
    """A signature of a message, good until `lapses`, in Unix seconds."""
    signed = f"{key.id}\n{lapses}\n{message}".encode()
    digest = hmac.new(key.secret.encode(), signed, "sha256").hexdigest()
    return f"{key.id}.{lapses}.{digest}"


def verify(keys: Iterable[Key], message: str, signature: str, now: float) -> bool:
    """Whether one of these keys signed the message, and the signature still holds."""
    found = _SIGNATURE.fullmatch(signature)
    if found is None:
        return False
    lapses = int(found[2])
    good = [hmac.compare_digest(sign(key, message, lapses), signature) for key in keys]
    return any(good) and now <= lapses + SKEW
