"""A job: the message that asks a worker to speak one part. It carries keys, never text."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Self

SPEAK = "speak"
"""The name of the one Celery task: a producer needs nothing else of the workers."""


class Queue(StrEnum):
    """Which line a job waits in."""

    FIRST = "first"
    PARTS = "parts"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Job:
    """Speak the part at `index` of the recording at `recording`, whose own key is `part`.

    `trace` names the request that asked for it, in the log; `ahead` says that nobody waits for it.
    """

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
