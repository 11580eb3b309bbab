"""`wiedervorlage check`."""

from pathlib import Path

import click

from wiedervorlage.cli.german import Command
from wiedervorlage.cli.options import Aufruf, demand_file, list_options


@click.command(cls=Command)
@list_options
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "xlsx"]),
    default="table",
    show_default=True,
    help="Form des Befunds",
)
@click.option("--out", metavar="FILE", type=click.Path(path_type=Path), help="Zieldatei, sonst Bildschirm")
def check(
    aufruf: Aufruf,
    form: str,
    out: Path | None,
) -> None:
    """Was an der Liste fehlt: unbrauchbare Angaben, unentscheidbare Regeln, Lesarten, Kunden ohne Wiedervorlage."""
    from wiedervorlage.check import check as examine
    from wiedervorlage.cli.session import open_session, spare, write
    from wiedervorlage.files import write_atomic
    from wiedervorlage.forecast.wording import Wortwahl
    from wiedervorlage.writers import check_json, check_text, check_workbook, findings

    demand_file(form, out)
    spare(out, aufruf)
    session = open_session(aufruf)
    run = session.run
    befund = examine(run, session.eingabe, session.kunden())
    teile = findings.parts(befund, run.konzept, Wortwahl(run.konzept, run.forecaster.werte))
    if form == "xlsx" and out is not None:
        write_atomic(out, check_workbook.as_workbook(run, befund, teile))
    elif form == "json":
        write(check_json.as_json(run, befund), out)
    else:
        write(check_text.as_text(run.kopf, befund, teile), out)
    session.finish()
