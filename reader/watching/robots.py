"""robots.txt, as RFC 9309 has it: asked once a day, and where it cannot be had, nothing is fetched."""

import time
from dataclasses import dataclass, field

from protego import Protego

from reader.address import Address
from reader.errors import PageGoneError
from reader.fetching import Ask, Fetcher

AGENT = "doc-bai-viet"

LASTS = 86_400.0
"""Seconds that an answer holds."""

SLOWEST = 30.0
"""Seconds between two requests beyond which a portal's wish is not followed."""


@dataclass(frozen=True, slots=True)
class Robots:
    """What each host wants fetched, and how slowly."""

    fetcher: Fetcher
    _known: dict[str, tuple[float, Protego]] = field(default_factory=dict)

    def allow(self, page: Address) -> bool:
        """Whether that page may be fetched by a program.

        Raises:
            PageRefusedError, PageUnavailableError: nobody can say now.
        """
        return bool(self._of(page).can_fetch(str(page), AGENT))

    def delay(self, page: Address) -> float:
        """Seconds that its host wants between two requests; raises as `allow` does."""
        return min(SLOWEST, float(self._of(page).crawl_delay(AGENT) or 0))

    def _of(self, page: Address) -> Protego:
        since, known = self._known.get(page.origin, (float("-inf"), None))
        if known is None or time.monotonic() - since > LASTS:
            known = Protego.parse(self._asked(page))
            self._known[page.origin] = (time.monotonic(), known)
        return known

    def _asked(self, page: Address) -> str:
        """Its text; "", which forbids nothing, where there is none."""
        ask = Ask(lambda at: at.origin == page.origin, types=frozenset())
        try:
            found = self.fetcher.get(f"{page.origin}/robots.txt", ask)
        except PageGoneError:
            return ""
        return found.html.decode("utf-8", "replace") if found else ""
