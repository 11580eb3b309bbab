"""`wiedervorlage verify`."""

import sys
from pathlib import Path

import click

from wiedervorlage.cli.german import Command


@click.command(cls=Command)
@click.argument("files", metavar="FILE.toml...", nargs=-1, required=True, type=click.Path(path_type=Path))
def verify(files: tuple[Path, ...]) -> None:
    """Falldateien nachrechnen: Kunden, für die von Hand ausgerechnet ist, was herauskommen muss."""
    from wiedervorlage.cases import hint_file, verify_file
    from wiedervorlage.plugins import load_host

    host, faelle, falsch = load_host(), 0, 0
    for pfad in files:
        for fall, maengel in verify_file(pfad, host):
            faelle += 1
            falsch += bool(maengel)
            if maengel:
                click.echo(f"{pfad}: {fall.name}")
                for mangel in maengel:
                    click.echo(f"  {mangel}")
        for fall, satz in hint_file(pfad, host):
            click.echo(f"Hinweis: {pfad}, Fall „{fall.name}“: {satz}", err=True)
    click.echo(f"{faelle} {'Fall' if faelle == 1 else 'Fälle'}, {falsch} falsch.")
    sys.exit(1 if falsch else 0)
