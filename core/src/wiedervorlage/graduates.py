"""Graduate management over a period: how the Teilnahmen ended."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final

from attrs import field, frozen

from wiedervorlage.forecast import Status, Wiedervorlage
from wiedervorlage.forecast.akte import Akte
from wiedervorlage.kunde import Kunde
from wiedervorlage.run import Run

ERGEBNISSE: Final = ("erfolgreich", "nicht_erfolgreich", "nicht_moeglich", "unbestimmt")
"""The outcomes that are counted; the success rate is erfolgreich / (erfolgreich + nicht_erfolgreich)."""

_ZUSATZ: Final = re.compile(r" \((?:\d{2}\.\d{2}\.\d{4}|\d+)\)$")
"""What the reader adds to tell Teilnahmen of the same name apart."""

HALTUNGEN: Final = ("rechtzeitig", "verspaetet", "versaeumt")
"""Of items without an outcome: done up to `faellig`, done later, no longer possible."""


@frozen
class Bilanz:
    """The Teilnahmen of one Massnahme and Gruppe that ended in the period, and what became of their items."""

    massnahme: str
    gruppe: str | None
    beendet: int = 0
    zahlen: Counter[str] = field(factory=Counter)

    @property
    def quote(self) -> float | None:
        """The success rate; None where no Teilnahme counts for it."""
        gezaehlt = self.zahlen["erfolgreich"] + self.zahlen["nicht_erfolgreich"]
        return self.zahlen["erfolgreich"] / gezaehlt if gezaehlt else None


def has_ergebnis(run: Run) -> bool:
    """Whether the concept judges the outcome of a Teilnahme."""
    return any(regel.ergebnis for regel in run.konzept.regeln)


def graduates(run: Run, kunden: Iterable[Kunde], von: date, bis: date) -> list[Bilanz]:
    """Count per Massnahme and Gruppe; a Teilnahme counts by its individual end, both days of the period included."""
    pflichten = {p.name for p in run.konzept.pflichten if p.bereich == "absolventenmanagement"}
    beendet: Counter[tuple[str, str | None]] = Counter()
    zahlen: dict[tuple[str, str | None], Counter[str]] = {}
    for kunde in kunden:
        akte = run.forecaster.evaluate(kunde)
        items = [w for w in run.answers(akte) if w.pflicht in pflichten]
        for name, gruppe, ende in _teilnahmen(akte):
            if not (isinstance(ende, date) and von <= ende <= bis):
                continue
            key = (_ZUSATZ.sub("", name), gruppe if isinstance(gruppe, str) else None)
            beendet[key] += 1
            eigene = (w for w in items if w.massnahme == name)
            zahlen.setdefault(key, Counter()).update(_outcomes(eigene) if has_ergebnis(run) else _kept(eigene))
    return [
        Bilanz(massnahme, gruppe, beendet[massnahme, gruppe], zahlen[massnahme, gruppe])
        for massnahme, gruppe in sorted(beendet, key=lambda key: (key[0], key[1] or ""))
    ]


def total(bilanzen: Iterable[Bilanz]) -> Bilanz:
    """All of them together."""
    bilanzen = list(bilanzen)
    zahlen = sum((b.zahlen for b in bilanzen), Counter[str]())
    return Bilanz("alle", None, sum(b.beendet for b in bilanzen), zahlen)


def _teilnahmen(akte: Akte) -> Iterator[tuple[str, Any, Any]]:
    for teilnahme in akte["teilnahmen"]:
        yield teilnahme["massnahme"], teilnahme["gruppe"], teilnahme["ende_individuell"]


def _outcomes(items: Iterable[Wiedervorlage]) -> Iterator[str]:
    return (w.ergebnis for w in items if w.ergebnis in ERGEBNISSE)


def _kept(items: Iterable[Wiedervorlage]) -> Iterator[str]:
    for w in items:
        if w.status is Status.ERLEDIGT:
            spaet = w.erledigt_am is not None and w.faellig is not None and w.erledigt_am > w.faellig
            yield "verspaetet" if spaet else "rechtzeitig"
        elif w.status in (Status.VERFALLEN, Status.UEBERFAELLIG):
            yield "versaeumt"
