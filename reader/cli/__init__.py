"""The command line: `doc-bai-viet`. One file a command; this one gathers them."""

import sys

import click

from audio_cache import CacheError
from reader.cli.cache import cache
from reader.cli.doctor import doctor
from reader.cli.say import say
from reader.cli.site import site
from reader.cli.spoken import spoken
from reader.cli.up import up
from reader.cli.voices import voices
from reader.errors import ReaderError, SettingsError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="doc-bai-viet")
def cli() -> None:
    """Đọc bài viết reads Vietnamese articles aloud.

    `up` runs the whole service on this machine; `say` and `spoken` need no service. Settings are
    READER_* variables of the environment: docs/configuration.md.
    """


for command in (up, say, spoken, voices, cache, doctor, site):
    cli.add_command(command)


def main() -> None:
    """Run the command line; what the program itself calls an error is one line, not a traceback."""
    try:
        cli()
    except (ReaderError, CacheError) as error:
        click.echo(f"doc-bai-viet: {error}", err=True)
        sys.exit(2 if isinstance(error, SettingsError) else 1)
