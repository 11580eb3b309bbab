"""`wiedervorlage diff`."""

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wiedervorlage.cli.german import Command
from wiedervorlage.cli.options import Tag, heute

if TYPE_CHECKING:
    from wiedervorlage.diff import Aenderung
    from wiedervorlage.errors import Meldung
    from wiedervorlage.forecast import Status
    from wiedervorlage.run import Run

_VERSION = "gilt_ab einer Fassung oder lesart=wert; mehrfach möglich"


@click.command(cls=Command)
@click.argument("key", metavar="KEY")
@click.argument("files", metavar="[FILE...]", nargs=-1, type=click.Path(path_type=Path))
@click.option("--from", "von", metavar="VERSION", multiple=True, required=True, help=f"bisher: {_VERSION}")
@click.option("--to", "zu", metavar="VERSION", multiple=True, required=True, help=f"künftig: {_VERSION}")
@click.option("--on", "on", metavar="DATE", type=Tag(), help="Stichtag, sonst heute")
@click.option("--settings", metavar="FILE", type=click.Path(path_type=Path), help="Einstellungen des Hauses")
def diff(
    key: str,
    files: tuple[Path, ...],
    von: tuple[str, ...],
    zu: tuple[str, ...],
    on: date | None,
    settings: Path | None,
) -> None:
    """Zwei Fassungen oder Lesarten eines Konzepts: welche Zeilen anders sind und wer einen anderen Tag bekommt."""
    from wiedervorlage.cli.session import choose, pseudonyms, tell
    from wiedervorlage.diff import rows, version
    from wiedervorlage.run import start

    haus, jobcenter = choose(key, settings)
    stichtag = on or heute()
    alt, neu = (version(jobcenter, angaben, stichtag, haus) for angaben in (von, zu))
    click.echo("\n".join([f"{jobcenter.key}: {alt} → {neu}", "", *_rows(rows(alt, neu))]))
    if not files:
        return
    pseudonyme = pseudonyms(haus)
    laeufe = [start(jobcenter, stichtag, f.settings, pseudonyme, f.konzept) for f in (alt, neu)]
    meldungen = _compare(laeufe[0], laeufe[1], files)
    tell(meldungen)
    sys.exit(1 if meldungen else 0)


def _rows(aenderungen: "Sequence[Aenderung]") -> Iterator[str]:
    if not aenderungen:
        yield "Keine Zeile ist anders."
    for a in aenderungen:
        yield " ".join(filter(None, (f"{a.art}:", f"[{a.tabelle}]", a.zeile)))
        for key, alt, neu in a.werte:
            yield f"    {key}: " + (f"{alt or '–'} → {neu or '–'}" if a.art == "geändert" else f"{alt or neu}")


def _compare(alt: "Run", neu: "Run", files: Sequence[Path]) -> "tuple[Meldung, ...]":
    """Print who gets another day; return what of the list could not be used."""
    from wiedervorlage.cli.session import progress, read_list
    from wiedervorlage.diff import effects, summary
    from wiedervorlage.pseudonym import anzeige
    from wiedervorlage.writers.tables import columns

    eingaben = [read_list(files, run) for run in (alt, neu)]
    wirkungen = effects(alt, neu, (progress(eingaben[0].kunden), progress(eingaben[1].kunden)))
    betroffen = len({w.vorgang for w in wirkungen})
    click.echo(
        f"\nStichtag {neu.stichtag:%d.%m.%Y}: {betroffen} von {len(eingaben[1].kunden)} Kunden "
        f"{'bekommt' if betroffen == 1 else 'bekommen'} einen anderen Tag."
    )
    if wirkungen:
        zahlen = [[pflicht, str(n), a or "–", b or "–", richtung] for pflicht, n, a, b, richtung in summary(wirkungen)]
        click.echo("\n" + columns(["Pflicht", "Kunden", "Regel bisher", "Regel künftig", "Tag"], zahlen))
        tage = [
            [anzeige(w.vorgang), w.pflicht, w.massnahme or "", *map(_day, (w.alt.tag, w.neu.tag))] for w in wirkungen
        ]
        click.echo(columns(["Vorgang", "Pflicht", "Maßnahme", "bisher", "künftig"], tage), nl=False)
    return tuple(dict.fromkeys(m for eingabe in eingaben for m in eingabe.meldungen))


def _day(wert: "date | Status | None") -> str:
    from wiedervorlage.writers.due_list import STATUS_WORTE

    if wert is None:
        return "–"
    return f"{wert:%d.%m.%Y}" if isinstance(wert, date) else STATUS_WORTE[wert]
