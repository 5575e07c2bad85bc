"""How often a site's articles were listened to, day by day: totals, and nothing about who did."""

from dataclasses import dataclass
from datetime import date

from flask import Response

from reader.web.editor.pages import blueprint, page, site
from reader.web.services import services

DAYS = 30
HEIGHT = 200
"""CSS pixels of the tallest bar."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A day in the plot."""

    day: date
    listens: int
    height: float


@blueprint.get("/listens")
def listens() -> Response:
    """The last thirty days, and the articles that were listened to most."""
    publishing = services().publishing
    counted = publishing.listens.lately(site().id, DAYS, publishing.clock())
    totals = {day: counts.total() for day, counts in counted.items()}
    most = max(*totals.values(), 1)
    bars = [Bar(day, total, HEIGHT * total / most) for day, total in totals.items()]
    return page("listens.html", bars=bars, most=most, total=sum(totals.values()), height=HEIGHT)
