"""A Kunde as JSON and case files give him: an object with keys."""

from collections.abc import Mapping
from typing import Any, Final

from attrs import evolve

from wiedervorlage.errors import Meldung
from wiedervorlage.readers import mangel
from wiedervorlage.readers.cleaning import KEINE
from wiedervorlage.readers.collection import Collection
from wiedervorlage.readers.entries import Eintraege, Ort
from wiedervorlage.readers.schema import NOETIG, An, Maengel, Spalten, Werte, read_cells

_LISTEN: Final[Mapping[str, An]] = {"kontakte": "kontakt", "teilnahmen": "teilnahme"}


class Records:
    """Reads objects into a collection; how, it works out once for all objects with the same keys."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._spalten: dict[tuple[str, ...], Spalten] = {}

    def add(self, daten: Mapping[str, Any], ort: Ort) -> None:
        """Read one Kunde with his Kontakte and Teilnahmen."""
        eintraege = Eintraege()
        meldungen = [m for liste in _LISTEN for m in self._add_entries(liste, daten.get(liste), eintraege, ort)]
        werte, maengel = self._values("kunde", "", daten)
        self._collection.add_kunde(werte, maengel, eintraege, ort, meldungen)

    def _add_entries(self, liste: str, roh: Any, eintraege: Eintraege, ort: Ort) -> list[Meldung]:
        if roh is None or (isinstance(roh, str) and roh.strip().casefold() in KEINE | {""}):
            return []
        if not isinstance(roh, list | tuple):
            eintraege.unlesbar = True
            return [ort.meldung(liste, mangel.keine_eintraege(roh, liste).weg())]
        meldungen: list[Meldung] = []
        for nummer, objekt in enumerate(roh, 1):
            werte, maengel = self._entry(liste, objekt)
            eintraege.add(_LISTEN[liste], werte, maengel)
            if maengel:
                meldungen += evolve(ort, pfad=f"{liste}[{nummer}].").meldungen(maengel)
        return meldungen

    def _entry(self, liste: str, objekt: object) -> tuple[Werte, Maengel]:
        an = _LISTEN[liste]
        if isinstance(objekt, Mapping):
            return self._values(an, liste, objekt)
        return {}, {NOETIG[an]: mangel.kein_eintrag(objekt)}

    def _values(self, an: An, liste: str, daten: Mapping[str, Any]) -> tuple[Werte, Maengel]:
        schluessel = (an, *daten)
        if schluessel not in self._spalten:
            self._spalten[schluessel] = self._columns(an, liste, daten)
        return read_cells(self._spalten[schluessel], daten)

    def _columns(self, an: An, liste: str, daten: Mapping[str, Any]) -> Spalten:
        lesen = self._collection.schemas[an].lesen
        # What a Kontakt in JSON says of a Kundennummer is not asked: it stands inside its Kunde
        namen = tuple(name for name in daten if name in lesen and not (liste and name == "kundennummer"))
        fremd = [name for name in daten if name not in namen and (liste or name not in _LISTEN)]
        self._collection.note_columns(an, namen, [f"{liste}.{name}" if liste else name for name in fremd])
        return tuple((name, lesen[name], name) for name in namen)
