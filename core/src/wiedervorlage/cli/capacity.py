"""`wiedervorlage capacity`."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import click

from wiedervorlage.cli.german import Command
from wiedervorlage.cli.options import Aufruf, list_options

if TYPE_CHECKING:
    from wiedervorlage.capacity import Auslastung


@click.command(cls=Command)
@list_options
@click.option("--weeks", type=click.IntRange(1, 52), default=8, help="wie viele Wochen, sonst 8")
def capacity(aufruf: Aufruf, weeks: int) -> None:
    """Auslastung: fällige Kontakte je Betreuer und Woche neben dem, was eine Stelle leisten kann."""
    from wiedervorlage.capacity import capacity as count
    from wiedervorlage.cli.session import open_session
    from wiedervorlage.settings import DATEINAME
    from wiedervorlage.writers.tables import columns

    session = open_session(aufruf)
    run = session.run
    auslastung = count(run, session.kunden(), weeks)
    kapazitaet = run.konzept.kapazitaet
    quelle = f"{kapazitaet.fundstelle} „{kapazitaet.wortlaut}“" if kapazitaet is not None else "kein Soll im Konzept"
    click.echo(f"{run.kopf}\n{quelle}")
    kopf = ["Betreuer", "Woche", "ab", "Kontakte fällig", "Soll", "einladen", "über Soll"]
    click.echo(columns(kopf, [*_rows(auslastung), *_totals(auslastung)]), nl=False)
    if kapazitaet is not None:
        da, gesetzt = {a.betreuer for a in auslastung}, run.settings.stellen.keys()
        if ohne := sorted(da - gesetzt):
            click.echo(
                f"Hinweis: Kein Soll ohne Stellenanteil ([stellen] in {DATEINAME}): {', '.join(ohne)}.", err=True
            )
        if fremd := sorted(gesetzt - da):
            click.echo(f"Hinweis: [stellen] nennt, wen die Liste nicht hat: {', '.join(fremd)}.", err=True)
    session.finish()


def _rows(auslastung: "list[Auslastung]") -> Iterator[list[str]]:
    for a in auslastung:
        for woche in a.wochen:
            yield [a.betreuer, *_week(woche.montag), str(woche.faellig), *_numbers(a.soll, a.einladen, a.over(woche))]
        faellig, ueber = sum(w.faellig for w in a.wochen), sum(map(a.over, a.wochen))
        soll, einladen = (n * len(a.wochen) if n is not None else None for n in (a.soll, a.einladen))
        yield [a.betreuer, "Summe", "", str(faellig), *_numbers(soll, einladen, ueber)]


def _totals(auslastung: "list[Auslastung]") -> Iterator[list[str]]:
    for wochen in zip(*(a.wochen for a in auslastung), strict=True):
        ueber = sum(a.over(w) for a, w in zip(auslastung, wochen, strict=True))
        soll, einladen = _sum(a.soll for a in auslastung), _sum(a.einladen for a in auslastung)
        yield ["alle", *_week(wochen[0].montag), str(sum(w.faellig for w in wochen)), *_numbers(soll, einladen, ueber)]


def _sum(zahlen: "Iterator[int | None]") -> int | None:
    bekannte = [zahl for zahl in zahlen if zahl is not None]
    return sum(bekannte) if bekannte else None


def _week(montag: date) -> list[str]:
    return [f"KW {montag.isocalendar().week:02}", f"{montag:%d.%m.%Y}"]


def _numbers(soll: int | None, einladen: int | None, ueber: int) -> list[str]:
    return ["–" if soll is None else str(soll), "–" if einladen is None else str(einladen), str(ueber) if ueber else ""]
