"""The command line: `doc-bai-viet`. One file a command; this one gathers them."""

import sys
from importlib import import_module
from typing import cast

import click

from audio_cache import CacheError
from reader.errors import ReaderError, SettingsError

COMMANDS = ("up", "say", "spoken", "voices", "cache", "doctor", "site")


class Commands(click.Group):
    """Loads a command when it is asked for: `up` stays, and should not hold what the others need."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Their names, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        """The command that reader/cli/<name>.py holds."""
        if name not in COMMANDS:
            return None
        return cast("click.Command", getattr(import_module(f"reader.cli.{name}"), name))


@click.group(
    cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(package_name="doc-bai-viet")
def cli() -> None:
    """Đọc bài viết reads Vietnamese articles aloud.

    `up` runs the whole service on this machine; `say` and `spoken` need no service. Settings are
    READER_* variables of the environment: docs/configuration.md.
    """


def main() -> None:
    """Run the command line; what the program itself calls an error is one line, not a traceback."""
    try:
        cli()
    except (ReaderError, CacheError) as error:
        click.echo(f"doc-bai-viet: {error}", err=True)
        sys.exit(2 if isinstance(error, SettingsError) else 1)
