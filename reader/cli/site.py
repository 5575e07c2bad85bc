"""`doc-bai-viet site`: the portals that this service reads for."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import click

from reader.address import address
from reader.cli.site_check import checked
from reader.cli.site_feed import shown
from reader.errors import SettingsError
from reader.fetching import Fetcher
from reader.pages import PageReader
from reader.settings import Settings, variable
from reader.sites import Key, Site, Sites, read_sites


@click.group()
def site() -> None:
    """Show and check the portals of READER_SITES_FILE (docs/sites.md)."""


@site.command(name="list")
def list_() -> None:
    """Show each portal: what it is called, what it may send, where it may be read from."""
    for each in _sites().by_id.values():
        click.echo("\n".join(_lines(each)))


@site.command()
@click.argument("url")
def check(url: str) -> None:
    """Fetch a page as the service would, and show what is read of it and what to paste into it."""
    pages = PageReader(seconds=30)
    try:
        for line in checked(url, _sites(), Fetcher(), pages):
            click.echo(line)
    finally:
        pages.close()


@site.command()
@click.argument("id_", metavar="ID")
def feed(id_: str) -> None:
    """Fetch a portal's feed as the service would, and show what would be spoken of it."""
    for line in shown(_sites().named(id_), Fetcher()):
        click.echo(line)


@site.command()
@click.argument("id_", metavar="ID")
@click.argument("name")
@click.argument("page")
def add(id_: str, name: str, page: str) -> None:
    """Add a portal: its id, its name, and how the addresses of its articles begin.

    The rest of its settings has defaults that can be changed in the file.
    """
    path = _path()
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    table = {"name": name, "origins": [address(page).origin], "pages": [page]}
    rows = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in table.items()]
    after = "\n".join(filter(None, [before, f"[{id_}]", *rows])) + "\n"
    draft = path.with_suffix(".draft")
    draft.write_text(after, encoding="utf-8")
    try:
        read_sites(draft)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    click.echo(f"{id_} is in {path}")


@site.command()
@click.argument("id_", metavar="ID")
def key(id_: str) -> None:
    """Make a key for a portal's own programs, and show it, this once.

    Put it first in the portal's `keys`; take the old one out when nobody uses it any more.
    """
    click.echo(Key.new(_sites().named(id_).keys).written)


def _path() -> Path:
    path = Settings.from_environment(os.environ).sites_file
    if path is None:
        raise SettingsError(f"{variable('sites_file')} is not set (docs/sites.md)")
    return path


def _sites() -> Sites:
    return read_sites(_path())


def _lines(each: Site) -> Iterator[str]:
    yield f"{each.id}: {each.name}"
    yield f"  accepts {', '.join(sorted(each.accepts))}; voice {each.voice}"
    if each.keys:
        yield f"  keys {', '.join(key.id for key in each.keys)}"
    for origin in each.origins:
        yield f"  button on {origin}"
    for page in each.pages:
        yield f"  pages {page}…"
    if each.feed:
        yield f"  feed {each.feed}"
