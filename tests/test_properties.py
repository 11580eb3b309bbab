"""What must hold for every case, whatever the concept."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from wiedervorlage.cases import Fall, forecast, load_cases
from wiedervorlage.forecast import NICHTS_OFFEN, Status, Wiedervorlage
from wiedervorlage.konzept.expressions import Bekannt, Nicht
from wiedervorlage.konzept.model import UNBEKANNT, Konzept
from wiedervorlage.plugins import load_host

ROOT = Path(__file__).parents[1]
HOST = load_host()
DATEIEN = [load_cases(p) for p in sorted(ROOT.glob("plugins/*/src/*/faelle.toml"))]


def each_case() -> list:
    return [pytest.param(d.jobcenter, f, id=f"{d.jobcenter}: {f.name}") for d in DATEIEN for f in d.faelle]


def without_one(kunde: Mapping[str, Any], unbekannte: Mapping[str, set[str]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The Kunde without one of the fields whose absence means unknown, each field in turn."""
    for name in unbekannte["kunde"] & kunde.keys():
        yield name, {k: v for k, v in kunde.items() if k != name}
    for liste, an in (("kontakte", "kontakt"), ("teilnahmen", "teilnahme")):
        for nummer, eintrag in enumerate(kunde.get(liste, ())):
            for name in unbekannte[an] & eintrag.keys():
                neu = {k: v for k, v in eintrag.items() if k != name}
                yield name, {**kunde, liste: [*kunde[liste][:nummer], neu, *kunde[liste][nummer + 1 :]]}


def key(w: Wiedervorlage) -> tuple[Any, ...]:
    # the reader tells Teilnahmen of the same name apart by their beginn, which may be the very fact that is missing
    return w.pflicht, w.massnahme and w.massnahme.split(" (")[0]


@pytest.mark.parametrize(("jobcenter", "fall"), each_case())
def test_a_missing_fact_changes_nothing_or_is_named(jobcenter: str, fall: Fall) -> None:
    plugin = HOST.get(jobcenter)
    konzept = plugin.konzept(fall.stichtag)
    felder = konzept.felder
    unbekannte = {
        an: {f.name for f in felder if f.an == an and f.fehlt == UNBEKANNT} - {"kundennummer", "datum", "massnahme"}
        for an in ("kunde", "kontakt", "teilnahme")
    }
    # where a concept says itself what not knowing means, an item may go, come or ask for that very field
    unbekannte = {an: namen - asked_whether_known(konzept) for an, namen in unbekannte.items()}
    vorher = {key(w): w for w in forecast(fall, plugin) if not w.frueher}
    for feld, kunde in without_one(fall.kunde, unbekannte):
        nachher = {key(w): w for w in forecast(evolve(fall, kunde=kunde), plugin) if not w.frueher}
        for schluessel in vorher.keys() | nachher.keys():
            alt, neu = vorher.get(schluessel), nachher.get(schluessel)
            if (
                neu is not None
                and neu.status is Status.UNBESTIMMT
                and (feld in neu.fehlt or asked_before(fall, alt, neu))
            ):
                continue
            assert owed(alt) == owed(neu), f"ohne {feld}: {schluessel}"


def asked_before(fall: Fall, alt: Wiedervorlage | None, w: Wiedervorlage) -> bool:
    """Whether the item asks for a fact that was missing all along: what only its date needs is asked after that."""
    if alt is not None and alt.fehlt & w.fehlt:
        return True
    eintraege = [fall.kunde, *fall.kunde.get("teilnahmen", ()), *fall.kunde.get("kontakte", ())]
    gleiche = [e for e in eintraege if w.massnahme is None or e.get("massnahme") == key(w)[1]]
    return any(name not in e for e in gleiche for name in w.fehlt)


def asked_whether_known(konzept: Konzept) -> set[str]:
    """The fields that the concept tests for being known."""
    bedingungen = [t.wenn for t in konzept.tatsachen if t.wenn is not None] + [r.wenn for r in konzept.regeln]
    tests = [paar for b in bedingungen for alternative in b.alternativen for paar in alternative]
    return {name for name, test in tests if isinstance(test.test if isinstance(test, Nicht) else test, Bekannt)}


def owed(w: Wiedervorlage | None) -> tuple[Any, ...] | None:
    """Whether something is owed, until when and how; which of two rows of the same day gives it does not matter."""
    if w is None or w.status in NICHTS_OFFEN | {Status.AUSGESETZT}:
        return None
    return w.status, w.faellig, w.kontaktarten


@pytest.mark.parametrize(("jobcenter", "fall"), each_case())
def test_results_keep_the_contract(jobcenter: str, fall: Fall) -> None:
    for w in forecast(fall, HOST.get(jobcenter)):
        assert (w.status is Status.UNBESTIMMT) <= bool(w.fehlt)
        assert w.regel is not None or w.status is Status.NICHT_GEREGELT
        assert bool(w.begruendung) == (w.regel is not None)
        if w.eintrag is not None:
            assert w.vorschlag is not None
            assert fall.stichtag <= w.eintrag <= w.vorschlag
            assert w.status not in NICHTS_OFFEN
        if w.status is Status.UEBERFAELLIG:
            assert w.faellig is not None
            assert w.faellig < fall.stichtag
        if w.status is Status.KOMMEND:
            assert w.oeffnet is not None
            assert w.oeffnet > fall.stichtag


@pytest.mark.parametrize(("jobcenter", "fall"), each_case())
def test_same_input_gives_same_output(jobcenter: str, fall: Fall) -> None:
    plugin = HOST.get(jobcenter)
    assert forecast(fall, plugin) == forecast(fall, plugin)
