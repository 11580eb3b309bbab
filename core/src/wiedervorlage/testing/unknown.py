"""The check on unknowns: a missing fact changes nothing, or the answer asks for it."""

from collections.abc import Iterator, Mapping
from typing import Any

from wiedervorlage.cases import Fall
from wiedervorlage.forecast import NICHTS_OFFEN, Status, Wiedervorlage
from wiedervorlage.konzept.expressions import Bekannt, Nicht
from wiedervorlage.konzept.model import UNBEKANNT, Konzept
from wiedervorlage.readers.schema import LISTEN, NOETIG
from wiedervorlage.testing.plugin import Finding, Plugin


def missing_facts(plugin: Plugin) -> list[Finding]:
    """Each field whose absence means unknown, removed once, changes nothing or gives unbestimmt naming it."""
    return [
        Finding(f"{fall.name}: {feld}", f"{pflicht} ändert sich, ohne nach {feld} zu fragen")
        for fall in plugin.faelle
        for feld, pflicht in _changed(plugin, fall)
    ]


def _changed(plugin: Plugin, fall: Fall) -> Iterator[tuple[str, str]]:
    vorher = {_key(w): w for w in plugin.results(fall) if not w.frueher}
    for feld, daten in _without_one(fall.kunde, _unknown(plugin.konzept(fall))):
        nachher = {_key(w): w for w in plugin.on(fall, fall.stichtag, daten) if not w.frueher}
        for schluessel in vorher.keys() | nachher.keys():
            alt, neu = vorher.get(schluessel), nachher.get(schluessel)
            gefragt = neu is not None and neu.status is Status.UNBESTIMMT
            if neu is not None and gefragt and (feld in neu.fehlt or _asked_before(fall, alt, neu)):
                continue
            if _owed(alt) != _owed(neu):
                yield feld, schluessel[0]


def _unknown(konzept: Konzept) -> Mapping[str, set[str]]:
    # where a concept says itself what not knowing means, an item may go, come or ask for that very field
    selbst = _asked_whether_known(konzept)
    return {
        an: {f.name for f in konzept.felder if f.an == an and f.fehlt == UNBEKANNT} - selbst - {noetig}
        for an, noetig in NOETIG.items()
    }


def _without_one(kunde: Mapping[str, Any], unbekannte: Mapping[str, set[str]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The Kunde without one of the fields whose absence means unknown, each field in turn."""
    for name in sorted(unbekannte["kunde"] & kunde.keys()):
        yield name, {k: v for k, v in kunde.items() if k != name}
    for an, liste in LISTEN.items():
        for nummer, eintrag in enumerate(kunde.get(liste.lower(), ())):
            for name in sorted(unbekannte[an] & eintrag.keys()):
                neu = {k: v for k, v in eintrag.items() if k != name}
                alle = kunde[liste.lower()]
                yield name, {**kunde, liste.lower(): [*alle[:nummer], neu, *alle[nummer + 1 :]]}


def _key(w: Wiedervorlage) -> tuple[str, str | None]:
    # the reader tells Teilnahmen of the same name apart by their beginn, which may be the very fact that is missing
    return w.pflicht, w.massnahme and w.massnahme.split(" (")[0]


def _asked_before(fall: Fall, alt: Wiedervorlage | None, w: Wiedervorlage) -> bool:
    """Whether the item asks for a fact that was missing all along: what only its date needs is asked after that."""
    if alt is not None and alt.fehlt & w.fehlt:
        return True
    eintraege = [fall.kunde, *fall.kunde.get("teilnahmen", ()), *fall.kunde.get("kontakte", ())]
    gleiche = [e for e in eintraege if w.massnahme is None or e.get("massnahme") == _key(w)[1]]
    return any(name not in e for e in gleiche for name in w.fehlt)


def _asked_whether_known(konzept: Konzept) -> set[str]:
    """The fields that the concept tests for being known."""
    bedingungen = [t.wenn for t in konzept.tatsachen if t.wenn is not None] + [r.wenn for r in konzept.regeln]
    tests = [paar for b in bedingungen for alternative in b.alternativen for paar in alternative]
    return {name for name, test in tests if isinstance(test.test if isinstance(test, Nicht) else test, Bekannt)}


def _owed(w: Wiedervorlage | None) -> tuple[Any, ...] | None:
    """Whether something is owed, until when and how; which of two rows of the same day gives it does not matter."""
    if w is None or w.status in NICHTS_OFFEN | {Status.AUSGESETZT}:
        return None
    return w.status, w.faellig, w.kontaktarten
