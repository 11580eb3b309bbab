"""What a forecast yields: one Wiedervorlage per Kunde and Pflicht."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from functools import cached_property

from attrs import field, frozen


class Status(StrEnum):
    """Where a Wiedervorlage stands on the Stichtag, in the order in which it is tested."""

    AUSGESETZT = "ausgesetzt"
    UNBESTIMMT = "unbestimmt"
    NICHT_GEREGELT = "nicht_geregelt"
    ENTFAELLT = "entfaellt"
    INDIVIDUELL = "individuell"
    ERLEDIGT = "erledigt"
    VERFALLEN = "verfallen"
    TERMINIERT = "terminiert"
    KOMMEND = "kommend"
    UEBERFAELLIG = "ueberfaellig"
    OFFEN = "offen"

    __hash__ = str.__hash__  # that of Enum is a function of Python's, and statuses are looked up all the time


NICHTS_OFFEN = frozenset({Status.ERLEDIGT, Status.ENTFAELLT, Status.VERFALLEN, Status.NICHT_GEREGELT})
"""The statuses under which nothing is owed; `due` shows them only with --all."""

IM_KALENDER = frozenset({Status.OFFEN, Status.UEBERFAELLIG, Status.KOMMEND, Status.UNBESTIMMT, Status.INDIVIDUELL})
"""The statuses that get a calendar entry."""


def _keine_gruende() -> tuple[str, ...]:
    return ()


@frozen(slots=False)  # so many attributes are set three times as fast in a dictionary
class Wiedervorlage:
    """What is owed to whom until when and why; the keys are those of the results (contract, section 4).

    `vorgang` is empty until the surface that knows the key of the house has filled it in. `frueher` marks an earlier
    window beside the current item, `erledigt_am` is the day on which it was done, `prioritaet` its rank among the items
    of one day; these three are no keys of the results. `begruendung` is written out
    when it is first asked for, from what the interpreter itself decided on.
    """

    kundennummer: str | None
    betreuer: str | None
    pflicht: str
    regel: str | None
    status: Status
    massnahme: str | None = None
    art: str = "kontakt"
    akteur: str = "betreuer"
    oeffnet: date | None = None
    faellig: date | None = None
    vorschlag: date | None = None
    eintrag: date | None = None
    verfaellt: date | None = None
    kontaktarten: frozenset[str] = frozenset()
    verbindlich: bool = True
    fundstelle: str | None = None
    fehlt: frozenset[str] = frozenset()
    hinweise: tuple[str, ...] = ()
    checkliste: tuple[str, ...] = ()
    ergebnis: str | None = None
    vorgang: str = ""
    frueher: bool = False
    erledigt_am: date | None = None
    prioritaet: int | None = None
    _gruende: Callable[[], tuple[str, ...]] = field(default=_keine_gruende, eq=False, repr=False, alias="gruende")

    def under(self, vorgang: str) -> "Wiedervorlage":
        """The same under this pseudonym; `evolve` would take as long as half the rows."""
        neu = object.__new__(Wiedervorlage)
        neu.__dict__.update(self.__dict__, vorgang=vorgang)
        return neu

    @cached_property
    def begruendung(self) -> tuple[str, ...]:
        """Why, line by line: rows, tests with their values, sums, what was displaced; dates as dd.mm.yyyy."""
        return self._gruende()
