"""What more than one program is composed of, from the settings."""

import logging

from audio_cache import AudioCache, Index, NoticeBoard, connect, open_store
from reader.broker import Broker
from reader.budgets import Budgets
from reader.catalogue import BOARD, LASTS, Catalogue
from reader.fetching import Fetcher
from reader.lexicons import Lexicons, check_lexicons
from reader.listening import Listening
from reader.orders import Orders
from reader.pages import PageReader
from reader.portal import Portal
from reader.publishing import Publishing
from reader.register import Listens, Register
from reader.reports import Reports
from reader.settings import Settings
from reader.sites import DEMO, Sites, SitesFile
from reader.words import Words

log = logging.getLogger(__name__)


def publishing(settings: Settings, broker: Broker) -> Publishing:
    """The sites' articles, the portal that reads them, and the use case.

    Raises:
        SettingsError: the file of sites is wrong, or no Redis is named.
    """
    redis = connect(settings.index)
    cache = AudioCache(open_store(settings.storage), Index(redis))
    voices = NoticeBoard(redis, BOARD, LASTS)
    orders = Orders(cache, broker, settings.queue_limit)
    listening = Listening(cache, orders, Catalogue(voices, settings.voice))
    budgets = Budgets(redis, 0 if settings.alone else settings.site_characters)
    lexicons = Lexicons(Words(cache.store, redis))
    portal = _portal(settings, listening, budgets, lexicons)
    register, listens = Register(cache.store, redis), Listens(cache.store, redis)
    return Publishing(portal, register, listens, Reports(redis), settings.max_characters)


def _portal(
    settings: Settings, listening: Listening, budgets: Budgets, lexicons: Lexicons
) -> Portal:
    """The sites; without a file of them, text may be sent by this machine, or by all, as the settings say."""
    pages = PageReader()
    if settings.sites_file is None:
        if settings.strangers:
            log.warning("no-sites: whoever reaches this service may send it text (docs/sites.md)")
        return Portal(listening, lambda: Sites({}, other=DEMO), Fetcher(), pages, budgets, lexicons)
    file = SitesFile(settings.sites_file)
    check_lexicons(file.current())
    pages.start()
    return Portal(listening, file.current, Fetcher(), pages, budgets, lexicons)
