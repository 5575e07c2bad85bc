"""The recordings that this process read last: a live one is asked for again and again.

recipe  →  Recording, read once for all who hear it, ask how it stands, or press
"""

import threading
from collections import OrderedDict

from reader.recording import Recording

MOST = 8
"""Recordings of a few hundred kilobytes each; of the longest article 7 MB."""


class AtHand:
    """Recordings by their recipes, at most so many."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._recordings: OrderedDict[bytes, Recording] = OrderedDict()
        self._lock = threading.Lock()

    def read(self, recipe: bytes) -> Recording:
        """What a recipe says. Raises as `Recording.from_recipe` does."""
        with self._lock:
            known = self._recordings.get(recipe)
        recording = known or Recording.from_recipe(recipe)
        self.keep(recipe, recording)
        return recording

    def keep(self, recipe: bytes, recording: Recording) -> None:
        """Have a recording at hand; the one that was used longest ago goes."""
        with self._lock:
            self._recordings[recipe] = recording
            self._recordings.move_to_end(recipe)
            if len(self._recordings) > self._most:
                self._recordings.popitem(last=False)
