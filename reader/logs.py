"""Logs: one line an event, its name constant, its facts beside it; as text or as JSON."""

import json
import logging
import warnings
from typing import Any, Literal

from reader import trace

Form = Literal["text", "json"]

_OWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "taskName", "data"}
"""What every record has, and `data`: Celery's second copy of what its message says."""


def facts(record: logging.LogRecord) -> dict[str, Any]:
    """What a call handed over as `extra`, and the request that it was done for."""
    own = {name: value for name, value in vars(record).items() if name not in _OWN}
    return {"trace": trace.current(), **own} if trace.current() else own


class Text(logging.Formatter):
    """For people: `WARNING reader.web.health part-unwell part="index"`."""

    def __init__(self) -> None:
        super().__init__("%(levelname)s %(name)s %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's own name
        """The line, with its facts; no value can begin a line of its own."""
        shown = (f" {name}={value!r}" for name, value in facts(record).items())
        return super().formatMessage(record) + "".join(shown)


class Json(logging.Formatter):
    """For programs that gather logs: one object a line, its time in Unix seconds."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as JSON; what JSON does not know is shown as Python would."""
        line = {
            "time": round(record.created, 3),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
            **facts(record),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=repr)


FORMS: dict[Form, type[logging.Formatter]] = {"text": Text, "json": Json}


def install(level: str, form: Form = "text") -> None:
    """Write the logs of this process to its standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(FORMS[form]())
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)


def hush_celery(level: str) -> None:
    """Keep to what we tell ourselves: of each job our own events tell with more sense.

    A message is JSON and names keys: it cannot carry code, whoever runs this.
    """
    logging.getLogger("celery").setLevel(logging.DEBUG if level == "debug" else logging.WARNING)
    warnings.filterwarnings("ignore", message=".*superuser privileges")
