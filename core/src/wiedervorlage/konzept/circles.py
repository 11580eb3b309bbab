"""Facts must not rest on themselves: working one out would never end."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from attrs import evolve

from wiedervorlage.konzept.expressions import Bedingung
from wiedervorlage.konzept.model import Tatsache
from wiedervorlage.konzept.usage import names_in

EREIGNISARTEN: Final = ("letzter", "erster", "zaehlt", "gibt_es")
"""The keys of a Tatsache that name an event."""


def circles(tatsachen: Iterable[Tatsache]) -> Iterator[str]:
    """Facts that rest on themselves, each circle told once."""
    beruht_auf = {t.name: _grund(t) for t in tatsachen}
    for name in beruht_auf:
        weg = _weg(name, name, beruht_auf, set())
        if weg and name == min(weg):
            kreis = " → ".join((name, *weg))
            yield f"[[tatsache]] {name}: gefunden {kreis}, eine Tatsache darf nicht auf sich selbst beruhen"


def _grund(t: Tatsache) -> set[str]:
    for art in EREIGNISARTEN:
        if (ereignis := getattr(t, art)) is not None and ereignis.kontakt is not None:
            t = evolve(t, **{art: evolve(ereignis, wenn=Bedingung())})  # names what a Kontakt has, no facts
    return set(names_in(t))


def _weg(ziel: str, name: str, beruht_auf: Mapping[str, set[str]], gesehen: set[str]) -> list[str]:
    for naechste in sorted(beruht_auf.get(name, set()) - gesehen):
        if naechste == ziel:
            return [ziel]
        gesehen.add(naechste)
        if weg := _weg(ziel, naechste, beruht_auf, gesehen):
            return [naechste, *weg]
    return []
