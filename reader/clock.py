"""The time where our readers live."""

from datetime import date, datetime, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7))


def day(now: datetime) -> date:
    """The day that it is in Vietnam."""
    return now.astimezone(VIETNAM).date()
