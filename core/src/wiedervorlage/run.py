"""One run: a Jobcenter, a Stichtag and the settings of the house, asked for any number of Kunden."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from operator import attrgetter
from typing import Final

from attrs import field, frozen

from wiedervorlage.forecast import Forecaster, Wiedervorlage
from wiedervorlage.forecast.akte import Akte
from wiedervorlage.konzept import Konzept
from wiedervorlage.konzept.model import Bereich
from wiedervorlage.kunde import Kunde
from wiedervorlage.plugins import Jobcenter
from wiedervorlage.pseudonym import Pseudonyme
from wiedervorlage.settings import Settings


@frozen
class Run:
    """Everything that is fixed while a list is worked through."""

    jobcenter: Jobcenter
    konzept: Konzept
    stichtag: date
    settings: Settings
    forecaster: Forecaster = field(repr=False)
    pseudonyme: Pseudonyme | None = field(default=None, repr=False)

    @property
    def kopf(self) -> str:
        """By which directive and on which day: the first line of what people read."""
        return f"{self.konzept.weisung} · Stichtag {self.stichtag:%d.%m.%Y}"

    def wiedervorlagen(self, kunde: Kunde) -> list[Wiedervorlage]:
        """All that the hooks answer for one Kunde, each with the pseudonym of the Kunde."""
        return self.answers(self.forecaster.evaluate(kunde))

    def all(self, kunden: Iterable[Kunde]) -> Iterator[Wiedervorlage]:
        """All Wiedervorlagen of a list, Kunde by Kunde; last what the whole house owes."""
        haus = self.forecaster.house()
        for kunde in kunden:
            akte = self.forecaster.evaluate(kunde)
            haus.see(akte)
            yield from self.answers(akte)
        yield from self.answers(haus)

    def answers(self, akte: Akte) -> list[Wiedervorlage]:
        """All that the hooks answer on these facts, of a Kunde or of the house."""
        gefunden = [w for hook, bereich in _HOOKS for w in self._asked(hook, bereich, akte)]
        if self.pseudonyme is None:
            return gefunden
        vorgaenge = {bezug: self._vorgang(bezug) for bezug in {w.kundennummer or w.pflicht for w in gefunden}}
        return [w.under(vorgaenge[w.kundennummer or w.pflicht]) for w in gefunden]

    def _asked(self, hook: str, bereich: Bereich, akte: Akte) -> list[Wiedervorlage]:
        if self.jobcenter.answers(hook):
            return self.jobcenter.ask(hook, _answer, forecaster=self.forecaster, akte=akte)
        # what asking the core through pluggy would come to, in a quarter of the time
        return self.jobcenter.guarded(hook, partial(self.forecaster.forecast, akte, bereich))

    def vorgang(self, kunde: Kunde) -> str:
        """The pseudonym of a Kunde; empty where the run has no key."""
        return self._vorgang(kunde.kundennummer)

    def _vorgang(self, bezug: str) -> str:
        return self.pseudonyme.vorgang(self.jobcenter.key, bezug) if self.pseudonyme is not None else ""

    def rule_number(self, w: Wiedervorlage) -> int | None:
        """Where the deciding rule stands in the concept, from 1: what a calendar may say of it."""
        return next((nr for nr, r in enumerate(self.konzept.regeln, 1) if r.id == w.regel), None)


_HOOKS: Final[tuple[tuple[str, Bereich], ...]] = (
    ("evaluate_contact_rules", "kontaktregeln"),
    ("manage_graduates", "absolventenmanagement"),
)
_OHNE_RANG: Final = 99


def _answer(antwort: Sequence[Wiedervorlage] | None) -> list[Wiedervorlage]:
    wiedervorlagen = list(antwort or ())
    if not all(isinstance(w, Wiedervorlage) for w in wiedervorlagen):
        raise TypeError("Wiedervorlage")
    return wiedervorlagen


def start(
    jobcenter: Jobcenter,
    stichtag: date,
    settings: Settings,
    pseudonyme: Pseudonyme | None = None,
    konzept: Konzept | None = None,
) -> Run:
    """Make a run ready, by the concept in force; where another is given, as if none had followed it.

    Raises PluginError, KeinKonzeptError, KonzeptError or EinstellungError.
    """
    fassungen = (
        jobcenter.konzepte if konzept is None else [k for k in jobcenter.konzepte if k.gilt_ab <= konzept.gilt_ab]
    )
    konzept = konzept or jobcenter.konzept(stichtag)
    forecaster = Forecaster(
        konzept,
        stichtag,
        settings.kalender(konzept),
        settings.werte(konzept),
        settings.vorlauf,
        jobcenter.weitere_tatsachen if jobcenter.answers("jobcenter_tatsachen") else None,
        fassungen,
    )
    return Run(jobcenter, konzept, stichtag, settings, forecaster, pseudonyme)


REIHENFOLGE: Final = ("betreuer", "eintrag", "vorgang", "pflicht", "massnahme", "faellig")
"""By what every list is sorted."""

_rangwerte: Final = attrgetter(*REIHENFOLGE)


def in_order(wiedervorlagen: Iterable[Wiedervorlage]) -> list[Wiedervorlage]:
    """The order of every list."""
    return sorted(wiedervorlagen, key=lambda w: rank(_rangwerte(w)))


def rank(werte: Iterable[str | date | None]) -> tuple[bool | str | date, ...]:
    """By the values under REIHENFOLGE, nulls last."""
    return tuple(teil for wert in werte for teil in (wert is None, "" if wert is None else wert))


def in_day_order(wiedervorlagen: Iterable[Wiedervorlage]) -> list[Wiedervorlage]:
    """The order of a list for people: within a Betreuer's day by rank, then what has waited longest."""
    return sorted(in_order(wiedervorlagen), key=_tagesrang)


def _tagesrang(w: Wiedervorlage) -> tuple[bool, str, bool, date, int, date, date]:
    betreuer, tag = (w.betreuer is None, w.betreuer or ""), (w.eintrag is None, w.eintrag or date.max)
    wartet_seit = w.oeffnet if w.faellig is None and w.oeffnet is not None else date.max
    return (*betreuer, *tag, w.prioritaet or _OHNE_RANG, wartet_seit, w.faellig or date.max)
