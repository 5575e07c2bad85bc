"""`doc-bai-viet cache`: look at the audio cache, check it, and read its index back."""

import itertools
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from audio_cache import AudioCache, Index, LocalStore, connect
from reader.cli.running import index_url
from reader.settings import Settings


@click.group()
def cache() -> None:
    """Look after the finished audio."""


@cache.command()
def stats() -> None:
    """Say how much there is, and what was made."""
    files = _opened()
    number, length = files.index.totals()
    click.echo(f"{number} files, {length:,} bytes; {files.store.free():,} bytes free")
    for event, count in sorted(files.index.counts().items()):
        click.echo(f"{event}: {count}")


@cache.command()
def verify() -> None:
    """Read every file, and throw away what is damaged: it is made again when it is next asked for.

    Exits with 1 if anything was damaged.
    """
    with _progress("Verifying") as progress:
        verdict = _opened().verify(progress)
    for name in verdict.damaged:
        click.echo(f"damaged, and thrown away: {name}")
    click.echo(f"{verdict.files} files, {len(verdict.damaged)} damaged")
    if verdict.damaged:
        raise SystemExit(1)


@cache.command()
def rebuild() -> None:
    """Read the index in Redis back from the files."""
    with _progress("Rebuilding") as progress:
        number = _opened().rebuild(progress)
    click.echo(f"{number} files")


def _opened() -> AudioCache:
    settings = Settings.from_environment(os.environ)
    return AudioCache(LocalStore(settings.audio_dir), Index(connect(index_url(settings))))


@contextmanager
def _progress(label: str) -> Iterator[Callable[[str], None]]:
    """A bar that counts files; how many there will be is not known."""
    stderr = click.get_text_stream("stderr")
    with click.progressbar(itertools.count(), label=label, show_pos=True, file=stderr) as bar:
        yield lambda _: bar.update(1)
