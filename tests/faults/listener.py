"""Somebody who listens to a recording as it is made, and comes back to where he was if he is cut off."""

import http.client
import threading
import time

from tests.running import PATIENCE

BYTES_A_SECOND = 48_000 / 8


class Listener:
    """Listens in a thread of its own.

    `heard` is what came, `silence` the longest time without a byte, `stall` how long the sound stood
    still in all, `cuts` how often the line broke.
    """

    def __init__(self, address: str, key: str, pace: float = 0.0) -> None:
        self.address = address
        self.path = f"/v1/recordings/{key}/live.mp3"
        self.pace = pace
        self.heard = b""
        self.silence = self.stall = 0.0
        self.cuts = 0
        self._last = self._plays_until = time.monotonic()
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def to_the_end(self, patience: float = PATIENCE) -> bytes:
        """All that was heard, once the sound has ended."""
        self._thread.join(patience)
        assert not self._thread.is_alive(), f"after {len(self.heard)} bytes still no end"
        return self.heard

    def _listen(self) -> None:
        while not self._listened():
            self.cuts += 1
            time.sleep(0.2)

    def _listened(self) -> bool:
        """Whether the sound came to its end."""
        connection = http.client.HTTPConnection(self.address, timeout=PATIENCE)
        try:
            connection.request("GET", self.path)
            answer = connection.getresponse()
            if answer.status != 200:
                return False
            known = len(self.heard)
            while piece := answer.read1(1 << 16):
                # The live sound always begins at its beginning, with the same bytes.
                new, known = piece[known:], max(0, known - len(piece))
                self._hear(new)
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()
        return True

    def _hear(self, new: bytes) -> None:
        if new:
            now = time.monotonic()
            if self.heard:
                self.silence = max(self.silence, now - self._last)
                self.stall += max(0.0, now - self._plays_until)
            self._last = now
            self._plays_until = max(now, self._plays_until) + len(new) / BYTES_A_SECOND
            self.heard += new
            time.sleep(self.pace)
