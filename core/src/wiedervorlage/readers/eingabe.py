"""What was read."""

from collections.abc import Mapping
from datetime import date

from attrs import frozen

from wiedervorlage.errors import Meldung
from wiedervorlage.kunde import Kunde


@frozen
class Eingabe:
    """The Kunden of all files of one call, and what there is to say about the files.

    `spalten`: for `kunde`, `kontakt` and `teilnahme` the fields that any of the files has as a column or key, or that
    the house fills.
    `unbeachtet`: the headings and keys that stand for no field. `gelesen` counts rows of Kunden, a repeated row once;
    `verworfen` those of them that were dropped, so that `len(kunden) + verworfen == gelesen`. `stand`: the oldest date
    in a line `Stand: ...`. `wiederholt`: rows that say again what an earlier one says; they cost nothing.
    """

    kunden: tuple[Kunde, ...]
    meldungen: tuple[Meldung, ...]
    spalten: Mapping[str, frozenset[str]]
    unbeachtet: tuple[str, ...] = ()
    gelesen: int = 0
    verworfen: int = 0
    stand: date | None = None
    wiederholt: tuple[Meldung, ...] = ()
