"""Tests and date expressions of a concept, made into functions of a case for one Stichtag."""

from collections.abc import Callable, Mapping
from datetime import date
from operator import ge, gt, itemgetter, le, lt
from typing import Any, Final, cast

from attrs import frozen

from wiedervorlage.forecast.days import fruehester, naechster, spaetester
from wiedervorlage.forecast.logic import Ungewiss, Urteil, fehlende, kombiniert, nicht, oder, und, urteil_ueber
from wiedervorlage.frist import OFFEN, Dauer, Kalender
from wiedervorlage.konzept.expressions import (
    Alle,
    Ausdruck,
    Bedingung,
    Bekannt,
    Eines,
    Kalendertag,
    Lage,
    Monat,
    Nicht,
    Seit,
    Spanne,
    Summe,
    Tabelle,
    Test,
    Vorhanden,
    Wahl,
    Wenn,
    Zahl,
)

Tatsachen = Mapping[str, Any]
"""The facts of a case by name; values may be None (none) or Ungewiss."""

Datum = date | Ungewiss | None
Datumsfunktion = Callable[[Tatsachen], Datum]
Testfunktion = Callable[[Any, Tatsachen], Urteil]
Bedingungsfunktion = Callable[[Tatsachen], Urteil]

_VERGLEICH: Final = {"<": lt, "<=": le, ">": gt, ">=": ge}


@frozen
class Umgebung:
    """What is fixed for one run: the day, the working days, the settings, and which input field a fact hangs on."""

    stichtag: date
    kalender: Kalender
    werte: Mapping[str, Any]
    eingabefeld: Callable[[str], str]
    offene_felder: Callable[[str, Tatsachen], frozenset[str]]

    # --- dates ----------------------------------------------------------------------------------------------------

    def ausdruck(self, ausdruck: Ausdruck) -> Datumsfunktion:
        """A function giving the date, None where there is none, Ungewiss where it cannot be told.

        A sum whose anchor is open (31.12.9999) is Ungewiss: the field of the anchor is missing.
        """
        match ausdruck:
            case Summe(anker, ()):
                return itemgetter(anker)
            case Summe(anker, schritte):
                return self._summe(anker, schritte)
            case Wahl(welche, aus):
                return self._wahl(welche, [self.ausdruck(a) for a in aus])
            case Wenn(datum, lage):
                return self._wenn(self.ausdruck(datum), self.lage(lage))
            case Kalendertag(tag, monat, seite, bei):
                nahe = self.ausdruck(bei)
                return lambda fakten: kombiniert((nahe(fakten),), lambda tage: naechster(tag, monat, seite, tage[0]))
            case Tabelle(tage, lage):
                return self._tabelle(tage, self.lage(lage))

    @staticmethod
    def _wahl(welche: str, funktionen: list[Datumsfunktion]) -> Datumsfunktion:
        if welche == "erste":

            def erste(fakten: Tatsachen) -> Datum:
                gefunden = None
                for funktion in funktionen:
                    if (tag := funktion(fakten)) is not None:
                        gefunden = tag if gefunden is None else _sonst(gefunden, tag)
                        if not isinstance(tag, Ungewiss) or None not in (tag.moeglich or ()):
                            break
                return gefunden

            return erste
        if welche == "frueheste":
            return lambda fakten: kombiniert((f(fakten) for f in funktionen), fruehester)

        def spaeteste(fakten: Tatsachen) -> Datum:
            tage = [f(fakten) for f in funktionen]
            bekannt: date | None = None
            for tag in tage:
                if isinstance(tag, Ungewiss):
                    break
                if tag is not None and (bekannt is None or tag > bekannt):
                    bekannt = tag
            else:
                return bekannt
            spaet = kombiniert(tage, spaetester)
            if isinstance(spaet, Ungewiss) and spaet.moeglich is None:
                # whatever the unknown day is, the latest of them is not before one that is known
                bekannte = [t.ab if isinstance(t, Ungewiss) else t for t in tage]
                return Ungewiss(spaet.fehlt, ab=spaetester(bekannte))
            return cast(Datum, spaet)

        return spaeteste

    @staticmethod
    def _tabelle(tage: tuple[date, ...], lage: Testfunktion) -> Datumsfunktion:
        def erster(fakten: Tatsachen) -> Datum:
            urteile = [(tag, lage(tag, fakten)) for tag in sorted(tage)]
            fehlt = fehlende(urteil for _, urteil in urteile)
            return Ungewiss(fehlt) if fehlt else next((tag for tag, urteil in urteile if urteil is True), None)

        return erster

    def _summe(self, anker: str, schritte: tuple[tuple[int, Dauer], ...]) -> Datumsfunktion:
        fehlt = Ungewiss(frozenset({self.eingabefeld(anker)}))
        summen: dict[date, date] = {}

        def summe(tag: date | None) -> Datum:
            if tag is None:
                return None
            if tag == OFFEN:
                return fehlt
            if (bekannt := summen.get(tag)) is not None:
                return bekannt
            ergebnis = tag
            try:
                for vorzeichen, dauer in schritte:
                    schritt = dauer.nach if vorzeichen > 0 else dauer.vor
                    ergebnis = schritt(ergebnis, self.kalender)
            except OverflowError:  # beyond 31.12.9999: as good as open
                return fehlt
            summen[tag] = ergebnis
            return ergebnis

        def datum(fakten: Tatsachen) -> Datum:
            tag = fakten[anker]
            return tag.map(summe) if isinstance(tag, Ungewiss) else summe(tag)

        return datum

    @staticmethod
    def _wenn(datum: Datumsfunktion, lage: Testfunktion) -> Datumsfunktion:
        def eines(tag: Any, fakten: Tatsachen) -> Datum:
            urteil = lage(tag, fakten)
            if isinstance(urteil, frozenset):
                return Ungewiss(urteil, (tag, None))
            return cast(Datum, tag) if urteil else None

        def wenn(fakten: Tatsachen) -> Datum:
            tag = datum(fakten)
            return tag.map(lambda t: eines(t, fakten)) if isinstance(tag, Ungewiss) else eines(tag, fakten)

        return wenn

    def anzahl(self, anzahl: int | str) -> int:
        """How many, given or held by a setting."""
        return int(self.werte[anzahl]) if isinstance(anzahl, str) else anzahl

    # --- tests ----------------------------------------------------------------------------------------------------

    def bedingung(self, bedingung: Bedingung) -> Bedingungsfunktion:
        """A function giving the verdict on a case."""
        alternativen = [[(name, self.test(test)) for name, test in tests] for tests in bedingung.alternativen]
        if len(alternativen) == 1:
            return self._alle(alternativen[0])
        funktionen = [self._alle(a) for a in alternativen]

        def eine(fakten: Tatsachen) -> Urteil:
            offen: list[Urteil] = []
            for funktion in funktionen:
                if (urteil := funktion(fakten)) is True:
                    return True
                if urteil is not False:
                    offen.append(urteil)
            return oder(offen) if offen else False

        return eine

    @staticmethod
    def _alle(tests: list[tuple[str, Testfunktion]]) -> Bedingungsfunktion:
        if len(tests) == 1:
            ((name, test),) = tests
            return lambda fakten: test(fakten[name], fakten)

        def alle(fakten: Tatsachen) -> Urteil:
            offen: list[Urteil] = []
            for name, test in tests:
                if (urteil := test(fakten[name], fakten)) is False:
                    return False
                if urteil is not True:
                    offen.append(urteil)
            return und(offen) if offen else True

        return alle

    def test(self, test: Test) -> Testfunktion:
        """A function of the value (which may be Ungewiss) and the case."""
        if isinstance(test, Nicht):
            innen = self.test(test.test)
            return lambda wert, fakten: nicht(innen(wert, fakten))
        if isinstance(test, Lage):
            return self.lage(test)
        if isinstance(test, Bekannt):
            geprueft = self.test(test.test) if test.test is not None else None
            return lambda wert, fakten: not isinstance(wert, Ungewiss) and (geprueft is None or geprueft(wert, fakten))
        if isinstance(test, Alle):
            tests = [self.test(t) for t in test.tests]
            return lambda wert, fakten: und(t(wert, fakten) for t in tests)
        einfach = self._einfach(test)
        return lambda wert, _: urteil_ueber(wert, einfach) if isinstance(wert, Ungewiss) else einfach(wert)

    def _einfach(self, test: Eines | Zahl | Spanne | Seit | Vorhanden | Monat) -> Callable[[Any], bool]:
        match test:
            case Eines(werte, verweis):
                erlaubt = werte if verweis is None else _menge(self.werte[verweis])
                return lambda wert: bool(wert & erlaubt) if isinstance(wert, frozenset) else wert in erlaubt
            case Zahl(operator, grenze):
                vergleich, zahl = _VERGLEICH[operator], self.werte[grenze] if isinstance(grenze, str) else grenze
                return lambda wert: wert is not None and vergleich(wert, zahl)
            case Spanne(von, bis):
                return lambda wert: wert is not None and von <= wert <= bis
            case Seit(operator, dauer):
                vergleich, stichtag = _VERGLEICH[operator], self.stichtag
                return lambda wert: wert is not None and vergleich(stichtag, self._danach(wert, dauer))
            case Monat(von, bis):
                return lambda wert: wert is not None and von <= wert.month <= bis
            case Vorhanden():
                return lambda wert: wert is not None

    def _danach(self, tag: date, dauer: Dauer) -> date:
        try:
            return OFFEN if tag == OFFEN else dauer.nach(tag, self.kalender)
        except OverflowError:  # beyond 31.12.9999: as good as open
            return OFFEN

    def lage(self, lage: Lage) -> Testfunktion:
        """A test whether a date lies within bounds; a bound that is not there does not restrict."""
        grenzen = [
            (vergleich, self.ausdruck(grenze))
            for vergleich, grenze in ((lt, lage.vor), (gt, lage.nach), (ge, lage.ab), (le, lage.bis))
            if grenze is not None
        ]

        def pruefe(wert: Any, fakten: Tatsachen) -> Urteil:
            if wert is None:
                return False
            urteile: list[Urteil] = []
            for vergleich, grenze in grenzen:
                bei = grenze(fakten)
                if isinstance(bei, Ungewiss):
                    urteile.append(
                        urteil_ueber(bei, lambda b, v=vergleich: b is None or v(wert, b))  # type: ignore[misc]
                    )
                elif bei is not None and not vergleich(wert, bei):
                    return False
            return und(urteile) if urteile else True

        return lambda wert, fakten: (
            urteil_ueber(wert, lambda w: pruefe(w, fakten)) if isinstance(wert, Ungewiss) else pruefe(wert, fakten)
        )


def _sonst(erster: Datum, zweiter: Datum) -> Datum:
    """The first date, which may turn out not to be there, else the second."""
    if not isinstance(erster, Ungewiss):
        return erster
    fehlt = erster.fehlt | (zweiter.fehlt if isinstance(zweiter, Ungewiss) else frozenset())
    moeglich = tuple(t for t in erster.moeglich or () if t is not None)
    weitere = (zweiter.moeglich or ()) if isinstance(zweiter, Ungewiss) else (zweiter,)
    return Ungewiss(fehlt, moeglich + weitere)


def _menge(wert: Any) -> frozenset[Any]:
    return frozenset(wert) if isinstance(wert, list | tuple | set | frozenset) else frozenset({wert})
