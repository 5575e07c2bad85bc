"""Sites: the portals that embed the button, and what each of them may have read.

Site        one portal: its origins, its pages, its voice, what it may send
Sites       all of them, found by name or by a page's address
SitesFile   sites.toml, read at start and again whenever it has changed
Key         how its own programs prove who they are
DEMO        what a machine without sites.toml serves to itself alone
"""

from reader.sites.file import SitesFile, read_sites
from reader.sites.keys import Key, presented, sign, verify
from reader.sites.model import DEMO, Accepted, Selectors, Site, Sites

__all__ = [
    "DEMO",
    "Accepted",
    "Key",
    "Selectors",
    "Site",
    "Sites",
    "SitesFile",
    "presented",
    "read_sites",
    "sign",
    "verify",
]
