"""`doc-bai-viet up`."""

import os

import click

from reader import logs
from reader.cli import service
from reader.settings import Settings


@click.command()
def up() -> None:
    """Run the whole service here, until Ctrl-C.

    Starts a Redis of its own (unless READER_REDIS_URL names one), the workers and the web server,
    and says where it listens once it can be used. PORT and READER_DATA_DIR choose another port
    and another folder.
    """
    settings = Settings.from_environment(os.environ)
    logs.install(settings.log, settings.log_form)
    service.up(settings, click.echo)
