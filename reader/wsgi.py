"""Composes the web program from the settings: `gunicorn --config python:reader.web.gunicorn_conf reader.wsgi:app`."""

import os

from flask import Flask

from reader import composing, logs, presence, sentry
from reader.broker import Broker
from reader.extraction import from_text
from reader.settings import Settings
from reader.text import sentences
from reader.web.app import create_app
from reader.web.services import Services, WebOptions


def compose(settings: Settings) -> Flask:
    """The web program, as the settings want it.

    Raises:
        SettingsError: no Redis is named, or nothing says who may use it.
    """
    broker = Broker(settings.broker)
    publishing = composing.publishing(settings, broker)
    portal, index = publishing.portal, publishing.portal.listening.cache.index
    workers = presence.board(index.redis)
    services = Services(
        portal.listening, index, broker, workers, portal, publishing, publishing.reports
    )
    return create_app(services, _options(settings))


def _options(settings: Settings) -> WebOptions:
    return WebOptions(
        settings.max_body,
        settings.max_characters,
        hosts=settings.known_hosts,
        proxies=settings.proxies,
        address_limit=settings.address_limit,
        site_limit=settings.site_limit,
        strangers=settings.strangers,
    )


SPECIMEN = (
    "Ngày 12/5/2024, lúc 8h30, UBND TP. Huế (số 12 Lê Lợi) chi 1.500.000 đồng, tăng 5,5% so với quý II/2023"
    " theo Nghị định 42/2022/NĐ-CP; hotline 1900.1234, https://hue.gov.vn."
)
"""Read once before anybody presses: what is loaded when it is first needed is loaded then."""


def _warm_up() -> None:
    list(sentences(from_text(SPECIMEN)))


def _from_environment() -> Flask:
    settings = Settings.from_environment(os.environ)
    logs.install(settings.log, settings.log_form)
    sentry.install(settings.sentry_dsn)
    _warm_up()
    return compose(settings)


app = _from_environment()
