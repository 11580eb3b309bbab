"""What a directive asks of the house as a whole, and what of it becomes no row."""

from attrs import frozen

from wiedervorlage.konzept.expressions import Bedingung
from wiedervorlage.konzept.names import Akteur


@frozen
class Kontrolle:
    """A demand on the list itself; `check` names the Kunden on whom `wenn` holds."""

    id: str
    text: str
    fundstelle: str
    wortlaut: str
    wenn: Bedingung


@frozen
class Kapazitaet:
    """How many talks are to be held per week and full post; `wenn`: on whose Kunden a Betreuer is measured by it."""

    gespraeche: int
    fundstelle: str
    wortlaut: str
    wenn: Bedingung = Bedingung()


@frozen
class Gruppentermine:
    """Weekly group dates that a house can name in its settings; fewer dates or participants than these give a hint."""

    titel: str
    stunden: int
    termine: int
    teilnehmer: int
    hinweis: str
    fundstelle: str
    wortlaut: str
    akteur: Akteur = "jobakademie"


@frozen
class NichtAbgebildet:
    """Something the directive says of which no row is made, and why; `wortlaut`: a few words of it."""

    fundstelle: str
    grund: str
    wortlaut: str | None = None
