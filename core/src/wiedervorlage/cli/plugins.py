"""`wiedervorlage plugins`."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wiedervorlage.cli.german import Command
from wiedervorlage.cli.options import Tag, heute

if TYPE_CHECKING:
    from wiedervorlage.plugins import Host


@click.command(cls=Command)
@click.option("--on", "on", metavar="DATE", type=Tag(), help="Stichtag, sonst heute")
@click.option("--page", "seite", metavar="KEY", help="stattdessen die Seite zum geltenden Konzept, als Markdown")
@click.option("--out", metavar="FILE", type=click.Path(path_type=Path), help="Zieldatei, sonst Bildschirm")
def plugins(on: date | None, seite: str | None, out: Path | None) -> None:
    """Installierte Jobcenter: Fassung, geltendes Konzept, Probleme."""
    from wiedervorlage.cli.session import write
    from wiedervorlage.plugins import load_host
    from wiedervorlage.writers.concept_page import concept_page
    from wiedervorlage.writers.tables import columns

    host, stichtag = load_host(), on or heute()
    if seite is not None:
        write([concept_page(host.get(seite).konzept(stichtag))], out)
    elif zeilen := [*_rows(host, stichtag)]:
        write([columns(["Jobcenter", "Paket", "Konzept"], zeilen)], out)
    else:
        click.echo("Kein Jobcenter installiert. Nötig ist ein Plugin.")


def _rows(host: "Host", stichtag: date) -> Iterator[list[str]]:
    from wiedervorlage.errors import WiedervorlageError

    for key, jobcenter in host.jobcenter.items():
        try:
            konzept = jobcenter.konzept(stichtag)
            geltend = f"{konzept.weisung}, gilt ab {konzept.gilt_ab:%d.%m.%Y}"
        except WiedervorlageError as fehler:
            geltend = _first_line(str(fehler))
        yield [key, f"{jobcenter.distribution} {jobcenter.version}", geltend]
    yield from ([p.key, p.distribution, _first_line(p.grund)] for p in host.probleme)


def _first_line(text: str) -> str:
    """A text of many lines would make the table as wide as all of them together."""
    erste, *weitere = text.splitlines()
    return f"{erste}; alle zeigt: wiedervorlage doctor" if weitere else erste
