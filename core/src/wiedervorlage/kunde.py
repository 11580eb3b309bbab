"""The case as the house knows it: Kunde, Kontakt, Teilnahme.

A value is in one of four states, and they are kept apart:

* absent: the name is not in `werte`. What that means is declared for each field (`Feld.fehlt`).
* known to be none (`keine`, `00.00.0000`): None.
* there, but unreadable: UNLESBAR. It counts as unknown, whatever absence would mean.
* known.
"""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Final

from attrs import field, frozen


class Unlesbar(Enum):
    """The one value of a cell that is there and cannot be read."""

    UNLESBAR = "unlesbar"

    __hash__ = object.__hash__  # that of Enum is a function of Python's


class Fehlt(Enum):
    """The one value of an attribute of a Kontakt that the input does not name."""

    FEHLT = "fehlt"

    __hash__ = object.__hash__


UNLESBAR: Final = Unlesbar.UNLESBAR
FEHLT: Final = Fehlt.FEHLT

Wert = str | date | bool | int | frozenset[str] | frozenset[date] | None | Unlesbar


@frozen
class Kontakt:
    """One contact that took place, failed, or (dated after the Stichtag) is planned.

    `datum` is UNLESBAR only for the one contact of a flat list whose cell "Letzter Kontakt" cannot be read; `flach`
    marks that contact, because nothing can be said about the contacts before it.
    """

    datum: date | Unlesbar
    art: str | Unlesbar | Fehlt | None = FEHLT
    ergebnis: str | Unlesbar | Fehlt | None = FEHLT
    akteur: str | Unlesbar | Fehlt | None = FEHLT
    qualifiziert: bool | Unlesbar | Fehlt | None = FEHLT
    anlass: str | Unlesbar | Fehlt | None = FEHLT
    flach: bool = False


@frozen
class Teilnahme:
    """One participation in a Massnahme; everything but its name stands in `werte`."""

    massnahme: str
    werte: Mapping[str, Wert] = field(factory=dict)


@frozen
class Kunde:
    """One Kunde with all that is known about him; nothing in it depends on a Stichtag."""

    kundennummer: str
    betreuer: str | None = None
    werte: Mapping[str, Wert] = field(factory=dict)
    kontakte: tuple[Kontakt, ...] = ()
    teilnahmen: tuple[Teilnahme, ...] = ()
    hinweise: tuple[str, ...] = ()
