"""Logs: one line an event, its name constant, its facts as `name=value` behind it."""

import logging

_OWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "taskName", "data"}
"""What every record has, and `data`: Celery's second copy of what its message says."""


class Facts(logging.Formatter):
    """Adds what a call handed over as `extra`: `WARNING reader.web.health part-unwell part="index"`."""

    def __init__(self) -> None:
        super().__init__("%(levelname)s %(name)s %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's own name
        """The line, with its facts; no value can begin a line of its own."""
        facts = (f" {name}={value!r}" for name, value in vars(record).items() if name not in _OWN)
        return super().formatMessage(record) + "".join(facts)


def install(level: str) -> None:
    """Write the logs of this process to its standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(Facts())
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
