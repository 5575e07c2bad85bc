"""Takes a recording away from a site: its text and its sound, unless another site reads the same words.

A recording belongs to every site that asked for it. What one of several takes back stays for the
others, who have the very same words on pages of their own; what its last site takes back is gone.
"""

from collections.abc import Collection

from audio_cache import AudioCache, remove
from reader.errors import NotFoundError
from reader.recording import Recording
from reader.reports import Reports


def withdraw(
    cache: AudioCache, reports: Reports, key: str, site: str, keep: Collection[str] = ()
) -> bool:
    """Take a recording from a site: whether nothing is left of it but the parts to `keep`.

    Raises:
        NotFoundError: the site never asked for it.
        UnavailableError, CacheError: something is away; it can be tried again.
    """
    owners = cache.owners(key)
    if site not in owners:
        raise NotFoundError(f"recording {key} is not of site {site}")
    if owners > {site}:
        cache.disown(key, site)
        return False
    remove_all(cache, reports, key, keep)
    return True


def remove_all(cache: AudioCache, reports: Reports, key: str, keep: Collection[str] = ()) -> None:
    """Remove a recording, whoever asked for it, and what listeners reported of it."""
    recipe = cache.recipe(key)
    parts = Recording.from_recipe(recipe).parts if recipe else ()
    reports.forget(key)
    remove(cache, key, [part.key for part in parts if part.key not in keep])
