"""Contacts due per Betreuer and week, beside the number of talks that a post can hold."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction
from math import ceil, floor

from attrs import frozen

from wiedervorlage.export.calendars import OHNE_BETREUER
from wiedervorlage.forecast.akte import Akte
from wiedervorlage.kunde import Kunde
from wiedervorlage.run import Run


@frozen
class Woche:
    """An ISO week by its Monday, and the contacts due in it."""

    montag: date
    faellig: int


@frozen
class Auslastung:
    """One Betreuer: talks to be held and invitations to be sent per week (None: no target), and what is due."""

    betreuer: str
    soll: int | None
    einladen: int | None
    wochen: tuple[Woche, ...]

    def over(self, woche: Woche) -> int:
        """How many contacts are due beyond the target; 0 without one."""
        return max(0, woche.faellig - self.soll) if self.soll is not None else 0


def capacity(run: Run, kunden: Iterable[Kunde], wochen: int) -> list[Auslastung]:
    """Count by Betreuer and week what is due by `vorschlag`; what is overdue stands in the first week.

    A Betreuer has a target where the concept sets one, the settings name the post and one of his Kunden is measured by
    it.
    """
    montage = [_monday(run.stichtag) + timedelta(weeks=n) for n in range(wochen)]
    faellig: dict[str, Counter[date]] = {}
    gemessen: set[str] = set()
    for kunde in kunden:
        betreuer = kunde.betreuer or OHNE_BETREUER
        zaehler = faellig.setdefault(betreuer, Counter())
        akte = run.forecaster.evaluate(kunde)
        if betreuer not in gemessen and _measured(run, akte):
            gemessen.add(betreuer)
        for w in run.answers(akte):
            if w.art == "kontakt" and w.akteur == "betreuer" and w.vorschlag is not None:
                zaehler[_monday(w.vorschlag)] += 1
    return [
        Auslastung(
            betreuer,
            soll := _target(run, betreuer) if betreuer in gemessen else None,
            _invitations(run, betreuer, soll),
            tuple(Woche(montag, zaehler[montag]) for montag in montage),
        )
        for betreuer, zaehler in sorted(faellig.items())
    ]


def _monday(tag: date) -> date:
    return tag - timedelta(days=tag.weekday())


def _measured(run: Run, akte: Akte) -> bool:
    wenn = run.forecaster.an_kapazitaet_gemessen
    return wenn is not None and wenn(akte) is True


def _target(run: Run, betreuer: str) -> int | None:
    kapazitaet, stelle = run.konzept.kapazitaet, run.settings.stellen.get(betreuer)
    if kapazitaet is None or stelle is None:
        return None
    return floor(kapazitaet.gespraeche * stelle.anteil + Fraction(1, 2))  # rounded half up


def _invitations(run: Run, betreuer: str, soll: int | None) -> int | None:
    stelle = run.settings.stellen.get(betreuer)
    if soll is None or stelle is None or stelle.ausfall is None:
        return None
    return ceil(soll / (1 - stelle.ausfall))
