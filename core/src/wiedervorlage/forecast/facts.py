"""Evaluate: a case and a concept become facts, each worked out when it is first asked for."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from operator import attrgetter
from typing import Any, Final

from wiedervorlage import frist
from wiedervorlage.forecast.akte import Akte, Faktum, Hausakte
from wiedervorlage.forecast.compile import Tatsachen, Umgebung
from wiedervorlage.forecast.events import KONTAKTE, TEILNAHMEN, TERMINE, Ereignisfunktion, Ereignisse, feldwert
from wiedervorlage.forecast.gestalt import Gestalten
from wiedervorlage.forecast.logic import Ungewiss, als_wert, fehlende, kombiniert, oder
from wiedervorlage.konzept.model import Feld, Konzept, Tatsache
from wiedervorlage.kunde import UNLESBAR, Kunde, Teilnahme

_ABWESEND: Final = object()


class Tatsachenlehre:
    """How the facts of one concept are worked out on one Stichtag."""

    def __init__(
        self,
        konzept: Konzept,
        umgebung: Umgebung,
        ereignisse: Ereignisse,
        weitere: Callable[[Kunde, date], Mapping[str, Any]] | None = None,
    ) -> None:
        self._umgebung = umgebung
        self._ereignisse = ereignisse
        self._weitere = weitere
        self._teilnahme = self._fakten(konzept, "teilnahme")
        self.fenster: Mapping[str, Faktum] = self._fakten(konzept, "fenster")
        self._haus = self._fakten(konzept, "haus") | dict.fromkeys(
            ("wiedervorlage_am", "ausgesetzt_bis", TERMINE), _nichts
        )
        self._ueber_kunden = {
            t.name: umgebung.bedingung(t.gibt_es.wenn) for t in konzept.tatsachen if t.gibt_es and t.gibt_es.kunde
        }
        self._kunde = self._fakten(konzept, "kunde") | {
            KONTAKTE: lambda akte: akte.kunde.kontakte,  # type: ignore[attr-defined]
            TEILNAHMEN: self._teilnahmen,
            TERMINE: ereignisse.has_appointments,
            "alter": self._alter,
        }
        self._fest = {"stichtag": umgebung.stichtag, **umgebung.werte}
        self._kunde |= {name: _fest(wert) for name, wert in self._fest.items()}
        self._gestalten = Gestalten(konzept, self._kunde, umgebung.test, {*self._teilnahme, *self.fenster})

    def evaluate(self, kunde: Kunde) -> Akte:
        """The Akte of a Kunde; facts a plugin computes itself come before the concept's own."""
        if self._weitere is not None:
            return Akte(kunde, self._kunde, werte=self._weitere(kunde, self._umgebung.stichtag))
        return Akte(kunde, self._kunde, gestalt=self._gestalten.of(kunde))

    def house(self) -> "Hausakte":
        """The Akte of the whole house, to be shown every Kunde of the list."""
        return Hausakte(None, self._haus, werte=self._fest, ueber_kunden=self._ueber_kunden)

    def _teilnahmen(self, akte: Any) -> tuple[Akte, ...]:
        return tuple(
            Akte(akte.kunde, self._teilnahme, akte, t, {"massnahme": t.massnahme}) for t in akte.kunde.teilnahmen
        )

    def _alter(self, fakten: Tatsachen) -> Any:
        stichtag = self._umgebung.stichtag
        return kombiniert((fakten["geburtsdatum"],), lambda tage: frist.alter(tage[0], stichtag) if tage[0] else None)

    def _fakten(self, konzept: Konzept, je: str) -> dict[str, Faktum]:
        felder = {f.name: self._feld(f, attrgetter(je)) for f in konzept.felder if f.an == je}
        return felder | {t.name: self._falls(t) for t in konzept.tatsachen if t.je == je and not _ueber_kunden(t)}

    # --- fields ---------------------------------------------------------------------------------------------------

    def _feld(self, feld: Feld, woran: Callable[[Any], Kunde | Teilnahme]) -> Faktum:
        """What a field says on the Stichtag: an event dated later has not happened yet, a plan is what it is."""
        name, stichtag = feld.name, self._umgebung.stichtag
        abwesend = feldwert(feld, None, name)
        unlesbar = feldwert(feld, UNLESBAR, name)
        ereignis = feld.typ in ("datum", "daten") and not feld.geplant
        mehrere = feld.typ in ("daten", "auswahlen", "texte")

        def wert(akte: Any) -> Any:
            roh = woran(akte).werte.get(name, _ABWESEND)
            if roh is _ABWESEND:
                return abwesend
            if roh is UNLESBAR:
                return unlesbar
            if roh is None and mehrere:
                return frozenset()
            if ereignis and roh is not None:
                return _geschehen(roh, stichtag)
            return roh

        return wert

    # --- facts of the concept -----------------------------------------------------------------------------------------

    def _falls(self, t: Tatsache) -> Faktum:
        wert = self._tatsache(t)
        if t.falls is None:
            return wert
        bedingung = self._umgebung.bedingung(t.falls)

        def nur_falls(fakten: Tatsachen) -> Any:
            urteil = bedingung(fakten)
            if isinstance(urteil, bool):
                return wert(fakten) if urteil else None
            return kombiniert(
                (Ungewiss(urteil, (True, False)), wert(fakten)), lambda paar: paar[1] if paar[0] else None
            )

        return nur_falls

    def _tatsache(self, t: Tatsache) -> Faktum:
        if t.letzter is not None:
            return self._grenzdatum(self._ereignisse.ereignis(t.letzter), max, t.sonst)
        if t.erster is not None:
            anzahl = self._umgebung.anzahl(t.erster.anzahl)
            finde = self._ereignisse.ereignis(t.erster)
            return self._nter(finde, anzahl) if anzahl > 1 else self._grenzdatum(finde, min, t.sonst)
        if t.zaehlt is not None:
            return self._zaehlt(self._ereignisse.ereignis(t.zaehlt))
        if t.gibt_es is not None:
            finde = self._ereignisse.ereignis(t.gibt_es)
            return lambda fakten: als_wert(oder(treffer.urteil for treffer in finde(fakten)))
        if t.wenn is not None:
            bedingung = self._umgebung.bedingung(t.wenn)
            return lambda fakten: als_wert(bedingung(fakten))
        if t.datum is not None:
            return self._umgebung.ausdruck(t.datum)
        if t.volle_monate is not None:
            von, bis = t.volle_monate
            return lambda fakten: kombiniert((fakten[von], fakten[bis]), _volle_monate)
        if t.unbekannt is not None:
            fehlt = Ungewiss(frozenset({t.unbekannt}))
            return lambda _: fehlt
        return _erste_bekannte(t.erste_bekannte or ())

    @staticmethod
    def _nter(finde: Ereignisfunktion, anzahl: int) -> Faktum:
        """The day on which that many were reached."""

        def tag(fakten: Tatsachen) -> Any:
            treffer = [t for t in finde(fakten) if isinstance(t.datum, date)]
            sichere = sorted(t.datum for t in treffer if t.urteil is True)  # type: ignore[type-var]
            alle = sorted(t.datum for t in treffer)  # type: ignore[type-var]
            spaet, frueh = (tage[anzahl - 1] if len(tage) >= anzahl else None for tage in (sichere, alle))
            fehlt = fehlende(t.urteil for t in treffer)
            return spaet if spaet == frueh else Ungewiss(fehlt, (frueh, spaet))

        return tag

    @staticmethod
    def _grenzdatum(finde: Ereignisfunktion, welches: Callable[[Iterable[Any]], Any], sonst: str | None) -> Faktum:
        def datum(fakten: Tatsachen) -> Any:
            sicher: list[date] = []
            offen: list[tuple[Any, frozenset[str]]] = []
            for tag, urteil, _ in finde(fakten):
                if isinstance(tag, date) and urteil is True:
                    sicher.append(tag)
                elif isinstance(tag, date | Ungewiss):
                    fehlt = fehlende((urteil,))
                    offen.append((tag, fehlt | (tag.fehlt if isinstance(tag, Ungewiss) else frozenset())))
            basis = welches(sicher) if sicher else fakten[sonst] if sonst is not None else None
            if not offen:
                return basis
            # an uncertain event matters only where it would come before the certain one
            offen = [(t, f) for t, f in offen if not sicher or isinstance(t, Ungewiss) or welches((t, basis)) != basis]
            return _mit_offenen(basis, offen) if offen else basis

        return datum

    @staticmethod
    def _zaehlt(finde: Ereignisfunktion) -> Faktum:
        def anzahl(fakten: Tatsachen) -> Any:
            urteile = [treffer.urteil for treffer in finde(fakten)]
            sicher = sum(u is True for u in urteile)
            fehlt = fehlende(urteile)
            return Ungewiss(fehlt, tuple(range(sicher, len(urteile) + 1))) if fehlt else sicher

        return anzahl


def _ueber_kunden(t: Tatsache) -> bool:
    return t.gibt_es is not None and t.gibt_es.kunde


def _fest(wert: Any) -> Faktum:
    return lambda _: wert


def _nichts(_: Tatsachen) -> None:
    return None


def _geschehen(wert: Any, stichtag: date) -> Any:
    if isinstance(wert, frozenset):
        return frozenset(tag for tag in wert if tag <= stichtag)
    return wert if wert <= stichtag else None


def _volle_monate(tage: tuple[Any, ...]) -> int | None:
    beginn, ende = tage
    return None if beginn is None or ende is None else frist.volle_monate(beginn, ende)


def _erste_bekannte(namen: tuple[str, ...]) -> Faktum:
    def erste(fakten: Tatsachen) -> Any:
        for name in namen[:-1]:
            if (wert := fakten[name]) is not None:
                return wert
        return fakten[namen[-1]]

    return erste


def _mit_offenen(basis: Any, offen: list[tuple[Any, frozenset[str]]]) -> Ungewiss:
    fehlt = frozenset[str]().union(*(f for _, f in offen))
    if isinstance(basis, Ungewiss):
        fehlt |= basis.fehlt
    teile = [basis, *(tag for tag, _ in offen)]
    if any(isinstance(t, Ungewiss) and t.moeglich is None for t in teile):
        return Ungewiss(fehlt)
    return Ungewiss(fehlt, tuple(w for t in teile for w in (t.moeglich if isinstance(t, Ungewiss) else (t,)) or ()))
