"""The web program as it serves certain sites."""

from dataclasses import replace

from flask.testing import FlaskClient

from reader.budgets import Budgets
from reader.portal import Portal
from reader.sites import Site, Sites
from reader.web.app import create_app
from reader.web.services import Services, WebOptions


def serving(
    services: Services,
    *sites: Site,
    options: WebOptions | None = None,
    budgets: Budgets | None = None,
) -> FlaskClient:
    """A client of a service that reads for these sites."""
    old = services.portal
    listed = Sites({site.id: site for site in sites})
    portal = Portal(old.listening, lambda: listed, old.fetcher, old.pages, budgets)
    return create_app(replace(services, portal=portal), options).test_client()
