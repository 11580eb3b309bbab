"""`wiedervorlage export`."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wiedervorlage.cli.german import Command
from wiedervorlage.cli.options import Aufruf, list_options

if TYPE_CHECKING:
    from wiedervorlage.export.folder import Ergebnis
    from wiedervorlage.export.plan import Auftrag
    from wiedervorlage.readers import Eingabe


@click.command(cls=Command)
@list_options
@click.option("--out", metavar="DIR", required=True, type=click.Path(path_type=Path), help="Ordner für die Kalender")
@click.option("--new-only", "nur_neue", is_flag=True, help="nur neue Einträge, dazu eine Liste der Änderungen")
@click.option("--with-lists", "mit_listen", is_flag=True, help="ein Ordner je Betreuer, mit der Liste der Fristen")
@click.option("--dry-run", "probe", is_flag=True, help="nur sagen, was geschrieben würde")
@click.option("--force", "trotzdem", is_flag=True, help="auch wenn die Liste viel kürzer oder älter ist als die letzte")
def export(
    aufruf: Aufruf,
    out: Path,
    nur_neue: bool,
    mit_listen: bool,
    probe: bool,
    trotzdem: bool,
) -> None:
    """Kalender schreiben: eine .ics-Datei je Betreuer."""
    from wiedervorlage.check import missing_lists
    from wiedervorlage.cli.session import config_folder, open_session
    from wiedervorlage.export.calendars import horizon
    from wiedervorlage.export.folder import export as carry_out
    from wiedervorlage.export.plan import Auftrag
    from wiedervorlage.ledger import FILE, open_ledger

    auftrag = Auftrag(out, nur_neue, mit_listen, trotzdem, probe)
    session = open_session(aufruf)
    if fehlend := list(missing_lists(session.run.konzept, session.eingabe)):
        click.echo(f"Hinweis: Die Liste hat keine {' und keine '.join(fehlend)}; das Konzept fragt danach.", err=True)
    antworten = list(session.run.all(session.kunden()))
    with open_ledger(config_folder() / FILE) as ledger:
        if ledger.neu:
            click.echo(f"Hinweis: {ledger.neu}", err=True)
        stand = _age(session.eingabe, aufruf.files)
        ergebnis = carry_out(session.run, session.eingabe.kunden, antworten, stand, auftrag, ledger)
    _tell(ergebnis, auftrag, horizon(session.run))
    session.finish(ergebnis.fehler)


def _age(eingabe: "Eingabe", files: Sequence[Path]) -> str:
    """How old the list is: its line "Stand", else the time of its oldest file."""
    if eingabe.stand is not None:
        return eingabe.stand.isoformat()
    return datetime.fromtimestamp(min(f.stat().st_mtime for f in files), UTC).isoformat(timespec="seconds")


def _tell(ergebnis: "Ergebnis", auftrag: "Auftrag", grenze: date) -> None:
    from wiedervorlage.writers.tables import columns

    if auftrag.probe:
        click.echo("Probe: Es wird nichts geschrieben.")
    if not any(d.eintraege for d in ergebnis.dateien):
        click.echo("Keine Einträge: kein Kalender geschrieben.")
    if ergebnis.dateien:
        zeilen = [
            [d.ablage.fuer, str(auftrag.ordner / d.pfad), "" if d.eintraege is None else str(d.eintraege)]
            for d in ergebnis.dateien
        ]
        click.echo(columns(["Betreuer", "Datei", "Einträge"], zeilen), nl=False)
    if ergebnis.ohne_kalender:
        was = "Nichts Neues" if auftrag.nur_neue else "Ohne Eintrag"
        click.echo(f"{was} bis {grenze:%d.%m.%Y}: {', '.join(ergebnis.ohne_kalender)}")
    for pfad in ergebnis.entfernt:
        click.echo(f"Entfernt, weil nicht mehr gültig: {auftrag.ordner / pfad}")
