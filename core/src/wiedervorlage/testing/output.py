"""Checks on what leaves the house: the same every time, in whatever order, and nothing of a person in a calendar."""

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Final

from attrs import evolve

from wiedervorlage.cases import Fall
from wiedervorlage.export.calendars import Ablage, calendars
from wiedervorlage.frist import Dauer
from wiedervorlage.konzept import Konzept
from wiedervorlage.kunde import Kunde
from wiedervorlage.run import Run, in_order
from wiedervorlage.testing.plugin import Finding, Plugin
from wiedervorlage.writers.ics import render

_WEIT: Final = Dauer(1000, "Wochen")


def repeatable(plugin: Plugin) -> list[Finding]:
    """The same input gives the same output, asked twice with nothing kept between."""
    return [
        Finding(fall.name, "gibt beim zweiten Mal etwas anderes")
        for fall in plugin.faelle
        if list(plugin.fresh_run(fall.stichtag, fall.einstellungen).all([plugin.kunde(fall)])) != plugin.results(fall)
    ]


def order(plugin: Plugin) -> list[Finding]:
    """The order of the Kunden in the list changes nothing."""
    return [
        Finding(fall.name, "gibt mit den anderen Fällen seines Stichtags je nach deren Reihenfolge anderes")
        for fall, kunden in plugin.groups()
        if len({tuple(in_order(_run(plugin, fall).all(folge))) for folge in (kunden, kunden[::-1])}) > 1
    ]


def exports(plugin: Plugin) -> list[Finding]:
    """Two exports of the same Kunden are identical to the byte."""
    return [
        Finding(fall.name, "zwei Ausgaben der Kalender seines Stichtags unterscheiden sich")
        for fall, kunden in plugin.groups()
        if _rendered(_run(plugin, fall), kunden) != _rendered(_run(plugin, fall), kunden[::-1])
    ]


def calendars_are_neutral(plugin: Plugin) -> list[Finding]:
    """No calendar entry names a person, a Kundennummer, a date of birth, a Massnahme or a group of Kunden.

    A group is what a value of a Kunde says of him: any spelling of a choice, the heading of a yes-or-no field.
    """
    funde: dict[str, str] = {}
    for fall, kunden in plugin.groups():
        gruppen = _groups(plugin.konzept(fall))
        verboten = sorted({*_personal(kunden), *gruppen}, key=len, reverse=True)
        muster = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, verboten))})(?!\w)")
        for ablage in _calendars(_run(plugin, fall), kunden):
            for entry in (posten.entry for posten in ablage.posten):
                for wort in muster.findall("\n".join((entry.uid, entry.summary, entry.description, *entry.categories))):
                    was = f"„{wort}“" if wort in gruppen else "eine Angabe zur Person"
                    funde.setdefault(was, f"steht im Kalender: {fall.name}")
    return [Finding(was, text) for was, text in funde.items()]


def _personal(kunden: Iterable[Kunde]) -> Iterator[str]:
    for kunde in kunden:
        yield from (kunde.kundennummer, kunde.betreuer or kunde.kundennummer)
        yield from (teilnahme.massnahme for teilnahme in kunde.teilnahmen)
        geburt = kunde.werte.get("geburtsdatum")
        if isinstance(geburt, date):
            yield from (f"{geburt:%d.%m.%Y}", f"{geburt:%Y-%m-%d}", f"{geburt:%Y%m%d}")


def _groups(konzept: Konzept) -> frozenset[str]:
    arten = {wort for f in konzept.felder if f.an == "kontakt" for worte in f.werte.values() for wort in worte}
    felder = [f for f in konzept.felder if f.an == "kunde"]
    worte = {wort for f in felder for wert, worte in f.werte.items() for wort in (wert, *worte)}
    return frozenset((worte | {f.ueberschrift for f in felder if f.typ == "ja_nein"}) - arten)


def _run(plugin: Plugin, fall: Fall) -> Run:
    run = plugin.fresh_run(fall.stichtag, fall.einstellungen)
    return evolve(run, settings=evolve(run.settings, horizont=_WEIT))


def _calendars(run: Run, kunden: Collection[Kunde]) -> list[Ablage]:
    ablagen = calendars(run, (kunde.betreuer for kunde in kunden), run.all(kunden))
    return [ablage for ablage in ablagen if ablage.posten or ablage.series]


def _rendered(run: Run, kunden: Collection[Kunde]) -> dict[str, bytes]:
    return {a.name: render([p.entry for p in a.posten], a.fuer, series=a.series) for a in _calendars(run, kunden)}
