"""What the web program is handed at its making, and how a view reaches it."""

from dataclasses import dataclass
from typing import cast

from flask import Flask, current_app

from audio_cache import Index, NoticeBoard
from reader.broker import Broker
from reader.listening import Listening
from reader.portal import Portal
from reader.publishing import Publishing
from reader.reports import Reports

_NAME = "reader"


@dataclass(frozen=True, slots=True)
class Services:
    """The rooms that views call.

    Attributes:
        listening: the use case.
        index: Redis, as the cache knows it; asked for its health and its counts.
        broker: where jobs go; asked for its health.
        workers: the notice board on which every living worker names its queues.
        portal: the sites, and what each may have read.
        publishing: what becomes of the sites' articles.
        reports: what listeners say is read wrongly.
    """

    listening: Listening
    index: Index
    broker: Broker
    workers: NoticeBoard
    portal: Portal
    publishing: Publishing
    reports: Reports


@dataclass(frozen=True, slots=True)
class WebOptions:
    """What an operator may choose of HTTP.

    Attributes:
        max_body: bytes of one request.
        max_characters: of one article.
        hosts: names that a request may call this service by; none: any.
        proxies: how many of our own stand in front, each adding whom it was asked by.
        address_limit: new articles that one address may ask for in a minute; 0: any number.
        site_limit: new articles that may be asked for in a minute for one site; 0: any number.
        strangers: whether text may come from other machines where no site is listed.
    """

    max_body: int = 1 << 20
    max_characters: int = 100_000
    hosts: tuple[str, ...] = ()
    proxies: int = 0
    address_limit: int = 0
    site_limit: int = 0
    strangers: bool = False


def install(app: Flask, services: Services, options: WebOptions) -> None:
    """Hand an app its rooms."""
    app.extensions[_NAME] = (services, options)


def services() -> Services:
    """The rooms of the app that answers now."""
    return _installed()[0]


def options() -> WebOptions:
    """The options of the app that answers now."""
    return _installed()[1]


def _installed() -> tuple[Services, WebOptions]:
    return cast("tuple[Services, WebOptions]", current_app.extensions[_NAME])
