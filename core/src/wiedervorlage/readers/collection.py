"""Everything read so far: joins Kunden with their Kontakte and Teilnahmen, and keeps count."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cached_property

from wiedervorlage.errors import EinstellungError, Meldung
from wiedervorlage.kunde import Kontakt
from wiedervorlage.readers import mangel
from wiedervorlage.readers.eingabe import Eingabe
from wiedervorlage.readers.entries import Eintraege, Entwurf, Ort, entwurf, take_text
from wiedervorlage.readers.headings import fold
from wiedervorlage.readers.mangel import Mangel
from wiedervorlage.readers.schema import ARTEN, An, Maengel, Schema, Werte

NUMMER = "kundennummer"


class Collection:
    """What the files of one call hold; the one thing in reading that grows."""

    def __init__(
        self,
        schemas: Mapping[An, Schema],
        gruppen: Mapping[str, str] | None = None,
        vorgang: Callable[[str], str] | None = None,
        stichtag: date | None = None,
    ) -> None:
        self.schemas = schemas
        self._gruppen = _folded(gruppen or {})
        self._vorgang = vorgang
        self._stichtag = stichtag
        self._entwuerfe: dict[str, Entwurf] = {}
        self._meldungen: list[Meldung] = []
        self._wiederholt: list[Meldung] = []
        self._spalten: dict[An, set[str]] = {an: set() for an in ARTEN}
        self._unbeachtet: dict[str, None] = {}
        self._stand: list[date] = []
        self._gelesen = 0
        self._verworfen = 0

    def note_columns(self, an: An, namen: Iterable[str], unbeachtet: Iterable[str]) -> None:
        """Remember which fields a table or an object had, and which headings nobody needs."""
        if an in self._spalten:
            self._spalten[an].update(namen)
        self._unbeachtet.update(dict.fromkeys(unbeachtet))

    def note_stand(self, stand: date) -> None:
        """Remember the date of a line `Stand: ...`."""
        self._stand.append(stand)

    def report(self, *meldungen: Meldung) -> None:
        """Take in what is wrong with something that is not dropped."""
        self._meldungen += meldungen

    def drop_kunde(self, mangel: Mangel, ort: Ort) -> None:
        """Count a row that becomes no Kunde, and report it."""
        self._gelesen += 1
        self._verworfen += 1
        self._meldungen.append(ort.meldung(NUMMER, mangel.weg()))

    def add_kunde(
        self, werte: Werte, maengel: Maengel, eintraege: Eintraege, ort: Ort, meldungen: Iterable[Meldung] = ()
    ) -> None:
        """Take in a Kunde with the entries inside him and the `meldungen` about these.

        Without a usable Kundennummer he is dropped, and with one already read too, unless nothing in him is different.
        """
        nummer = take_text(werte, NUMMER)
        if nummer is None:
            return self.drop_kunde(_nummer_fehlt(maengel), ort)
        neuer = entwurf(nummer, werte, eintraege, ort)
        vorher = self._entwuerfe.setdefault(nummer, neuer)
        if vorher is neuer:
            self._gelesen += 1
            self._meldungen += [*ort.meldungen(maengel), *meldungen]
        elif vorher != neuer:
            self.drop_kunde(mangel.doppelte_kundennummer(str(vorher.ort)), ort)
        else:
            self._wiederholt.append(ort.meldung(NUMMER, mangel.wiederholte_zeile(str(vorher.ort))))
        return None

    def add_entry(self, an: An, werte: Werte, maengel: Maengel) -> Kontakt | None:
        """Take in a row of a list beside that of the Kunden; by now all Kunden must be there.

        Returns the Kontakt that it gives. Why it is left out, if it is, stands in `maengel` afterwards.
        """
        nummer = take_text(werte, NUMMER)
        wessen = None if nummer is None else self._find(nummer, an)
        if wessen is not None:
            return wessen.eintraege.add(an, werte, maengel)
        unbekannt = mangel.unbekannter_kunde if an == "nachtrag" else mangel.unbekannte_kundennummer
        warum = _nummer_fehlt(maengel) if nummer is None else unbekannt()
        maengel.clear()
        maengel[NUMMER] = warum.weg()
        return None

    def add_kontakt(self, an: An, zelle: object, kontakt: Kontakt) -> bool:
        """Take in a Kontakt like one before; False where the cell does not hold the Kundennummer of a Kunde."""
        nummer = self.schemas[an].lesen[NUMMER][zelle]
        wessen = self._find(nummer, an) if isinstance(nummer, str) else None
        if wessen is None:
            return False
        wessen.eintraege.add_kontakt(an, kontakt)
        return True

    def _find(self, nummer: str, an: An) -> Entwurf | None:
        gefunden = self._entwuerfe.get(nummer)
        if gefunden is None and an == "nachtrag":
            return self._nach_vorgang.get(fold(nummer))
        return gefunden

    @cached_property
    def _nach_vorgang(self) -> Mapping[str, Entwurf]:
        if self._vorgang is None:
            return {}
        return {fold(self._vorgang(nummer)): entwurf for nummer, entwurf in self._entwuerfe.items()}

    def eingabe(self) -> Eingabe:
        """Join everything."""
        for einer in self._entwuerfe.values():
            if self._stichtag is not None and einer.is_flat_after(self._stichtag):
                self.report(einer.ort.meldung("letzter_kontakt", mangel.letzter_kontakt_kommt_noch()))
        if self._gruppen and (teilnahme := self._spalten["teilnahme"]):
            teilnahme.add("gruppe")  # the house fills this column
        return Eingabe(
            tuple(self._entwuerfe.pop(nummer).kunde(self._gruppen) for nummer in [*self._entwuerfe]),
            tuple(self._meldungen),
            {an: frozenset(namen) for an, namen in self._spalten.items()},
            tuple(self._unbeachtet),
            self._gelesen,
            self._verworfen,
            min(self._stand, default=None),
            tuple(self._wiederholt),
        )


def _folded(gruppen: Mapping[str, str]) -> dict[str, str]:
    gefaltet: dict[str, str] = {}
    for massnahme, gruppe in gruppen.items():
        if gefaltet.setdefault(fold(massnahme), gruppe) != gruppe:
            raise EinstellungError(
                f"massnahmegruppen: „{massnahme}“ steht dort mit zwei Gruppen; bitte eine davon streichen."
            )
    return gefaltet


def _nummer_fehlt(maengel: Maengel) -> Mangel:
    return maengel.get(NUMMER) or mangel.fehlt(NUMMER)
