"""The register: what a service knows of each site's articles, whoever told it.

Entry      one article: its address, title and date, and the recordings made of it
Register   all entries of all sites: kept in the store, with Redis as their index
standing   how it stands with an entry's newest recording
Listens    how often each was listened to, day by day, and nothing about who did
"""

from reader.register.entry import Entry, Facts, Recorded, article_id
from reader.register.listens import Listens
from reader.register.register import Register
from reader.register.standing import Stage, Standing, standing

__all__ = [
    "Entry",
    "Facts",
    "Listens",
    "Recorded",
    "Register",
    "Stage",
    "Standing",
    "article_id",
    "standing",
]
