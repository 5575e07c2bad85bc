"""Jobs: the messages that ask a worker to make something. They carry keys, never text."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, ClassVar, Protocol, Self

SPEAK, PACK = "speak", "pack"
"""The names of the Celery tasks: a producer needs nothing else of the workers."""


class Queue(StrEnum):
    """Which line a job waits in."""

    FIRST = "first"
    PARTS = "parts"
    OPUS = "opus"
    AHEAD = "ahead"


LAST = 9
ROUNDS = range(LAST + 1)
"""In each queue the jobs of an earlier round go before those of a later one; 0 is the first."""


class Message(Protocol):
    """What a broker sends: the name of a task, the line it waits in, and what the task is told."""

    @property
    def task(self) -> str:
        """The name of a Celery task."""

    @property
    def queue(self) -> Queue:
        """Which line it waits in."""

    @property
    def round(self) -> int:
        """Who goes before it in that line."""

    def message(self) -> dict[str, Any]:
        """JSON values."""


@dataclass(frozen=True, slots=True)
class Job:
    """Speak the part at `index` of the recording at `recording`, whose own key is `part`.

    `trace` names the request that asked for it, in the log; `ahead` says that nobody waits for it.
    """

    task: ClassVar[str] = SPEAK

    recording: str
    part: str
    index: int
    trace: str = ""
    ahead: bool = False

    @property
    def queue(self) -> Queue:
        """First parts have a line of their own: a new listener waits behind nobody's article."""
        if self.ahead:
            return Queue.AHEAD
        return Queue.FIRST if self.index == 0 else Queue.PARTS

    @property
    def round(self) -> int:
        """A part is wanted the sooner, the nearer it is to the beginning.

        Parts 0–3, 4–7, 8–15, 16–31 … of all articles are made before the next ones of any, so that
        no long article keeps another waiting. What is made ahead comes last.
        """
        return LAST if self.ahead else min((self.index // 4).bit_length(), LAST - 1)

    def message(self) -> dict[str, Any]:
        """The job as JSON values; `from_message` reads it back."""
        return asdict(self)

    @classmethod
    def from_message(cls, message: dict[str, Any]) -> Self:
        """Read what `message` wrote; a newer producer's fields are left alone, an older one's filled in."""
        return cls(
            message["recording"],
            message["part"],
            message["index"],
            message.get("trace", ""),
            message.get("ahead", False),
        )


@dataclass(frozen=True, slots=True)
class OpusJob:
    """Make the Opus file of the finished recording at `recording`; `trace` as in `Job`."""

    task: ClassVar[str] = PACK
    queue: ClassVar[Queue] = Queue.OPUS
    round: ClassVar[int] = 0

    recording: str
    trace: str = ""

    @property
    def claim(self) -> str:
        """What the cache calls this work while somebody owes it."""
        return f"opus:{self.recording}"

    def message(self) -> dict[str, Any]:
        """The job as JSON values; `from_message` reads it back."""
        return asdict(self)

    @classmethod
    def from_message(cls, message: dict[str, Any]) -> Self:
        """Read what `message` wrote."""
        return cls(message["recording"], message.get("trace", ""))
