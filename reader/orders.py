"""Has a recording's missing parts made: claims each, and queues one job for each claim won.

A new press, a waiting listener's stream and the workers' sweep all come this way, so that a lost
message, a flushed Redis or a dead worker is mended by the next one who looks.
"""

from dataclasses import dataclass

from audio_cache import (
    AHEAD_HOLD,
    HOLD,
    LOST,
    AudioCache,
    IndexUnavailableError,
    StoreUnavailableError,
)
from reader import trace
from reader.broker import Broker
from reader.errors import BusyError, UnavailableError
from reader.jobs import Job, Queue
from reader.recording import Recording

SPARE = 10 << 20
"""Bytes of room below which no article is begun: some ten of them."""


@dataclass(frozen=True, slots=True)
class Orders:
    """Where parts are ordered. `limit` is how many recordings may be made at once; 0: any number.

    What is made ahead, before anybody asks to hear it, is made when there is nothing else to do.
    A listener's order for the same recording goes before it.
    """

    cache: AudioCache
    broker: Broker
    limit: int = 0

    def place(self, recording: Recording, *, ahead: bool = False) -> str:
        """Order what is missing: the code of the recording's failure, or "".

        Raises:
            BusyError: as many recordings are being made as may be.
            UnavailableError: Redis, the broker or the store is away; nothing stays claimed.
        """
        self.check_room()
        return self._place(recording, self.limit, AHEAD_HOLD if ahead else HOLD, ahead=ahead)

    def check_room(self) -> None:
        """Begin nothing that the disk cannot hold.

        Raises:
            UnavailableError: it is full, or the store is away.
        """
        try:
            free = self.cache.store.free()
        except (StoreUnavailableError, OSError) as error:
            raise UnavailableError(str(error)) from error
        if free is not None and free < SPARE:
            raise UnavailableError(f"less than {SPARE} bytes are free")

    def replace(self, recording: Recording, *, ahead: bool = False) -> str:
        """Order again what nobody is at any more. Raises as `place` does."""
        queues, hold = ([Queue.AHEAD], AHEAD_HOLD) if ahead else ([Queue.FIRST, Queue.PARTS], HOLD)
        lost = LOST if self.broker.waiting(*queues) == 0 else hold
        return self._place(recording, 0, lost, ahead=ahead)

    def _place(self, recording: Recording, limit: int, lost: int, *, ahead: bool) -> str:
        parts = [part.key for part in recording.parts]
        try:
            self.cache.keep_recipe(recording.key, recording.recipe())
            answers = self.cache.begin(recording.key, parts, limit, lost, ahead=ahead)
        except IndexUnavailableError as error:
            raise UnavailableError(f"the index is away: {error}") from error
        except StoreUnavailableError as error:
            raise UnavailableError(str(error)) from error
        if answers == ["busy"]:
            raise BusyError(f"{limit} recordings are being made")
        self._queue(_jobs(recording, answers, ahead=ahead))
        failures = [answer for answer in answers if answer.startswith("failed:")]
        return failures[0].removeprefix("failed:") if failures else ""

    def _queue(self, jobs: list[Job]) -> None:
        try:
            # The first sound is begun while the other parts are still being queued.
            for some in filter(None, (jobs[:1], jobs[1:])):
                self.broker.send(some)
        except UnavailableError:
            # What was queued all the same is done twice at worst; what was not must not wait.
            for job in jobs:
                self.cache.release(job.part)
            raise


def _jobs(recording: Recording, answers: list[str], *, ahead: bool) -> list[Job]:
    """A job for each claim won; one more look at the last part where only the joining is missing."""
    parts = list(enumerate(recording.parts))
    if all(answer == "have" for answer in answers):
        parts, answers = parts[-1:], ["won"]
    return [
        Job(recording.key, part.key, index, trace.current(), ahead)
        for (index, part), answer in zip(parts, answers, strict=True)
        if answer == "won"
    ]
