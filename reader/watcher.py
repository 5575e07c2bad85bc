"""Composes the watching program from the settings: `celery -A reader.watcher worker -B -Q watch`."""

import logging
import os
from concurrent.futures import ThreadPoolExecutor
from functools import cache

from audio_cache import CacheError
from reader import composing, logs, sentry
from reader.broker import Broker
from reader.errors import ReaderError
from reader.liveness import sign_of_life
from reader.settings import Settings
from reader.watching import Memory, Pace, Watch
from reader.watching.app import create_app
from reader.watching.robots import Robots

log = logging.getLogger(__name__)

SIDE_BY_SIDE = 8
"""Sites that are looked at at once: a slow portal holds up no other."""

KEPT = 60
"""Seconds between two times that listens are written down and old recordings cleared away."""

settings = Settings.from_environment(os.environ)
logs.install(settings.log, settings.log_form)
sentry.install(settings.sentry_dsn)
logs.hush_celery(settings.log)


@cache
def _watch(_process: int) -> Watch:
    """What this process works with, made after the fork: no socket survives one."""
    publishing = composing.publishing(settings, Broker(settings.broker))
    pace = Pace(settings.watch_every, settings.watch_delay)
    return Watch(
        publishing,
        Memory(publishing.portal.listening.cache.index.redis),
        Robots(publishing.portal.fetcher),
        pace,
    )


def look() -> None:
    """Look at every site whose turn it is; now and then keep what is known of them in order."""
    watch = _watch(os.getpid())
    sites = list(watch.publishing.portal.sites().by_id.values())
    with ThreadPoolExecutor(SIDE_BY_SIDE) as side_by_side:
        list(side_by_side.map(watch.look, sites))
    try:
        if watch.publishing.portal.listening.cache.index.lock("articles", KEPT):
            watch.publishing.keep(sites)
    except (CacheError, ReaderError, OSError):
        log.warning("articles-not-kept", exc_info=True)


app = create_app(settings.broker, look, settings.watch_every)

app.steps["worker"].add(sign_of_life(settings.data_dir))
