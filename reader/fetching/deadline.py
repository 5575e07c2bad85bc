"""A deadline for everything a page costs.

A socket's timeout starts again with each byte, so a server that drips one a second holds a reader
for ever. Here a timer shuts the connection itself, whatever it is waiting for.
"""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from urllib3.connection import HTTPConnection

from reader.errors import PageUnavailableError


class Deadline:
    """So many seconds from now."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def remaining(self) -> float:
        """Seconds left.

        Raises:
            PageUnavailableError: there are none.
        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise PageUnavailableError("took too long")
        return left

    @contextmanager
    def shuts(self, connection: HTTPConnection) -> Iterator[None]:
        """Shut the connection should the time end within."""
        # A connection forgets its socket as soon as only one answer is left to read from it.
        timer = threading.Timer(self.remaining(), _shut, [connection, connection.sock])
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()


def _shut(connection: HTTPConnection, at_first: socket.socket | None) -> None:
    """End it under the thread that is waiting on it; that one closes it."""
    sock = connection.sock or at_first
    if sock is not None:
        with suppress(OSError):  # it ended by itself at that moment
            # Not the TLS socket's own method, which takes its state away from the reading thread.
            socket.socket.shutdown(sock, socket.SHUT_RDWR)
