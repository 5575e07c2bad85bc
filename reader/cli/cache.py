"""`doc-bai-viet cache`: look at the audio cache, check it, and read its index back."""

import itertools
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

import audio_cache
from audio_cache import AudioCache, names, open_cache
from reader.cli.running import index_url
from reader.removal import remove_all
from reader.reports import Reports
from reader.settings import Settings


class Key(click.ParamType):
    """The key of a recording, as its address has it."""

    name = "key"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The key; anything else is refused."""
        if not names.KEY.fullmatch(value):
            self.fail(f"{value!r} is no key: 64 letters from 0 to f", param, ctx)
        return value


KEY = Key()


@click.group()
def cache() -> None:
    """Look after the finished audio."""


@cache.command()
def stats() -> None:
    """Say how much there is, and what was made."""
    files = _opened()
    number, length = files.index.totals()
    free = files.store.free()
    room = "" if free is None else f"; {free:,} bytes free"
    click.echo(f"{number} files, {length:,} bytes{room}")
    for event, count in sorted(files.index.counts().items()):
        click.echo(f"{event}: {count}")


@cache.command()
def verify() -> None:
    """Read every file, and throw away what is damaged.

    It is made again when it is next asked for. Exits with 1 if anything was damaged.
    """
    with _progress("Verifying") as progress:
        verdict = audio_cache.verify(_opened(), progress)
    for name in verdict.damaged:
        click.echo(f"damaged, and thrown away: {name}")
    click.echo(f"{verdict.files} files, {len(verdict.damaged)} damaged")
    if verdict.damaged:
        raise SystemExit(1)


@cache.command()
def rebuild() -> None:
    """Read the index in Redis back from the files."""
    with _progress("Rebuilding") as progress:
        number = audio_cache.rebuild(_opened(), progress)
    click.echo(f"{number} files")


@cache.command()
@click.argument("recording", type=KEY)
def pin(recording: str) -> None:
    """Keep a finished recording, however long ago it was heard."""
    _opened().pin(recording)


@cache.command()
@click.argument("recording", type=KEY)
def unpin(recording: str) -> None:
    """Let a recording go when its time comes."""
    _opened().unpin(recording)


@cache.command()
@click.argument("recording", type=KEY)
def remove(recording: str) -> None:
    """Remove a recording for everybody: its text, its sound, and what was reported of it."""
    opened = _opened()
    remove_all(opened, Reports(opened.index.redis), recording)


def _opened() -> AudioCache:
    settings = Settings.from_environment(os.environ)
    return open_cache(settings.storage, index_url(settings))


@contextmanager
def _progress(label: str) -> Iterator[Callable[[str], None]]:
    """A bar that counts files; how many there will be is not known."""
    stderr = click.get_text_stream("stderr")
    with click.progressbar(itertools.count(), label=label, show_pos=True, file=stderr) as bar:
        yield lambda _: bar.update(1)
