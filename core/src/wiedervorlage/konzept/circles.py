"""What must not lead back to itself: facts, or working one out would never end; precedence, or nobody would have it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from attrs import evolve

from wiedervorlage.konzept.expressions import Bedingung
from wiedervorlage.konzept.model import ALLE_FOLGENDEN, Konzept, Regel, Tatsache
from wiedervorlage.konzept.usage import names_in

EREIGNISARTEN: Final = ("letzter", "erster", "zaehlt", "gibt_es")
"""The keys of a Tatsache that name an event."""


def circles(konzept: Konzept) -> Iterator[str]:
    """Facts that rest on themselves and rows that displace each other, each circle told once."""
    for name, kreis in _kreise({t.name: _grund(t) for t in konzept.tatsachen}):
        yield f"[[tatsache]] {name}: gefunden {kreis}, eine Tatsache darf nicht auf sich selbst beruhen"
    for pflicht in konzept.pflichten:
        regeln = [r for r in konzept.regeln if r.pflicht == pflicht.name]
        if not pflicht.erste_zeile:  # there the order of the rows decides alone
            for id_, kreis in _kreise({r.id: _verdraengt(r, regeln[nr:]) for nr, r in enumerate(regeln, 1)}):
                yield f"[[regel]] {id_} vorrang_vor: gefunden {kreis}, keine Regel darf sich so selbst verdrängen"


def _grund(t: Tatsache) -> set[str]:
    for art in EREIGNISARTEN:
        if (ereignis := getattr(t, art)) is not None and ereignis.kontakt is not None:
            t = evolve(t, **{art: evolve(ereignis, wenn=Bedingung())})  # names what a Kontakt has, no facts
    return set(names_in(t))


def _verdraengt(r: Regel, folgende: Iterable[Regel]) -> set[str]:
    return {f.id for f in folgende} if r.vorrang_vor == ALLE_FOLGENDEN else set(r.vorrang_vor) - {r.id}


def _kreise(fuehrt_zu: Mapping[str, set[str]]) -> Iterator[tuple[str, str]]:
    for name in fuehrt_zu:
        weg = _weg(name, name, fuehrt_zu, set())
        if weg and name == min(weg):
            yield name, " → ".join((name, *weg))


def _weg(ziel: str, name: str, fuehrt_zu: Mapping[str, set[str]], gesehen: set[str]) -> list[str]:
    for naechste in sorted(fuehrt_zu.get(name, set()) - gesehen):
        if naechste == ziel:
            return [ziel]
        gesehen.add(naechste)
        if weg := _weg(ziel, naechste, fuehrt_zu, gesehen):
            return [naechste, *weg]
    return []
