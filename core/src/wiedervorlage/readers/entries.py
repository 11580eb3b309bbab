"""From the values of one row or object to Kunde, Kontakt, Teilnahme."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, cast

from attrs import define, evolve, field, frozen

from wiedervorlage.errors import Meldung
from wiedervorlage.kunde import FEHLT, UNLESBAR, Kontakt, Kunde, Teilnahme, Wert
from wiedervorlage.readers import mangel
from wiedervorlage.readers.additions import with_additions
from wiedervorlage.readers.headings import fold
from wiedervorlage.readers.mangel import EINTRAG_UNLESBAR, Mangel
from wiedervorlage.readers.schema import An, Maengel, Werte


@frozen
class Ort:
    """Where an entry stands; `ueberschriften` are the headings as the file writes them, `pfad` leads into JSON."""

    datei: str | None = None
    blatt: str | None = None
    zeile: int | None = None
    ueberschriften: Mapping[str, str] = field(factory=dict)
    pfad: str = ""
    zaehlwort: str = "Zeile"

    def __str__(self) -> str:
        teile = (self.datei, self.blatt and f"Blatt {self.blatt}", self.zeile and f"{self.zaehlwort} {self.zeile}")
        return ", ".join(teil for teil in teile if teil)

    def meldung(self, name: str | None, mangel: Mangel) -> Meldung:
        """Say what is wrong with the field of this name (None: with the whole entry)."""
        spalte = None if name is None else self.pfad + self.ueberschriften.get(name, name)
        return Meldung(mangel.satz, self.datei, self.blatt, self.zeile, spalte, mangel.gefunden, mangel.erwartet)

    def meldungen(self, maengel: Maengel) -> list[Meldung]:
        """The same for all that is wrong with an entry."""
        return [self.meldung(name, m) for name, m in maengel.items()]


@define
class Eintraege:
    """The Kontakte and Teilnahmen of one Kunde; `unlesbar`: one was left out, because it could not be read.

    `nachtrag`: Kontakte that the list, whether it has single ones or only the last, may not have yet.
    """

    kontakte: list[Kontakt] = field(factory=list)
    nachtrag: list[Kontakt] = field(factory=list)
    teilnahmen: list[Teilnahme] = field(factory=list)
    unlesbar: bool = False

    def add(self, an: An, werte: Werte, maengel: Maengel) -> Kontakt | None:
        """Take in one more, and return it if it is a Kontakt; the Mangel for which it is left out will say so."""
        if an == "teilnahme":
            if neue := _teilnahme(werte, maengel):
                self.teilnahmen.append(neue)
            else:
                self.unlesbar = True
            return None
        neuer = _kontakt(werte, maengel)
        if neuer is not None:
            self.add_kontakt(an, neuer)
        else:
            self.unlesbar = True
        return neuer

    def add_kontakt(self, an: An, kontakt: Kontakt) -> None:
        """Take in a Kontakt that is already made."""
        (self.nachtrag if an == "nachtrag" else self.kontakte).append(kontakt)


@frozen
class Entwurf:
    """A Kunde as one row or object gives him; rows of Kontakte and Teilnahmen may still be added to `eintraege`."""

    kundennummer: str
    betreuer: str | None
    werte: Mapping[str, Wert]
    letzter: Kontakt | None
    eintraege: Eintraege
    ort: Ort = field(eq=False)

    def kunde(self, gruppen: Mapping[str, str]) -> Kunde:
        """Finish. The one contact of the flat list counts only where the list itself gives no single Kontakt."""
        flach = [] if self.letzter is None else [self.letzter]
        return Kunde(
            self.kundennummer,
            self.betreuer,
            self.werte,
            tuple(with_additions(self.eintraege.kontakte or flach, self.eintraege.nachtrag)),
            _unique_names([_grouped(t, gruppen) for t in self.eintraege.teilnahmen]),
            (EINTRAG_UNLESBAR,) if self.eintraege.unlesbar else (),
        )

    def is_flat_after(self, stichtag: date) -> bool:
        """Whether the contact of the flat list is what counts and cannot have been held by then."""
        datum = self.letzter.datum if self.letzter is not None and not self.eintraege.kontakte else None
        return isinstance(datum, date) and datum > stichtag


def entwurf(nummer: str, werte: Werte, eintraege: Eintraege, ort: Ort) -> Entwurf:
    """Make a Kunde of his values; what is an attribute or the contact of a flat list is no longer one of them."""
    return Entwurf(nummer, take_text(werte, "betreuer"), werte, _take_last_kontakt(werte), eintraege, ort)


def _take_last_kontakt(werte: Werte) -> Kontakt | None:
    """Take the last contact of a flat list out of the values."""
    datum = werte.pop("letzter_kontakt", None)
    art = werte.pop("letzter_kontakt_art", FEHLT)
    return None if datum is None else Kontakt(cast(Any, datum), art=cast(Any, art), flach=True)


def take_text(werte: Werte, name: str) -> str | None:
    """Take a text out of the values; None where there is none or none that can be read."""
    text = werte.pop(name, None)
    return text if isinstance(text, str) else None


def _kontakt(werte: Werte, maengel: Maengel) -> Kontakt | None:
    """Make a Kontakt; None, and its Mangel says so, where its day is not known."""
    if isinstance(werte.get("datum"), date):
        return Kontakt(**cast(dict[str, Any], werte))
    _leave_out(maengel, "datum")
    return None


def _teilnahme(werte: Werte, maengel: Maengel) -> Teilnahme | None:
    """Make a Teilnahme; None, and its Mangel says so, without a name or with a `beginn` or `ende` nobody can read.

    An `austritt` that cannot be read leaves the Teilnahme there with an unknown end: what depends on it then says so.
    """
    for name in ("beginn", "ende"):
        if werte.get(name) is UNLESBAR:
            _leave_out(maengel, name)
            return None
    massnahme = werte.get("massnahme")
    if isinstance(massnahme, str):
        del werte["massnahme"]
        return Teilnahme(massnahme, werte)
    _leave_out(maengel, "massnahme")
    return None


def _leave_out(maengel: Maengel, name: str) -> None:
    maengel[name] = (maengel.get(name) or mangel.fehlt(name)).weg()


def _grouped(t: Teilnahme, gruppen: Mapping[str, str]) -> Teilnahme:
    """Give a Teilnahme that names no gruppe the one that the house gives its massnahme."""
    gruppe = gruppen.get(fold(t.massnahme)) if gruppen and "gruppe" not in t.werte else None
    return t if gruppe is None else evolve(t, werte={**t.werte, "gruppe": gruppe})


def _unique_names(teilnahmen: Sequence[Teilnahme]) -> tuple[Teilnahme, ...]:
    """Tell Teilnahmen of one name apart by their beginn, and where that does not do it by a number."""
    if len(teilnahmen) < 2:
        return tuple(teilnahmen)
    verschieden = list({(t.massnahme, frozenset(t.werte.items())): t for t in teilnahmen}.values())
    wie_oft = Counter(t.massnahme for t in verschieden)
    namen: set[str] = {name for name, anzahl in wie_oft.items() if anzahl == 1}
    return tuple(t if wie_oft[t.massnahme] == 1 else _renamed(t, namen) for t in verschieden)


def _renamed(t: Teilnahme, vergeben: set[str]) -> Teilnahme:
    beginn = t.werte.get("beginn")
    name = f"{t.massnahme} ({beginn:%d.%m.%Y})" if isinstance(beginn, date) else t.massnahme
    frei, nummer = name, 1
    while frei in vergeben:
        nummer += 1
        frei = f"{name} ({nummer})"
    vergeben.add(frei)
    return evolve(t, massnahme=frei)
