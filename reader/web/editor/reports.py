"""What is to be put right: sentences that listeners report, and capitals that nobody knows."""

from flask import Response, request

from reader.errors import NotFoundError
from reader.listening import ACRONYMS
from reader.reports import Report
from reader.web.editor.pages import blueprint, page, site, to
from reader.web.services import services

MOST = 50
"""Reports, and acronyms, of one page."""


@blueprint.get("/reports")
def reports() -> Response:
    """The site's reports, last first; and the acronyms of its articles that most need a meaning."""
    known = {entry.written for entry in services().portal.lexicons.now(site()).entries}
    acronyms = services().index.tallied(f"{ACRONYMS}|{site().id}", MOST)
    unknown = [(word, times) for word, times in acronyms if word not in known]
    return page("reports.html", reports=_of_site(), acronyms=unknown)


@blueprint.post("/reports/done")
def done() -> Response:
    """Strike a report off the list."""
    id_ = request.form.get("id", "")
    if id_ not in {report.id for report in _of_site()}:
        raise NotFoundError("no such report of this site")
    services().reports.done(id_)
    return to("editor.reports")


def _of_site() -> list[Report]:
    """Reports of recordings that this site asked for."""
    owners = services().listening.cache.owners
    latest = services().reports.latest(4 * MOST)
    return [report for report in latest if site().id in owners(report.recording)][:MOST]
