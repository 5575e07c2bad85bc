"""Composes the web program from the settings: `gunicorn --config python:reader.web.gunicorn_conf reader.wsgi:app`."""

import os

from flask import Flask

from audio_cache import AudioCache, Index, NoticeBoard, connect, open_store
from reader import logs
from reader.broker import Broker
from reader.catalogue import BOARD, LASTS, Catalogue
from reader.listening import Listening
from reader.orders import Orders
from reader.settings import Settings
from reader.web.app import create_app
from reader.web.services import Services, WebOptions


def compose(settings: Settings) -> Flask:
    """The web program, as the settings want it.

    Raises:
        SettingsError: no Redis is named.
    """
    redis = connect(settings.index)
    index = Index(redis)
    cache = AudioCache(open_store(settings.storage), index)
    broker = Broker(settings.broker)
    voices = NoticeBoard(redis, BOARD, LASTS)
    listening = Listening(
        cache, Orders(cache, broker, settings.queue_limit), Catalogue(voices, settings.voice)
    )
    services = Services(listening, index, broker, voices)
    return create_app(services, WebOptions(settings.max_body, settings.max_characters))


def _from_environment() -> Flask:
    settings = Settings.from_environment(os.environ)
    logs.install(settings.log)
    return compose(settings)


app = _from_environment()
