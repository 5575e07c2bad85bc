"""Composes the web program from the settings: `gunicorn --config python:reader.web.gunicorn_conf reader.wsgi:app`."""

import logging
import os

from flask import Flask

from audio_cache import AudioCache, Index, NoticeBoard, connect, open_store
from reader import logs, presence, sentry
from reader.broker import Broker
from reader.budgets import Budgets
from reader.catalogue import BOARD, LASTS, Catalogue
from reader.fetching import Fetcher
from reader.listening import Listening
from reader.orders import Orders
from reader.pages import PageReader
from reader.portal import Portal, check_lexicons
from reader.publishing import Publishing
from reader.register import Listens, Register
from reader.reports import Reports
from reader.settings import Settings
from reader.sites import DEMO, Sites, SitesFile
from reader.web.app import create_app
from reader.web.services import Services, WebOptions

log = logging.getLogger(__name__)


def compose(settings: Settings) -> Flask:
    """The web program, as the settings want it.

    Raises:
        SettingsError: no Redis is named, or nothing says who may use it.
    """
    redis = connect(settings.index)
    index = Index(redis)
    cache = AudioCache(open_store(settings.storage), index)
    broker = Broker(settings.broker)
    voices = NoticeBoard(redis, BOARD, LASTS)
    listening = Listening(
        cache, Orders(cache, broker, settings.queue_limit), Catalogue(voices, settings.voice)
    )
    budgets = Budgets(redis, 0 if settings.alone else settings.site_characters)
    portal = _portal(settings, listening, budgets)
    reports, store = Reports(redis), cache.store
    publishing = Publishing(
        portal, Register(store, redis), Listens(store, redis), reports, settings.max_characters
    )
    workers = presence.board(redis)
    services = Services(listening, index, broker, workers, portal, publishing, reports)
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


def _portal(settings: Settings, listening: Listening, budgets: Budgets) -> Portal:
    """The sites; without a file of them, text may be sent by this machine, or by all, as the settings say."""
    pages = PageReader()
    if settings.sites_file is None:
        if settings.strangers:
            log.warning("no-sites: whoever reaches this service may send it text (docs/sites.md)")
        return Portal(listening, lambda: Sites({}, other=DEMO), Fetcher(), pages, budgets)
    file = SitesFile(settings.sites_file)
    check_lexicons(file.current())
    pages.start()
    return Portal(listening, file.current, Fetcher(), pages, budgets)


def _from_environment() -> Flask:
    settings = Settings.from_environment(os.environ)
    logs.install(settings.log, settings.log_form)
    sentry.install(settings.sentry_dsn)
    return compose(settings)


app = _from_environment()
