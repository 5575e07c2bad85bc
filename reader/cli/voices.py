"""`doc-bai-viet voices`, and what puts more of them here."""

import os

import click

from reader.cli.reading import rack_here
from reader.cli.tables import table
from reader.settings import Settings
from workers.engines import models


@click.group(invoke_without_command=True)
@click.pass_context
def voices(context: click.Context) -> None:
    """List the voices of this machine; "auto" is the topmost."""
    if context.invoked_subcommand is None:
        _list()


@voices.command()
@click.argument("name", type=click.Choice(sorted(models.MODELS)))
def download(name: str) -> None:
    """Fetch the model of a Piper voice, into READER_MODELS_DIR.

    A download that was broken off goes on where it stopped; what came is checked before it is used.
    """
    folder = Settings.from_environment(os.environ).models_dir
    model = models.MODELS[name]
    size = sum(file.size for file in model.files)
    told = click.get_text_stream("stderr")
    with click.progressbar(range(size), label=name, file=told) as bar:
        models.download(model, folder, bar.update)
    click.echo(f"{folder}: {name}, {model.licence}, {model.attribution}")


def _list() -> None:
    rack = rack_here()
    rows = [
        (v.id, v.name, v.region, v.gender, v.engine, v.licence, v.attribution)
        for v in sorted(rack.voices(), key=lambda voice: not rack.reachable(voice))
    ]
    head = ("ID", "NAME", "REGION", "GENDER", "ENGINE", "LICENCE", "ATTRIBUTION")
    for line in table([head, *rows]):
        click.echo(line)
