"""What a worker does beside its jobs: says that it is here, says its voices, finds what was lost."""

import threading
import time
from dataclasses import dataclass, field

from audio_cache import AudioCache, NoticeBoard
from reader.catalogue import offer
from reader.jobs import Queue
from reader.orders import Orders
from reader.presence import Post
from reader.recording import Recording
from reader.voices import Voice
from workers.engines.rack import Rack
from workers.rounds import go_round

EVERY = 5.0
"""Seconds between two rounds."""

IDLE = 10
"""Seconds after which a recording that is not ready is looked after."""


PROBED = 120.0
"""Seconds that an engine counts as reachable, or not, before it is tried again."""


@dataclass(frozen=True, slots=True)
class Keeper:
    """Pins voices and sweeps, round after round, in a thread of a worker's main process."""

    rack: Rack
    board: NoticeBoard
    cache: AudioCache
    orders: Orders
    post: Post
    _probes: dict[str, tuple[float, bool]] = field(default_factory=dict)

    def run(self, stop: threading.Event) -> None:
        """Go round until told to stop."""
        go_round([self.announce, self.post.attend, self.sweep], EVERY, stop)

    def announce(self) -> None:
        """Say which voices this machine has, best first, and which can be reached."""
        voices = self.rack.voices()
        self.board.pin(
            {
                voice.id: offer(voice, rank=rank, reachable=self._reachable(voice))
                for rank, voice in enumerate(voices)
            }
        )

    def sweep(self) -> None:
        """Order again what nobody is at any more; one worker sweeps, whichever comes first."""
        if not self.cache.index.lock("sweep", int(EVERY)):
            return
        for key in self.cache.index.pending(IDLE):
            self._look_after(key, ahead=False)
        if self.orders.broker.waiting(Queue.AHEAD) == 0:
            for key in self.cache.index.pending(IDLE, ahead=True):
                self._look_after(key, ahead=True)

    def _look_after(self, key: str, *, ahead: bool) -> None:
        recipe = self.cache.recipe(key)
        if (
            recipe is None
            or self.cache.recording(key) is not None
            or self.orders.replace(Recording.from_recipe(recipe), ahead=ahead)
        ):
            self.cache.index.dropped(key)

    def _reachable(self, voice: Voice) -> bool:
        """What the last probe of its engine found, here or at another worker's."""
        now = time.monotonic()
        probed, found = self._probes.get(voice.engine, (float("-inf"), False))
        if now - probed > PROBED:
            found = self.rack.reachable(voice)
            self._probes[voice.engine] = (now, found)
        return found and not self.rack.resting(voice)
