"""`wiedervorlage template`."""

from pathlib import Path

import click

from wiedervorlage.cli.german import Command


@click.command(cls=Command)
@click.option("--jobcenter", metavar="KEY", help="Jobcenter; wiedervorlage plugins nennt sie")
@click.option("--out", metavar="FILE", required=True, type=click.Path(path_type=Path), help="Zieldatei (.xlsx)")
def template(jobcenter: str | None, out: Path) -> None:
    """Leere Arbeitsmappe mit den Blättern und Spalten, die das Jobcenter braucht."""
    from wiedervorlage.cli.options import heute
    from wiedervorlage.cli.session import choose
    from wiedervorlage.files import write_atomic
    from wiedervorlage.writers.template import as_template

    if out.suffix.lower() != ".xlsx":
        raise click.UsageError(f"{out}: Die Vorlage ist eine Arbeitsmappe; bitte --out FILE.xlsx.")
    _, gewaehlt = choose(jobcenter, None)
    write_atomic(out, as_template(gewaehlt.konzept(heute())))
