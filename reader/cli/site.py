"""`doc-bai-viet site`: the portals that this service reads for."""

import os
from collections.abc import Iterator

import click

from reader.errors import SettingsError
from reader.settings import Settings, variable
from reader.sites import Site, Sites, read_sites


@click.group()
def site() -> None:
    """Show and check the portals of READER_SITES_FILE (docs/sites.md)."""


@site.command(name="list")
def list_() -> None:
    """Show each portal: what it is called, what it may send, where it may be read from."""
    for each in _sites().by_id.values():
        click.echo("\n".join(_lines(each)))


def _sites() -> Sites:
    path = Settings.from_environment(os.environ).sites_file
    if path is None:
        raise SettingsError(f"{variable('sites_file')} is not set (docs/sites.md)")
    return read_sites(path)


def _lines(each: Site) -> Iterator[str]:
    yield f"{each.id}: {each.name}"
    yield f"  accepts {', '.join(sorted(each.accepts))}; voice {each.voice}"
    for origin in each.origins:
        yield f"  button on {origin}"
    for page in each.pages:
        yield f"  pages {page}…"
