"""Fetching: one page of a site, from nowhere else, within bounds.

A `Fetcher` turns an address into a `Page` or an error. Whom it may connect to is decided on the
numeric address that is really connected to (`guard.py`), so no spelling of a host, no second
answer of a name server and no redirect leads anywhere else.
"""

from reader.fetching.body import HTML_TYPES
from reader.fetching.fetcher import Ask, Fetcher, Limits, Page

__all__ = ["HTML_TYPES", "Ask", "Fetcher", "Limits", "Page"]
