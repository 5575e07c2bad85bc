"""Keys in addresses: 64 small hex digits, and everything else is no recording."""

import re

from flask import request
from werkzeug.routing import BaseConverter

from reader.errors import NotFoundError

KEY = "[0-9a-f]{64}"


class KeyConverter(BaseConverter):
    """Lets only a key through, so that no other text ever becomes part of a path or of a log."""

    regex = KEY


def layout() -> str | None:
    """The `layout` of the request's query.

    Raises:
        NotFoundError: it cannot be one.
    """
    value = request.args.get("layout")
    if value is None or re.fullmatch(KEY, value):
        return value
    raise NotFoundError("a layout that is no key")
