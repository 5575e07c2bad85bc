"""Counts how often Redis is asked: whoever asks, and however much is asked at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from redis.connection import AbstractConnection


@contextmanager
def round_trips() -> Iterator[list[bytes]]:
    """The beginning of all that is sent to any Redis meanwhile, by the broker's client too."""
    sent: list[bytes] = []
    send = AbstractConnection.send_packed_command

    def counted(self: AbstractConnection, command: Any, *more: Any, **how: Any) -> None:
        sent.append(b"".join(command)[:80] if isinstance(command, list) else command[:80])
        send(self, command, *more, **how)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(AbstractConnection, "send_packed_command", counted)
        yield sent
