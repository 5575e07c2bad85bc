"""What a portal may have read, and how: its site, the forms it may send, its pages, its voice.

who asks  →  site  →  may it? in this form?  →  article  →  listen, in the site's own words
"""

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass, field
from functools import partial

from audio_cache import CacheError
from reader.address import address
from reader.article import Article
from reader.budgets import Budgets
from reader.errors import NotAcceptedError, UnknownVoiceError
from reader.fetching import Fetcher
from reader.lexicons import Lexicons
from reader.listening import Listening, Terms
from reader.pages import PageArticle, PageReader
from reader.recent import Recent
from reader.sites import Accepted, Site, Sites
from reader.state import State
from reader.text import Lexicon
from reader.voices import AUTO

log = logging.getLogger(__name__)


Charge = Callable[[Site], None]
"""Goes through, or raises what whoever asks for too much is told."""


def free_of_charge(_: Site) -> None:
    """Charge nobody."""


@dataclass(slots=True)
class Portal:
    """The sites of this service, and reading for them. `sites` gives them as they are now."""

    listening: Listening
    sites: Callable[[], Sites]
    fetcher: Fetcher
    pages: PageReader
    budgets: Budgets | None = None
    lexicons: Lexicons = field(default_factory=Lexicons)
    _recent: Recent[PageArticle] = field(default_factory=Recent)

    def sender(
        self, name: str, origin: str, form: Accepted, proved: Callable[[Site], bool]
    ) -> Site:
        """The site for which an article is sent, by its name or else by the page's origin.

        `proved` says whether a program of that site sends it: then it comes from no page.

        Raises:
            UnknownSiteError: no site has that name or that origin.
            NotAcceptedError: the origin is not the site's, or the site takes no such form.
        """
        site = self.sites().named(name) if name else self.sites().of_origin(origin)
        if not (site.has_origin(origin) or proved(site)):
            raise NotAcceptedError(f"{origin!r} is no origin of {site.id}")
        return _accepting(site, form)

    def page_site(self, name: str, url: str) -> Site:
        """The site whose page that is: the named one, or else the first that has it.

        Raises:
            UnknownSiteError: no site has that name.
            PageRefusedError: it is a page of no site, or not of the named one.
            NotAcceptedError: the site's pages are not to be fetched.
        """
        page = address(url)
        named = Sites({name: self.sites().named(name)}) if name else self.sites()
        return _accepting(named.of_page(page), Accepted.URL)

    def page(self, url: str, site: Site, charge: Charge = free_of_charge) -> PageArticle:
        """The article on a page of a site; `charge` is asked where the page must be fetched.

        Raises:
            PageRefusedError: it is none of its pages, or leads elsewhere.
            PageUnavailableError: it did not come, or cannot be read.
            NothingToReadError: no article stands on it.
        """
        name = f"{site.id} {address(url)}"
        if not self._recent.has(name):
            charge(site)
        return self._recent.get(name, lambda: self.fresh_page(url, site))

    def fresh_page(self, url: str, site: Site) -> PageArticle:
        """The article as it stands on the page now; raises as `page` does."""
        return self.pages.read(self.fetcher.fetch(url, site), site)

    def listen(
        self,
        article: Article,
        voice: str,
        site: Site,
        charge: Charge = free_of_charge,
        *,
        ahead: bool = False,
    ) -> State:
        """Have an article spoken as its site wants it; `charge` is asked where it is new.

        `ahead`: when there is nothing else to do.

        Raises:
            OverBudgetError: it is new, and longer than what the site may have read today.
            ReaderError: as `Listening.listen` does.
        """

        def admit(characters: int) -> AbstractContextManager[None]:
            charge(site)
            budgets = self.budgets
            return budgets.spending(site, characters) if budgets else nullcontext()

        listen = partial(self.listening.listen, terms=Terms(admit, ahead=ahead, site=site.id))
        return self._listen(article, voice, site, self.lexicons.of(site), listen)

    def try_out(self, article: Article, site: Site, lexicon: Lexicon) -> State:
        """Have something spoken in other words than the site's own; raises as `listen` does."""
        return self._listen(article, AUTO, site, lexicon, self.listening.listen)

    def _listen(
        self, article: Article, voice: str, site: Site, words: Lexicon, listen: Callable[..., State]
    ) -> State:
        state = self._spoken(article, voice, site, partial(listen, lexicon=words))
        # A full disk does not keep anybody from hearing what is ready.
        with suppress(CacheError):
            self.listening.cache.own(state.key, site.id)
        return state

    def _spoken(
        self, article: Article, voice: str, site: Site, listen: Callable[..., State]
    ) -> State:
        wanted = (voice,) if voice not in ("", AUTO) else (site.voice, *site.fallbacks)
        for each in wanted[:-1]:
            try:
                return listen(article, each)
            except UnknownVoiceError:
                log.warning("voice-missing site=%s voice=%s", site.id, each)
        return listen(article, wanted[-1])


def _accepting(site: Site, form: Accepted) -> Site:
    if form not in site.accepts:
        raise NotAcceptedError(f"{site.id} takes no {form}")
    return site
