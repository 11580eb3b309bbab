"""`wiedervorlage check`."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wiedervorlage.cli.german import Command
from wiedervorlage.cli.options import files, run_options

if TYPE_CHECKING:
    from wiedervorlage.check import Befund
    from wiedervorlage.konzept import Feld
    from wiedervorlage.run import Run


@click.command(cls=Command)
@files
@run_options
def check(
    files: tuple[Path, ...], kontakte: tuple[Path, ...], jobcenter: str | None, on: date | None, settings: Path | None
) -> None:
    """Was an der Liste fehlt: unbrauchbare Angaben, unentscheidbare Regeln, Lesarten, Kunden ohne Wiedervorlage."""
    from wiedervorlage.check import check as examine
    from wiedervorlage.cli.session import open_session

    session = open_session(files, jobcenter, on, settings, kontakte)
    befund = examine(session.run, session.eingabe, session.kunden())
    click.echo("\n\n".join("\n".join(teil) for teil in _parts(session.run, befund)))
    session.finish()


def _parts(run: "Run", befund: "Befund") -> Iterator[list[str]]:
    yield [
        run.kopf,
        f"Gelesen: {_number(befund.gelesen, 'Zeile', 'Zeilen')}, verworfen: {befund.verworfen}, "
        f"nicht verwendbare Angaben: {len(befund.meldungen)}",
    ]
    if befund.unbeachtet:
        yield [f"Nicht benötigte Spalten: {', '.join(befund.unbeachtet)}"]
    if befund.fehlende_listen:
        yield ["Listen, die das Konzept braucht und die Datei nicht hat:", *map(_list, befund.fehlende_listen)]
    if befund.fehlende_spalten:
        yield ["Spalten, die das Konzept braucht und die Liste nicht hat:", *map(_column, befund.fehlende_spalten)]
    yield ["Nicht zu entscheiden:", *(_undecided(run, befund) or ["  nichts"])]
    if befund.lesarten:
        yield ["Lesarten, die der Text nicht vorgibt:", *map(_reading, befund.lesarten)]
    for kontrolle, vorgaenge in befund.kontrollen.items():
        yield _listed(f"{kontrolle.fundstelle} „{kontrolle.wortlaut}“ – {kontrolle.text}", vorgaenge)
    yield _listed("Ohne jede Frist", befund.ohne_frist)


def _list(name: str) -> str:
    return f"  {name} (gilt als: keine)"


def _column(feld: "Feld") -> str:
    from wiedervorlage.konzept.model import KEINE, UNBEKANNT

    tabelle = {"kunde": "", "kontakt": "Kontakte: ", "teilnahme": "Teilnahmen: "}[feld.an]
    angenommen = {UNBEKANNT: "unbekannt", KEINE: "keine Angabe", False: "nein", True: "ja"}.get(feld.fehlt, feld.fehlt)
    return f"  {tabelle}{feld.ueberschrift} (gilt als: {angenommen})"


def _undecided(run: "Run", befund: "Befund") -> list[str]:
    from wiedervorlage.forecast.wording import Wortwahl

    worte = Wortwahl(run.konzept, run.forecaster.werte)
    fundstellen = {regel.id: f" ({regel.fundstelle})" for regel in run.konzept.regeln}
    return [
        f"  {u.pflicht}{fundstellen.get(u.regel, '')}: {_number(u.anzahl, 'Kunde', 'Kunden')}, "
        f"es fehlt {worte.namen(u.fehlt)}"
        for u in befund.unentschieden
    ]


def _reading(wirkung: Any) -> str:
    lesart = wirkung.lesart
    return (
        f"  {lesart.name} = {_value(wirkung.wert)} ({lesart.bezeichnung}): "
        f"mit {_value(wirkung.anders)} andere Antwort für {_number(wirkung.anzahl, 'Kunden', 'Kunden')}"
    )


def _value(wert: Any) -> str:
    return {True: "ein", False: "aus"}.get(wert, str(wert)) if isinstance(wert, bool) else str(wert)


def _listed(titel: str, vorgaenge: tuple[str, ...]) -> list[str]:
    from wiedervorlage.pseudonym import anzeige

    if not vorgaenge:
        return [f"{titel}: kein Kunde"]
    return [f"{titel}: {_number(len(vorgaenge), 'Kunde', 'Kunden')}", *_wrapped([anzeige(v) for v in vorgaenge])]


def _wrapped(codes: list[str], je_zeile: int = 8) -> Iterator[str]:
    for i in range(0, len(codes), je_zeile):
        yield "  " + "  ".join(codes[i : i + je_zeile])


def _number(anzahl: int, einzahl: str, mehrzahl: str) -> str:
    return f"{anzahl} {einzahl if anzahl == 1 else mehrzahl}"
