"""What happened: Kontakte, Teilnahmen and dated fields, picked out by a concept's words."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from wiedervorlage.forecast.compile import Tatsachen, Umgebung
from wiedervorlage.forecast.logic import Ungewiss, Urteil, und, urteil_ueber
from wiedervorlage.forecast.versions import Fassung, Kontaktfilter, by_day
from wiedervorlage.konzept.expressions import Bedingung, Eines, Ereignis, Lage
from wiedervorlage.konzept.model import Feld
from wiedervorlage.konzept.names import JEDER_KONTAKT, MERKMALE
from wiedervorlage.kunde import FEHLT, UNLESBAR, Kontakt

KONTAKTE: Final = "kontakte"
TEILNAHMEN: Final = "teilnahmen"
TERMINE: Final = "termine"
"""Whether any Kontakt is an appointment."""

GEHALTEN: Final = "stattgefunden"


class Treffer(NamedTuple):
    """One event that meets, or may meet, what is asked for; `datum` None: it is a test without a date."""

    datum: date | Ungewiss | None
    urteil: Urteil
    kontakt: Kontakt | None = None


Ereignisfunktion = Callable[[Tatsachen], Iterable[Treffer]]


class Ereignisse:
    """Makes functions that find events in the facts of a case."""

    def __init__(
        self,
        umgebung: Umgebung,
        felder: Mapping[str, Feld],
        begriffe: Mapping[str, Bedingung],
        fassungen: Sequence[Fassung] = (),
    ) -> None:
        self._umgebung = umgebung
        self._felder = felder
        self._begriffe = begriffe
        self._fassungen = fassungen

    def ereignis(self, ereignis: Ereignis) -> Ereignisfunktion:
        """What has happened up to the Stichtag."""
        if ereignis.kontakt is not None:
            return self._kontakte(ereignis, self._geschehen)
        if ereignis.teilnahme:
            return self._teilnahmen(ereignis)
        if ereignis.datum is not None:
            return self._daten(ereignis)
        return self._test(ereignis)

    def termine(self, ereignis: Ereignis) -> Ereignisfunktion:
        """The appointments that would be this event: Kontakte dated after the Stichtag that are not off."""
        return self._kontakte(ereignis, self._geplant)

    def _test(self, ereignis: Ereignis) -> Ereignisfunktion:
        wenn = self._umgebung.bedingung(ereignis.wenn)

        def finde(fakten: Tatsachen) -> Iterator[Treffer]:
            if (urteil := wenn(fakten)) is not False:
                yield Treffer(None, urteil)

        return finde

    # --- Kontakte -------------------------------------------------------------------------------------------------

    def _kontakte(self, ereignis: Ereignis, wann: Callable[[Kontakt], bool]) -> Ereignisfunktion:
        zaehlt, lage = self._kontaktfilter(ereignis), self._lage(ereignis.lage)

        def finde(fakten: Tatsachen) -> list[Treffer]:
            gefunden = []
            for kontakt in fakten[KONTAKTE]:
                if not wann(kontakt) or (urteil := zaehlt(kontakt)) is False:
                    continue
                datum = kontakt.datum
                if datum is UNLESBAR:
                    datum = Ungewiss(frozenset({"letzter_kontakt"}))
                if lage is not None:
                    urteil = und((urteil, lage(datum, fakten)))
                if urteil is not False:
                    gefunden.append(Treffer(datum, urteil, kontakt))
            return gefunden

        return finde

    def _geschehen(self, kontakt: Kontakt) -> bool:
        return kontakt.datum is UNLESBAR or kontakt.datum <= self._umgebung.stichtag

    def has_appointments(self, fakten: Tatsachen) -> bool:
        """Whether any Kontakt is an appointment."""
        return any(map(self._geplant, fakten[KONTAKTE]))

    def _geplant(self, kontakt: Kontakt) -> bool:
        return (
            kontakt.datum is not UNLESBAR
            and kontakt.datum > self._umgebung.stichtag
            and not kontakt.flach  # a last contact was held or has not happened; it is no appointment
            and kontakt.ergebnis in (FEHLT, None, GEHALTEN)
        )

    def _kontaktfilter(self, ereignis: Ereignis) -> Kontaktfilter:
        name = str(ereignis.kontakt)
        jetzt = self._filter(
            Bedingung() if name == JEDER_KONTAKT else self._begriffe[name], ereignis.wenn, self._umgebung
        )
        return by_day(self._fassungen, name, jetzt, lambda f: self._filter(f.begriffe[name], ereignis.wenn, f.umgebung))

    def _filter(self, begriff: Bedingung, wenn: Bedingung, umgebung: Umgebung) -> Kontaktfilter:
        teile = [begriff, wenn]
        if not any(
            name == "ergebnis" for teil in teile for alternative in teil.alternativen for name, _ in alternative
        ):
            teile.append(Bedingung(((("ergebnis", Eines(frozenset({GEHALTEN}))),),)))
        tests = [umgebung.bedingung(teil) for teil in teile]
        gemerkt: dict[tuple[Any, ...], Urteil] = {}

        def zaehlt(kontakt: Kontakt) -> Urteil:
            # what a Kontakt is does not depend on its date: few combinations, judged once each
            merkmale = (
                kontakt.art, kontakt.ergebnis, kontakt.akteur, kontakt.qualifiziert, kontakt.anlass, kontakt.flach
            )  # fmt: skip
            urteil = gemerkt.get(merkmale)
            if urteil is None:
                werte = {name: self._merkmal(kontakt, name) for name in MERKMALE}
                urteil = gemerkt[merkmale] = und(test({**umgebung.werte, **werte}) for test in tests)
            return urteil

        return zaehlt

    def _merkmal(self, kontakt: Kontakt, name: str) -> Any:
        wert = getattr(kontakt, name)
        if wert is not FEHLT and wert is not UNLESBAR:
            return wert
        return feldwert(self._felder[name], wert, f"letzter_kontakt_{name}" if kontakt.flach else name)

    # --- Teilnahmen, dated fields -------------------------------------------------------------------------------------

    def _teilnahmen(self, ereignis: Ereignis) -> Ereignisfunktion:
        wenn, tage, feld = self._umgebung.bedingung(ereignis.wenn), self._tage(ereignis.lage), ereignis.datum

        def finde(fakten: Tatsachen) -> Iterator[Treffer]:
            for teilnahme in fakten[TEILNAHMEN]:
                urteil = wenn(teilnahme.within(fakten))
                if feld is not None:
                    yield from tage(teilnahme[feld], urteil, fakten)
                elif urteil is not False:
                    yield Treffer(None, urteil)

        return finde

    def _daten(self, ereignis: Ereignis) -> Ereignisfunktion:
        feld, wenn, tage = str(ereignis.datum), self._umgebung.bedingung(ereignis.wenn), self._tage(ereignis.lage)
        return lambda fakten: tage(fakten[feld], wenn(fakten), fakten)

    def _tage(self, grenzen: Lage) -> Callable[[Any, Urteil, Tatsachen], Iterator[Treffer]]:
        lage = self._lage(grenzen)

        def finde(wert: Any, wenn: Urteil, fakten: Tatsachen) -> Iterator[Treffer]:
            for datum in sorted(wert) if isinstance(wert, frozenset) else (wert,):
                bei = lage(datum, fakten) if lage is not None else urteil_ueber(datum, lambda d: d is not None)
                urteil = und((bei, wenn))
                if urteil is not False:
                    yield Treffer(datum, urteil)

        return finde

    def _lage(self, lage: Lage) -> Callable[[Any, Tatsachen], Urteil] | None:
        return None if lage == Lage() else self._umgebung.lage(lage)


def feldwert(feld: Feld, wert: Any, name: str) -> Any:
    """The value that an absent or unreadable cell stands for."""
    if wert is UNLESBAR or feld.fehlt == "unbekannt":
        return Ungewiss(frozenset({name}))
    return None if feld.fehlt == "keine" else feld.fehlt
