"""Dates that a Verschiebung moves before the rows compete."""

from collections.abc import Sequence
from datetime import date

from attrs import frozen

from wiedervorlage.forecast.akte import Akte
from wiedervorlage.forecast.compile import Bedingungsfunktion, Datum, Datumsfunktion
from wiedervorlage.forecast.logic import Ungewiss
from wiedervorlage.konzept.model import Verschiebung

Verschiebungsregel = tuple[Verschiebung, Bedingungsfunktion, Datumsfunktion]


@frozen(eq=False)
class Verschobene:
    """A date moved by a Verschiebung: the row of the concept, the date before and after, the facts of the Teilnahme.

    `davor`: the move that led to the date before, where there was one.
    """

    verschiebung: Verschiebung
    vorher: date
    nachher: date
    akte: Akte
    davor: "Verschobene | None" = None

    @property
    def kette(self) -> tuple["Verschobene", ...]:
        """All moves, the first one first."""
        return (*(self.davor.kette if self.davor is not None else ()), self)


def verschiebe(
    tag: date, akte: Akte, regeln: Sequence[Verschiebungsregel], wie: Verschobene | None = None
) -> tuple[Datum, Verschobene | None]:
    """Move a date as often as it takes: the new one may fall into another Teilnahme."""
    fehlt, moeglich = frozenset[str](), [tag]
    sicher: list[Verschobene] = []
    for verschiebung, wenn, faellig in regeln:
        for teilnahme in akte["teilnahmen"]:
            scheibe = teilnahme.mit(faellig=tag)
            urteil = wenn(scheibe)
            neu = faellig(scheibe) if urteil is not False else None
            if isinstance(neu, Ungewiss):
                spaeter = [t for t in neu.moeglich or () if t is not None and t > tag]
                if spaeter or neu.moeglich is None:
                    fehlt = fehlt.union(neu.fehlt, urteil if isinstance(urteil, frozenset) else ())
                    moeglich += spaeter
            elif neu is not None and neu > tag:
                if isinstance(urteil, frozenset):
                    fehlt |= urteil
                    moeglich.append(neu)
                else:
                    sicher.append(Verschobene(verschiebung, tag, neu, teilnahme, wie))
    if sicher:
        # of several the last, so that the order in which a list has the Teilnahmen does not matter
        letzte = max(sicher, key=lambda v: v.nachher)
        return verschiebe(letzte.nachher, akte, regeln, letzte)
    return (Ungewiss(fehlt, tuple(moeglich)), wie) if fehlt else (tag, wie)
