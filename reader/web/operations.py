"""What a route does, said once beside it: openapi.py reads it from there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import TypeVar

from pydantic import BaseModel

from reader.errors import (
    ArticleTooLongError,
    BodyTooLargeError,
    BusyError,
    InvalidTextError,
    KeyRefusedError,
    MalformedError,
    NotAcceptedError,
    NotFoundError,
    NothingToReadError,
    NotReadyError,
    OverBudgetError,
    PageGoneError,
    PageRefusedError,
    PageUnavailableError,
    ReaderError,
    TooManyError,
    UnavailableError,
    UnknownSiteError,
    UnknownVoiceError,
)

Fault = type[ReaderError] | HTTPStatus
"""A class of ours, or a refusal of Flask's own."""

Answer = type[BaseModel] | str | None
"""A model, a media type, or no body."""

BODY: tuple[Fault, ...] = (
    MalformedError,
    InvalidTextError,
    BodyTooLargeError,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    UnavailableError,
)
ARTICLE: tuple[Fault, ...] = (
    *BODY,
    ArticleTooLongError,
    NothingToReadError,
    UnknownVoiceError,
    UnknownSiteError,
    NotAcceptedError,
    PageRefusedError,
    PageUnavailableError,
    PageGoneError,
    BusyError,
    TooManyError,
    OverBudgetError,
)
KEYED: tuple[Fault, ...] = (KeyRefusedError, BodyTooLargeError)
KNOWN: tuple[Fault, ...] = (NotFoundError, UnavailableError)
READY: tuple[Fault, ...] = (*KNOWN, NotReadyError)
FILE: tuple[Fault, ...] = (*READY, HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)

View = TypeVar("View", bound=Callable[..., object])

_NAME = "reader_operation"


@dataclass(frozen=True, slots=True)
class Operation:
    """A route as its readers need to know it."""

    summary: str
    answers: Mapping[int, Answer]
    faults: tuple[Fault, ...]
    body: type[BaseModel] | None
    query: tuple[str, ...]
    """What its query may name."""

    @property
    def keyed(self) -> bool:
        """Whether it carries the key of a site, which its path or its query names."""
        return KeyRefusedError in self.faults


def operation(
    summary: str,
    answers: Mapping[int, Answer],
    faults: tuple[Fault, ...] = (),
    body: type[BaseModel] | None = None,
    *,
    query: tuple[str, ...] = (),
) -> Callable[[View], View]:
    """Say of a view what it does, what it answers and what may go wrong."""

    def said(view: View) -> View:
        setattr(view, _NAME, Operation(summary, answers, faults, body, query))
        return view

    return said


def of(view: Callable[..., object]) -> Operation | None:
    """What was said of a view; None for a page, which is no part of the API."""
    return getattr(view, _NAME, None)
