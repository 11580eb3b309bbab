"""`wiedervorlage export`."""

from datetime import date
from pathlib import Path

import click

from wiedervorlage.cli.german import Command
from wiedervorlage.cli.options import files, run_options


@click.command(cls=Command)
@files
@run_options
@click.option("--out", metavar="DIR", required=True, type=click.Path(path_type=Path), help="Ordner für die Kalender")
def export(
    files: tuple[Path, ...],
    kontakte: tuple[Path, ...],
    jobcenter: str | None,
    on: date | None,
    settings: Path | None,
    out: Path,
) -> None:
    """Kalender schreiben: eine .ics-Datei je Betreuer."""
    from wiedervorlage.calendars import calendars, write_calendars
    from wiedervorlage.cli.session import open_session
    from wiedervorlage.writers.tables import columns

    session = open_session(files, jobcenter, on, settings, kontakte)
    dateien = calendars(session.run, session.run.all(session.kunden()))
    if not dateien:
        click.echo("Keine Einträge: keine Datei geschrieben.")
        session.finish()
    write_calendars(dateien, out, session.run.stichtag)
    zeilen = [[d.fuer, str(out / d.datei), str(len(d.entries) + len(d.series))] for d in dateien]
    click.echo(columns(["Betreuer", "Datei", "Einträge"], zeilen), nl=False)
    session.finish()
