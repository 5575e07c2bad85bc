"""The sound of a recording as it is made: part after part, for one who listens now."""

import time
from collections.abc import Iterator, Sequence

from audio_cache import AudioCache, CacheError, StoredPart
from reader.errors import EngineBrokenError, UnavailableError
from reader.orders import Orders
from reader.recording import Recording

WAKE = 0.4
"""Seconds that a stream waits for news before it looks for itself."""

LOOK = 1.0
"""Seconds between two looks at whether anybody is at the part that is waited for."""

ASK_AGAIN = 15.0
"""Seconds after which the parts are ordered again whoever is said to be at them."""

GIVE_UP = 120.0
"""Seconds without news after which a stream ends: nobody is making this."""


def live(cache: AudioCache, orders: Orders, key: str, parts: Sequence[str]) -> Iterator[bytes]:
    """The audio of each part, once it is there.

    What is away as the sound begins is an error at once; what goes away later is waited for, since
    somebody is listening, and what is heard now lasts for a while.

    Raises:
        EngineBrokenError: a part cannot be made.
        UnavailableError: something is away; what was given stays good.
    """
    wait = Wait(cache, orders, key)
    for number, part in enumerate(parts):
        yield wait.ended(part, patient=number > 0).audio


class Wait:
    """One listener's wait for one part after another."""

    def __init__(self, cache: AudioCache, orders: Orders, key: str) -> None:
        self.cache = cache
        self.orders = orders
        self.key = key
        self.part = ""
        self._place = "0"  # how far the news are known: no part begins with those of others again
        self._news = self._looked = self._asked = 0.0

    def ended(self, part: str, *, patient: bool) -> StoredPart:
        """That part, once it is there. Raises as `live` does."""
        self.part = part
        self._news = self._looked = self._asked = time.monotonic()
        while time.monotonic() - self._news < GIVE_UP:
            try:
                stored = self.cache.part(self.part) or self._told()
            except (UnavailableError, CacheError) as error:
                if not patient:
                    raise UnavailableError(repr(error)) from error
                time.sleep(WAKE)
            else:
                if stored is not None:
                    return stored
        raise UnavailableError(f"no news of part {self.part} for {GIVE_UP} s")

    def _told(self) -> StoredPart | None:
        """The part, if it has come by the next news."""
        after = self.cache.index.follow(self.key, self._place, WAKE)
        stored = self.cache.part(self.part)
        failure = "" if stored else self._failure(new=after != self._place)
        if failure:
            raise EngineBrokenError(f"part {self.part} of {self.key} failed: {failure}")
        if after != self._place:
            self._place, self._news = after, time.monotonic()
        return stored

    def _failure(self, *, new: bool) -> str:
        """Why it will not come, or ""; has it made again where nobody is at it any more."""
        if new:
            return self.cache.index.failure([self.part])
        now = time.monotonic()
        if now - self._looked < LOOK:
            return ""
        self._looked = now
        if now - self._asked < ASK_AGAIN and self.cache.index.is_claimed(self.part):
            return ""
        self._asked = now
        recipe = self.cache.recipe(self.key)
        return self.orders.replace(Recording.from_recipe(recipe)) if recipe else ""
