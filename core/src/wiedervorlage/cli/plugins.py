"""`wiedervorlage plugins`."""

from datetime import date

import click

from wiedervorlage.cli.german import Command
from wiedervorlage.cli.options import Tag, heute


@click.command(cls=Command)
@click.option("--on", "on", metavar="DATE", type=Tag(), help="Stichtag, sonst heute")
def plugins(on: date | None) -> None:
    """Installierte Jobcenter: Fassung, geltendes Konzept, Probleme."""
    from wiedervorlage.errors import WiedervorlageError
    from wiedervorlage.plugins import load_host
    from wiedervorlage.writers.tables import columns

    host, stichtag = load_host(), on or heute()
    zeilen = []
    for key, jobcenter in host.jobcenter.items():
        try:
            konzept = jobcenter.konzept(stichtag)
            geltend = f"{konzept.weisung}, gilt ab {konzept.gilt_ab:%d.%m.%Y}"
        except WiedervorlageError as fehler:
            geltend = _first_line(str(fehler))
        zeilen.append([key, f"{jobcenter.distribution} {jobcenter.version}", geltend])
    zeilen += [[p.key, p.distribution, _first_line(p.grund)] for p in host.probleme]
    if not zeilen:
        click.echo("Kein Jobcenter installiert. Nötig ist ein Plugin.")
        return
    click.echo(columns(["Jobcenter", "Paket", "Konzept"], zeilen), nl=False)


def _first_line(text: str) -> str:
    """A text of many lines would make the table as wide as all of them together."""
    erste, *weitere = text.splitlines()
    return f"{erste}; alle zeigt: wiedervorlage doctor" if weitere else erste
