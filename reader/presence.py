"""Which queues have a living worker: each worker pins to a board, every few seconds, where it is."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from audio_cache import NoticeBoard
from reader.jobs import Queue

if TYPE_CHECKING:
    from redis import Redis

LASTS = 30.0
"""Seconds after which a worker that did not pin again counts as gone."""


def board(redis: "Redis") -> NoticeBoard:
    """Where workers pin that they are there."""
    return NoticeBoard(redis, "workers", LASTS)


@dataclass(frozen=True, slots=True)
class Post:
    """A worker, by its name, at the queues that it takes jobs from."""

    board: NoticeBoard
    worker: str
    queues: tuple[str, ...]

    def attend(self) -> None:
        """Say that it is there."""
        self.board.pin({self.worker: self.queues})


def unattended(board: NoticeBoard) -> list[Queue]:
    """The queues that nobody takes jobs from.

    Raises:
        IndexUnavailableError: Redis is away; nobody knows.
    """
    attended = {queue for queues in board.read().values() for queue in queues}
    return [queue for queue in Queue if queue not in attended]
