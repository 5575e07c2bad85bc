"""One id from a listener's press to the parts that it has made, in every line of the log between.

X-Request-Id → request → Job.trace → worker        `trace='9f2c…'` behind each event
"""

import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_TRACE: ContextVar[str] = ContextVar("trace", default="")
_KNOWN_BY_OTHERS = re.compile(r"[A-Za-z0-9._-]{8,64}")


def current() -> str:
    """The id of what is being done now, or ""."""
    return _TRACE.get()


def begin(offered: str = "") -> str:
    """From now on this thread or greenlet works for that id; for a new one, where it is none."""
    trace = offered if _KNOWN_BY_OTHERS.fullmatch(offered) else uuid.uuid4().hex[:16]
    _TRACE.set(trace)
    return trace


@contextmanager
def working_for(trace: str) -> Iterator[None]:
    """Work for that id, for a while."""
    token = _TRACE.set(trace)
    try:
        yield
    finally:
        _TRACE.reset(token)
