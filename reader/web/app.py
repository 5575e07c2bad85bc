"""The web program: made by `create_app`, which reads no setting and does no work by itself."""

from flask import Flask

from reader.web import (
    articles,
    audio,
    download,
    editor,
    embed,
    errors,
    feeds,
    guard,
    health,
    limits,
    listen,
    metrics,
    pages,
    presses,
    recordings,
    shelf,
    tracing,
    visitors,
)
from reader.web.counts import Counts
from reader.web.keys import KeyConverter
from reader.web.services import Services, WebOptions, install


def create_app(services: Services, options: WebOptions | None = None) -> Flask:
    """A Flask program that hands out recordings."""
    app = Flask("reader.web")
    app.url_map.converters["key"] = KeyConverter
    # A path is what it says: no second spelling of it, and no redirect that repeats a Host header.
    app.url_map.merge_slashes = False
    options = options or WebOptions()
    install(app, services, options)
    shelf.install(app)
    presses.install(app)
    tracing.install(app)
    errors.install(app)
    visitors.install(app, options.proxies)
    guard.install(app)
    listening = services.listening
    metrics.install(app, Counts(services.index, services.broker, listening.catalogue))
    limits.install(app, services.index.redis)
    machines = (recordings, articles, audio, download, embed, feeds, health, metrics)
    people = (pages, listen, editor)
    for room in (*machines, *people):
        app.register_blueprint(room.blueprint)
    return app
