"""Has a recording's missing parts made: claims each, and queues one job for each claim won.

Of an article that somebody waits for the first part alone is ordered, so that nothing stands in
the way of the first sound; the worker that speaks it orders the others. A new press, a waiting
listener's stream and the workers' sweep come this way too, so that a lost message, a flushed Redis
or a dead worker is mended by the next one who looks.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
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
from reader.recording import Part, Recording

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
        self._keep(recording)
        if ahead:
            return self._begin_all(recording, AHEAD_HOLD, self.limit, ahead=True)
        if self._begin(recording, recording.parts[:1], HOLD, self.limit) != ["won"]:
            return self._begin_all(recording, HOLD)
        self._queue([_job(recording, 0)])
        return ""

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

    def go_on(self, recording: Recording) -> None:
        """Order the other parts of a recording whose first one has been spoken. Raises as `place` does."""
        if len(recording.parts) > 1:
            self._begin_all(recording, HOLD)

    def replace(self, recording: Recording, *, ahead: bool = False) -> str:
        """Order again what nobody is at any more. Raises as `place` does."""
        queues, hold = ([Queue.AHEAD], AHEAD_HOLD) if ahead else ([Queue.FIRST, Queue.PARTS], HOLD)
        lost = LOST if self.broker.waiting(*queues) == 0 else hold
        self._keep(recording)
        return self._begin_all(recording, lost, ahead=ahead)

    def _keep(self, recording: Recording) -> None:
        with _away():
            self.cache.keep_recipe(recording.key, recording.recipe())

    def _begin_all(
        self, recording: Recording, lost: int, limit: int = 0, *, ahead: bool = False
    ) -> str:
        answers = self._begin(recording, recording.parts, lost, limit, ahead=ahead)
        self._queue(_jobs(recording, answers, ahead=ahead))
        failures = [answer for answer in answers if answer.startswith("failed:")]
        return failures[0].removeprefix("failed:") if failures else ""

    def _begin(
        self,
        recording: Recording,
        parts: Sequence[Part],
        lost: int,
        limit: int = 0,
        *,
        ahead: bool = False,
    ) -> list[str]:
        """Claim some parts, or all; the caller owes those that were won a job."""
        with _away():
            keys = [part.key for part in parts]
            answers = self.cache.begin(recording.key, keys, limit, lost, ahead=ahead)
        if answers == ["busy"]:
            raise BusyError(f"{limit} recordings are being made")
        return answers

    def _queue(self, jobs: Sequence[Job]) -> None:
        try:
            if jobs:
                self.broker.send(jobs)
        except UnavailableError:
            # What was queued all the same is done twice at worst; what was not must not wait.
            for job in jobs:
                self.cache.release(job.part)
            raise


@contextmanager
def _away() -> Iterator[None]:
    """Redis or the store that is away, said in our words."""
    try:
        yield
    except IndexUnavailableError as error:
        raise UnavailableError(f"the index is away: {error}") from error
    except StoreUnavailableError as error:
        raise UnavailableError(str(error)) from error


def _jobs(recording: Recording, answers: list[str], *, ahead: bool) -> list[Job]:
    """A job for each claim won; one more look at the last part where only the joining is missing."""
    won = [index for index, answer in enumerate(answers) if answer == "won"]
    if set(answers) == {"have"}:
        won = [len(answers) - 1]
    return [_job(recording, index, ahead=ahead) for index in won]


def _job(recording: Recording, index: int, *, ahead: bool = False) -> Job:
    return Job(recording.key, recording.parts[index].key, index, trace.current(), ahead)
