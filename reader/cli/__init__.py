"""The command line: `doc-bai-viet`. One file a command; this one gathers them."""

import sys

import click

from reader.cli.site import site
from reader.cli.up import up
from reader.errors import ReaderError, SettingsError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="doc-bai-viet")
def cli() -> None:
    """Đọc bài viết reads Vietnamese articles aloud.

    `up` runs the whole service on this machine; `say` and `spoken` need no service. Settings are
    READER_* variables of the environment: docs/configuration.md.
    """


cli.add_command(up)
cli.add_command(site)


def main() -> None:
    """Run the command line; what the program itself calls an error is one line, not a traceback."""
    try:
        cli()
    except ReaderError as error:
        click.echo(f"doc-bai-viet: {error}", err=True)
        sys.exit(2 if isinstance(error, SettingsError) else 1)
