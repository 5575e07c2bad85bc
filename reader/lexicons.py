"""How each site says its words: the file that whoever runs the service wrote, under what its editors corrected."""

import logging
from pathlib import Path  # noqa: TC003 - the type of a key

from reader.errors import SettingsError
from reader.sites import Site, Sites
from reader.text import NONE, Lexicon
from reader.words import Words

log = logging.getLogger(__name__)


class Lexicons:
    """The lexicon of every site; without `words`, that of its file alone."""

    def __init__(self, words: Words | None = None) -> None:
        self.words = words
        self._files: dict[Path, tuple[int, Lexicon]] = {}

    def of(self, site: Site) -> Lexicon:
        """As listeners hear it: a correction is known within two seconds."""
        return self.words.of(site.id).over(self.file(site)) if self.words else self.file(site)

    def now(self, site: Site) -> Lexicon:
        """With every correction that was ever made, on whichever machine.

        Raises:
            CacheError: the store is away.
            SettingsError: the corrections were harmed.
        """
        if self.words:
            self.words.refresh(site.id)
        return self.of(site)

    def file(self, site: Site) -> Lexicon:
        """The file's words, read again when it has changed; a wrong file changes nothing."""
        if site.lexicon is None:
            return NONE
        known, lexicon = self._files.get(site.lexicon, (-1, NONE))
        try:
            changed = site.lexicon.stat().st_mtime_ns
            if changed != known:
                lexicon = Lexicon.parse(site.lexicon.read_text(encoding="utf-8"))
                self._files[site.lexicon] = (changed, lexicon)
        except (OSError, UnicodeError, SettingsError) as error:
            log.error("lexicon-unchanged site=%s %s", site.id, error)  # noqa: TRY400 - it says it all
        return lexicon


def check_lexicons(sites: Sites) -> None:
    """Read every site's file once.

    Raises:
        SettingsError: one of them is wrong.
    """
    for site in sites.by_id.values():
        if site.lexicon is not None:
            try:
                Lexicon.parse(site.lexicon.read_text(encoding="utf-8"))
            except (UnicodeError, SettingsError) as error:
                raise SettingsError(f"{site.lexicon.name} of [{site.id}]: {error}") from error
