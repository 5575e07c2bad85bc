"""What a site's editors corrected: words of their own, over those of the site's file.

    sites/<site>/words.tsv     in the store, so that every machine says them alike

One editor's change never undoes another's; a reading process knows it within two seconds.
"""

import logging
import time
from collections.abc import Callable

from redis import Redis, RedisError

from audio_cache import CacheError, Store
from reader.errors import SettingsError, UnavailableError, WordRefusedError
from reader.text import NONE, Lexicon

log = logging.getLogger(__name__)

MOST = 2000
"""Words of one site."""

FRESH = 2.0
"""Seconds that words are used without asking the store again."""

PATIENCE = 5.0
"""Seconds to wait for whoever changes the same words."""


class Words:
    """The corrections of every site."""

    def __init__(self, store: Store, redis: "Redis", prefix: str = "reader:words:") -> None:
        self.store = store
        self._redis = redis
        self._prefix = prefix
        self._known: dict[str, tuple[float, Lexicon]] = {}

    def of(self, site: str) -> Lexicon:
        """A site's words, two seconds old at most; those last known where the store is away."""
        asked, words = self._known.get(site, (float("-inf"), NONE))
        if time.monotonic() - asked > FRESH:
            try:
                words = self.now(site)
            except (CacheError, SettingsError) as error:
                log.error("words-unchanged", extra={"site": site, "detail": repr(error)})  # noqa: TRY400 - it says it all
            self._known[site] = (time.monotonic(), words)
        return words

    def refresh(self, site: str) -> None:
        """Ask the store at once; raises as `now` does."""
        self._known[site] = (time.monotonic(), self.now(site))

    def now(self, site: str) -> Lexicon:
        """A site's words as they are at this moment.

        Raises:
            CacheError: the store is away.
            SettingsError: they were harmed.
        """
        return Lexicon.parse((self.store.read(_name(site)) or b"").decode())

    def put(self, site: str, written: str, said: str) -> None:
        """Say this word so from now on, however it was said before.

        Raises:
            WordRefusedError: it can be no word of a lexicon, or there are too many.
            UnavailableError, CacheError: Redis or the store is away.
        """
        word = one_word(written, said)
        self._change(site, word.over)

    def drop(self, site: str, written: str) -> None:
        """Say this word as the site's file, or we, say it; raises as `put` does."""
        self._change(site, lambda words: words.without(written))

    def _change(self, site: str, change: Callable[[Lexicon], Lexicon]) -> None:
        lock = self._redis.lock(self._prefix + site, timeout=PATIENCE, blocking_timeout=PATIENCE)
        try:
            with lock:
                words = change(self.now(site))
                if len(words.entries) > MOST:
                    raise WordRefusedError(f"more than {MOST} words")
                self.store.replace(_name(site), words.table().encode())
        except RedisError as error:
            raise UnavailableError(f"words cannot be changed: {error!r}") from error
        self._known[site] = (time.monotonic(), words)


def one_word(written: str, said: str) -> Lexicon:
    """A lexicon of this word alone, from what somebody typed.

    Raises:
        WordRefusedError: it can be no word of a lexicon.
    """
    row = f"{' '.join(written.split())}\t{' '.join(said.lower().split())}"
    try:
        word = Lexicon.parse(row)
    except SettingsError as error:
        raise WordRefusedError("no word of a lexicon") from error
    if len(word.entries) != 1:
        raise WordRefusedError("a comment, or nothing")
    return word


def _name(site: str) -> str:
    return f"sites/{site}/words.tsv"
