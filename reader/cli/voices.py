"""`doc-bai-viet voices`."""

import click

from reader.cli.reading import rack_here
from reader.cli.tables import table


@click.command()
def voices() -> None:
    """List the voices of this machine; "auto" is the topmost."""
    rack = rack_here()
    rows = [
        (v.id, v.name, v.region, v.gender, v.engine, v.licence, v.attribution)
        for v in sorted(rack.voices(), key=lambda voice: not rack.reachable(voice))
    ]
    head = ("ID", "NAME", "REGION", "GENDER", "ENGINE", "LICENCE", "ATTRIBUTION")
    for line in table([head, *rows]):
        click.echo(line)
