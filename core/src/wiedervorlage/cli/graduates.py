"""`wiedervorlage graduates`."""

import json
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

import click

from wiedervorlage.cli.german import Command
from wiedervorlage.cli.options import Aufruf, Tag, list_options

if TYPE_CHECKING:
    from wiedervorlage.graduates import Bilanz

_WORTE: Final = {
    "erfolgreich": "erfolgreich",
    "nicht_erfolgreich": "nicht erfolgreich",
    "nicht_moeglich": "nicht möglich",
    "unbestimmt": "unbestimmt",
    "rechtzeitig": "rechtzeitig",
    "verspaetet": "verspätet",
    "versaeumt": "versäumt",
}
_QUOTE: Final = "Erfolgsquote = erfolgreich / (erfolgreich + nicht erfolgreich)"
_HALTUNG: Final = "Aufgaben des Absolventenmanagements: rechtzeitig erledigt, verspätet erledigt, versäumt"


@click.command(cls=Command)
@list_options
@click.option("--from", "von", metavar="DATE", type=Tag(), help="erster Tag, sonst 01.01. des Jahres")
@click.option("--to", "bis", metavar="DATE", type=Tag(), help="letzter Tag, sonst der Stichtag")
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", help="Form der Liste")
def graduates(
    aufruf: Aufruf,
    von: date | None,
    bis: date | None,
    form: str,
) -> None:
    """Absolventenmanagement: wie die Teilnahmen eines Zeitraums ausgingen, je Maßnahme und Gruppe."""
    if von is not None and bis is not None and von > bis:
        raise click.UsageError("--from liegt nach --to.")
    from wiedervorlage.cli.session import open_session
    from wiedervorlage.graduates import ERGEBNISSE, HALTUNGEN, has_ergebnis
    from wiedervorlage.graduates import graduates as count

    session = open_session(aufruf)
    run = session.run
    von, bis = von or date(run.stichtag.year, 1, 1), bis or run.stichtag
    if not any(p.bereich == "absolventenmanagement" for p in run.konzept.pflichten):
        click.echo("Dieses Konzept regelt kein Absolventenmanagement.")
        session.finish()
    bilanzen = count(run, session.kunden(), von, bis)
    namen = ERGEBNISSE if has_ergebnis(run) else HALTUNGEN
    definition = _QUOTE if has_ergebnis(run) else _HALTUNG
    if form == "json":
        click.echo(_json(bilanzen, namen, definition, von, bis))
    elif form == "csv":
        click.echo(_csv(bilanzen, namen), nl=False)
    else:
        click.echo(f"{run.konzept.weisung} · beendet vom {von:%d.%m.%Y} bis {bis:%d.%m.%Y}")
        click.echo(_table(bilanzen, namen), nl=False)
        click.echo(definition)
    session.finish()


def _rows(bilanzen: "Sequence[Bilanz]", namen: Sequence[str]) -> list[list[str]]:
    return [
        [b.massnahme, b.gruppe or "", str(b.beendet), *(str(b.zahlen[n]) for n in namen), _quote(b, namen)]
        for b in bilanzen
    ]


def _quote(b: "Bilanz", namen: Sequence[str]) -> str:
    if "erfolgreich" not in namen:
        return ""
    return f"{b.quote * 100:.0f} %" if b.quote is not None else "–"


def _head(namen: Sequence[str]) -> list[str]:
    return ["Maßnahme", "Gruppe", "beendet", *(_WORTE[n] for n in namen), "Quote" if "erfolgreich" in namen else ""]


def _table(bilanzen: "Sequence[Bilanz]", namen: Sequence[str]) -> str:
    from wiedervorlage.graduates import total
    from wiedervorlage.writers.tables import columns

    return columns(_head(namen), _rows([*bilanzen, total(bilanzen)], namen))


def _csv(bilanzen: "Sequence[Bilanz]", namen: Sequence[str]) -> str:
    from wiedervorlage.writers.tables import delimited

    return delimited([_head(namen), *_rows(bilanzen, namen)])


def _json(bilanzen: "Sequence[Bilanz]", namen: Sequence[str], definition: str, von: date, bis: date) -> str:
    zeilen = [
        {
            "massnahme": b.massnahme,
            "gruppe": b.gruppe,
            "beendet": b.beendet,
            **{n: b.zahlen[n] for n in namen},
            **({"quote": b.quote} if "erfolgreich" in namen else {}),
        }
        for b in bilanzen
    ]
    inhalt = {"von": von.isoformat(), "bis": bis.isoformat(), "definition": definition, "massnahmen": zeilen}
    return json.dumps(inhalt, ensure_ascii=False, indent=1)
