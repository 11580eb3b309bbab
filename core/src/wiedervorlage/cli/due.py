"""`wiedervorlage due`."""

from datetime import date
from pathlib import Path

import click

from wiedervorlage.cli.german import Command
from wiedervorlage.cli.options import Aufruf, Tag, demand_file, list_options


@click.command(cls=Command)
@list_options
@click.option("--until", metavar="DATE", type=Tag(), help="nur Einträge bis zu diesem Tag")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv", "xlsx"]),
    default="table",
    show_default=True,
    help="Form der Liste",
)
@click.option("--all", "alle", is_flag=True, help="auch Erledigtes, Entfallenes, Verfallenes, nicht Geregeltes")
@click.option("--betreuer", metavar="X", help="nur dieser Betreuer")
@click.option("--out", metavar="FILE", type=click.Path(path_type=Path), help="Zieldatei, sonst Bildschirm")
def due(
    aufruf: Aufruf,
    until: date | None,
    form: str,
    alle: bool,
    betreuer: str | None,
    out: Path | None,
) -> None:
    """Liste der Fristen: was für wen bis wann zu tun ist."""
    from wiedervorlage.cli.session import open_session, spare, write
    from wiedervorlage.files import write_atomic
    from wiedervorlage.forecast import NICHTS_OFFEN
    from wiedervorlage.forecast.wording import Wortwahl
    from wiedervorlage.run import in_day_order
    from wiedervorlage.writers import due_list

    demand_file(form, out)
    spare(out, aufruf)
    session = open_session(aufruf)
    run = session.run
    gesucht = session.betreuer(betreuer) if betreuer is not None else None
    gefunden = (
        w
        for w in run.all(session.kunden())
        if (alle or w.status not in NICHTS_OFFEN)
        and (until is None or (w.eintrag is not None and w.eintrag <= until))
        and (gesucht is None or w.betreuer in gesucht)
    )
    if form == "json":
        fehler = session.eingabe.meldungen
        write(due_list.json_parts(gefunden, fehler, run.jobcenter.key, run.konzept, run.stichtag), out)
        session.finish()
    gezeigt = in_day_order(gefunden)
    worte = Wortwahl(run.konzept, run.forecaster.werte)
    if form == "xlsx" and out is not None:
        from wiedervorlage.writers.workbook import as_workbook

        write_atomic(out, as_workbook(gezeigt, run.konzept, run.stichtag, worte))
        session.finish()
    if form == "csv":
        text = due_list.as_csv(gezeigt, worte.namen)
    else:
        kopf = f"{run.kopf}\n"
        text = kopf + (due_list.as_table(gezeigt, worte.namen) if gezeigt else "Nichts zu tun.\n")
    # with the mark a spreadsheet opens a CSV file as UTF-8
    write([text], out, "utf-8-sig" if form == "csv" else "utf-8")
    session.finish()
