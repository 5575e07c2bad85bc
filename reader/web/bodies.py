"""A request's body, from bytes to a checked model: each refusal before the next dearer step."""

import json
from typing import Any, NoReturn, TypeVar

from flask import request
from pydantic import BaseModel, ValidationError
from werkzeug.exceptions import UnsupportedMediaType

from reader.errors import BodyTooLargeError, MalformedError
from reader.web.services import options

Model = TypeVar("Model", bound=BaseModel)

SHOWN = 200
"""Characters of a field's address that are repeated to its sender."""


def read(model: type[Model]) -> Model:
    """The body of this request.

    Raises:
        BodyTooLargeError: it is not read to its end.
        UnsupportedMediaType: it is not declared as plain JSON in UTF-8.
        MalformedError: it is not what it was declared to be, or not what the model describes.
        InvalidTextError: it holds characters that no page shows.
    """
    _check_type()
    value = parse(whole())
    try:
        return model.model_validate(value)
    except ValidationError as error:
        raise _mistake(error) from None


def parse(body: bytes) -> Any:  # noqa: ANN401 - any JSON value
    """JSON as RFC 8259 has it; no name twice, no NaN, and not deeper than Python reads.

    Raises:
        MalformedError: it is something else.
    """
    try:
        return json.loads(body.decode(), object_pairs_hook=_object, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise MalformedError(f"no JSON: {type(error).__name__}") from None


def whole() -> bytes:
    """The bytes of the body. One more than may be is let in, so that none is cut off silently.

    Raises:
        BodyTooLargeError: it is not read to its end.
    """
    most = options().max_body
    request.max_content_length = most + 1
    body = request.get_data()
    if len(body) > most:
        raise BodyTooLargeError(f"more than {most} bytes")
    return body


def _check_type() -> None:
    charset = request.mimetype_params.get("charset", "utf-8").lower()
    packed = request.content_encoding not in (None, "identity")
    if request.mimetype != "application/json" or charset != "utf-8" or packed:
        raise UnsupportedMediaType


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name twice")
    return found


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


def _mistake(error: ValidationError) -> MalformedError:
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    pointer = "".join(
        f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in first["loc"]
    )
    shown = pointer.encode("ascii", "backslashreplace").decode()[:SHOWN]
    # Its sender may have made up the field: the log is told the kind of mistake alone.
    return MalformedError(first["type"], shown)
