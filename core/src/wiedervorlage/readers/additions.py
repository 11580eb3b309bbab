"""Kontakte that were noted beside the list: the next export may have some of them, none may count twice."""

from collections.abc import Sequence
from typing import Final

from attrs import evolve

from wiedervorlage.konzept.names import MERKMALE
from wiedervorlage.kunde import FEHLT, UNLESBAR, Kontakt

_FLACH: Final = {"ergebnis": "stattgefunden", "akteur": "betreuer"}
"""What a flat list says by calling a contact the last."""


def with_additions(kontakte: Sequence[Kontakt], nachtrag: Sequence[Kontakt]) -> list[Kontakt]:
    """Add what was noted elsewhere; what two of them say of one contact becomes one Kontakt."""
    alle = list(kontakte)
    for neuer in nachtrag:
        for stelle, vorhandener in enumerate(alle):
            if (einer := _merged(vorhandener, neuer)) is not None:
                alle[stelle] = einer
                break
        else:
            alle.append(neuer)
    return alle


def _merged(a: Kontakt, b: Kontakt) -> Kontakt | None:
    """Make one of two Kontakte of the same day; None where they contradict each other, for then they are two."""
    if a.datum != b.datum:
        return None
    ergaenzt = {}
    for name in MERKMALE:
        alt, neu = getattr(a, name), getattr(b, name)
        if alt is FEHLT and a.flach:
            alt = _FLACH.get(name, alt)
        if neu is FEHLT or neu is UNLESBAR:
            continue
        if alt is FEHLT or alt is UNLESBAR:
            ergaenzt[name] = neu
        elif alt != neu:
            return None
    return evolve(a, **ergaenzt)
