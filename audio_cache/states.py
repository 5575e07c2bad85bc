"""How it stands with a recording: one of four, and never two at once."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Missing:
    """Nobody has made it, and nobody is at it."""


@dataclass(frozen=True, slots=True)
class Pending:
    """It is being made: `done` parts of `of`."""

    done: int
    of: int


@dataclass(frozen=True, slots=True)
class Ready:
    """It can be heard whole."""


@dataclass(frozen=True, slots=True)
class Failed:
    """It could not be made; `code` says why."""

    code: str


State = Missing | Pending | Ready | Failed
