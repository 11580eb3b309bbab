"""Facts and tests in German words, as a file note would put them."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache, lru_cache
from typing import Any, Final

from wiedervorlage.forecast.akte import Akte
from wiedervorlage.forecast.compile import Datumsfunktion, Umgebung
from wiedervorlage.forecast.logic import Ungewiss
from wiedervorlage.frist import OFFEN, Dauer
from wiedervorlage.konzept.expressions import (
    Alle,
    Antwort,
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
    anker_von,
    namen_von,
)
from wiedervorlage.konzept.model import Feld, Konzept, Tatsache

_VERGLEICH: Final = {"<": "unter", "<=": "höchstens", ">": "über", ">=": "mindestens"}
_SEIT: Final = {
    "<": "seit weniger als {}", "<=": "seit höchstens {}", ">": "seit mehr als {}", ">=": "seit mindestens {}"
}  # fmt: skip
MONATE: Final = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
    "Dezember",
)  # fmt: skip
_EIGENE: Final = {
    "alter": "Alter",
    "stichtag": "Stichtag",
    "faellig": "fällig",
    "oeffnet": "möglich ab",
    "fenster": "Zeitraum Nr.",
    "fenster_beginn": "Beginn des Zeitraums",
    "fenster_ende": "Ende des Zeitraums",
}
_AN: Final = {"kunde": "Kunde", "kontakt": "Kontakt", "teilnahme": "Teilnahme"}
_WAHL: Final = {
    "frueheste": "der frühere Tag aus",
    "spaeteste": "der spätere Tag aus",
    "erste": "der erste bekannte Tag aus",
}


ANTWORTEN: Final = {
    Antwort.INDIVIDUELL: "die Weisung überlässt den Tag der Fachkraft",
    Antwort.NICHT_GEREGELT: "hier nicht geregelt",
    Antwort.ENTFAELLT: "nichts geschuldet",
    Antwort.OHNE_DATUM: "ohne festen Tag",
}
"""What a row says instead of a date."""

ARTEN: Final = {"kontakt": "Kontakt", "aufgabe": "Aufgabe", "pruefung": "Prüfung"}
"""What is owed: a contact, something to do, something to check."""


@lru_cache(maxsize=100_000)
def tag(wert: date) -> str:
    """A day as dd.mm.yyyy; an open end as a word."""
    return "offen" if wert == OFFEN else f"{wert:%d.%m.%Y}"


def dativ(dauer: Dauer) -> str:
    """A period after `seit` or `von`: `12 Monaten`."""
    return str(dauer).replace("Tage", "Tagen").replace("Monate", "Monaten")


def aufzaehlung(teile: Iterable[str], bindewort: str = "und") -> str:
    """`a, b und c`."""
    *vorn, letzter = teile
    return f"{', '.join(vorn)} {bindewort} {letzter}" if vorn else letzter


_GEMERKT: Final = 10_000


class Wortwahl:
    """How the facts of one concept are named and shown; what was said of a test is kept for the next such Kunde."""

    def __init__(self, konzept: Konzept, werte: Mapping[str, Any], umgebung: Umgebung | None = None) -> None:
        self._umgebung = umgebung
        self._pflichten = {p.name: p for p in konzept.pflichten}
        self._alle_felder = konzept.felder
        self._felder: dict[str, Feld] = {f.name: f for f in konzept.felder}
        self._felder |= {f.name: f for f in konzept.felder if f.an != "kontakt"}
        self._kontaktart = next((f.werte for f in konzept.felder if (f.an, f.name) == ("kontakt", "art")), {})
        self._wertworte = {(f.name, wert): texte[0] for f in konzept.felder for wert, texte in f.werte.items() if texte}
        self._tatsachen: dict[str, Tatsache] = {t.name: t for t in konzept.tatsachen}
        self._einstellungen = {f"${e.name}": e for e in (*konzept.lesarten, *konzept.einstellungen)}
        self._wertworte |= {(name, wert): w for name, e in self._einstellungen.items() for wert, w in e.worte.items()}
        self._werte = werte
        self._gefragt: dict[Bedingung, tuple[str, ...]] = {}
        self._gesagt: dict[tuple[Any, ...], tuple[str, ...]] = {}
        self._funktionen: dict[Ausdruck, Datumsfunktion] = {}

    def name(self, name: str) -> str:
        """What people call a fact."""
        if name in self._tatsachen:
            return self._tatsachen[name].bezeichnung
        if name in self._felder:
            return self._felder[name].ueberschrift
        if name in self._einstellungen:
            return self._einstellungen[name].bezeichnung
        return _EIGENE.get(name, name)

    def namen(self, namen: Iterable[str]) -> str:
        """Several input fields, in a fixed order."""
        return aufzaehlung(sorted(self._feldname(n) for n in namen))

    def _feldname(self, name: str) -> str:
        woran = [_AN[f.an] for f in self._alle_felder if f.name == name]
        return f"{self.name(name)} ({' oder '.join(woran)})" if woran and woran != ["Kunde"] else self.name(name)

    def kontaktarten(self, arten: Iterable[str]) -> str:
        """Kinds of contact."""
        return aufzaehlung(sorted(self._kontaktart.get(art, (art,))[0] for art in arten), "oder")

    def wert(self, name: str, wert: Any) -> str:
        """A value of a fact as people write it."""
        match wert:
            case Ungewiss():
                return "nicht bekannt"
            case None:
                return "keine Angabe"
            case bool() if name in self._einstellungen:
                return "ein" if wert else "aus"
            case bool():
                return "ja" if wert else "nein"
            case date():
                return tag(wert)
            case int() if name == "alter":
                return f"{wert} Jahre"
            case frozenset():
                return ", ".join(sorted(self.wert(name, w) for w in wert)) or "keine"
        return self._wertworte.get((name, str(wert)), str(wert))

    # --- tests ----------------------------------------------------------------------------------------------------

    def bedingung(self, bedingung: Bedingung, akte: Akte, gewollt: bool = True) -> tuple[str, ...]:
        """The tests, each with the actual value; what is asked of it only where it is to hold (`gewollt`)."""
        schluessel = (bedingung, gewollt, *[akte[name] for name in self._namen(bedingung)])
        try:
            zeilen = self._gesagt.get(schluessel)
        except TypeError:  # a plugin may give lists
            return tuple(self._pruefungen(bedingung, akte, gewollt))
        if zeilen is None:
            if len(self._gesagt) == _GEMERKT:
                self._gesagt.clear()
            zeilen = self._gesagt[schluessel] = tuple(self._pruefungen(bedingung, akte, gewollt))
        return zeilen

    def _namen(self, bedingung: Bedingung) -> tuple[str, ...]:
        """The facts whose values are said of a test: those it asks for, and what these rest on."""
        namen = self._gefragt.get(bedingung)
        if namen is None:
            eigene = namen_von(bedingung)
            tatsachen = (self._tatsachen.get(name) for name in eigene if len(bedingung.alternativen) == 1)
            weitere = [self._namen(t.wenn) for t in tatsachen if t is not None and t.wenn is not None]
            namen = self._gefragt[bedingung] = sum(weitere, eigene)
        return namen

    def _pruefungen(self, bedingung: Bedingung, akte: Akte, gewollt: bool) -> Iterator[str]:
        for name, test in bedingung.alternativen[0] if len(bedingung.alternativen) == 1 else ():
            yield self._pruefung(name, test, akte, gewollt)
        if len(bedingung.alternativen) > 1:
            yield "; ".join(f"{self.name(n)}: {self.wert(n, akte[n])}" for n in namen_von(bedingung))

    def _pruefung(self, name: str, test: Test, akte: Akte, gewollt: bool) -> str:
        wert = akte[name]
        satz = f"{self.name(name)}: {self.wert(name, wert)}"
        if gewollt and (verlangt := self.test(name, test)) and verlangt != self.wert(name, wert):
            satz += f" (verlangt: {verlangt})"
        return satz + self._grund(name, akte, gewollt and test != Eines(frozenset({False})))

    def _grund(self, name: str, akte: Akte, gewollt: bool) -> str:
        """What a yes-or-no fact of the concept rests on."""
        tatsache = self._tatsachen.get(name)
        if tatsache is None or tatsache.wenn is None:
            return ""
        return f" – {'; '.join(self.bedingung(tatsache.wenn, akte, gewollt))}"

    def test(self, name: str, test: Test) -> str:
        """What is asked of a value."""
        match test:
            case Nicht(Vorhanden()):
                return "keine Angabe"
            case Nicht(Bekannt(test=None)):
                return "nicht bekannt"
            case Bekannt(innen):
                return self.test(name, innen) if innen is not None else "bekannt"
            case Nicht(innen):
                return f"nicht {self.test(name, innen)}"
            case Eines(_, str() as verweis):
                return self.wert(name, _menge(self._werte[verweis.removeprefix("$")]))
            case Eines(werte):
                return aufzaehlung(sorted(self.wert(name, w) for w in werte), "oder")
            case Zahl(operator, grenze):
                zahl = self._werte[grenze.removeprefix("$")] if isinstance(grenze, str) else grenze
                return f"{_VERGLEICH[operator]} {zahl}"
            case Spanne(von, bis):
                return f"{von} bis {bis}" if von != bis else str(von)
            case Seit(operator, dauer):
                return _SEIT[operator].format(dativ(dauer))
            case Vorhanden():
                return "vorhanden"
            case Lage():
                return self.lage(test)
            case Monat(von, bis):
                return MONATE[von - 1] if von == bis else f"{MONATE[von - 1]} bis {MONATE[bis - 1]}"
            case Alle(tests):
                return " und ".join(self.test(name, t) for t in tests)

    def lage(self, lage: Lage) -> str:
        """Bounds in words."""
        grenzen = (("vor", lage.vor), ("nach", lage.nach), ("ab", lage.ab), ("bis", lage.bis))
        return " und ".join(f"{wort} {self.ausdruck(a)}" for wort, a in grenzen if a is not None)

    # --- dates ----------------------------------------------------------------------------------------------------

    def ausdruck(self, ausdruck: Ausdruck, akte: Akte | None = None) -> str:
        """A date expression in words; with an Akte, each anchor with its day."""
        match ausdruck:
            case Summe(anker, schritte):
                wort = self.name(anker)
                if akte is not None:
                    wort += f" {self.wert(anker, akte[anker])}"
                return wort + _schritte(schritte)
            case Wahl(welche, aus):
                da = [a for a in aus if self._da(a, akte)]
                if len(da) == 1 or (da and welche == "erste" and akte is not None):
                    return self.ausdruck(da[0], akte)
                return f"{_WAHL[welche]} {aufzaehlung(self.ausdruck(a, akte) for a in da or aus)}"
            case Wenn(datum, lage):
                return self.ausdruck(datum, akte) + (f" (zählt {self.lage(lage)})" if akte is None else "")
            case Kalendertag(nr, monat, seite, bei):
                return f"{nr:02}.{monat:02}. ({seite}: {self.ausdruck(bei, akte)})"
            case Tabelle(_, lage):
                return f"Tag der Tabelle {self.lage(lage)}"

    def _da(self, ausdruck: Ausdruck, akte: Akte | None) -> bool:
        """Whether a date is there; what is not there does not count, so it is not shown either."""
        if akte is None or self._umgebung is None:
            return True
        if ausdruck not in self._funktionen:
            self._funktionen[ausdruck] = self._umgebung.ausdruck(ausdruck)
        return self._funktionen[ausdruck](akte) is not None

    def herkunft(self, namen: Iterable[str], akte: Akte) -> Iterator[str]:
        """How the named days came about, where the concept makes them of others."""
        for name in namen:
            tatsache = self._tatsachen.get(name)
            if tatsache is not None and tatsache.datum is not None and akte[name] is not None:
                yield f"{tatsache.bezeichnung}: {self.ausdruck(tatsache.datum, akte)}"
                yield from self.herkunft(anker_von(tatsache.datum), akte)

    def zeitraum(self, pflicht: str, akte: Akte) -> Iterator[str]:
        """The window in which a Pflicht is judged, where it has windows."""
        fenster = self._pflichten[pflicht].fenster
        if fenster is None or not isinstance(akte["fenster"], int):
            return
        nummer, ende = akte["fenster"], akte["fenster_ende"]
        span = f"{tag(akte['fenster_beginn'])} bis {tag(ende)}" if ende is not None else "nach dem letzten"
        yield f"Zeitraum Nr. {nummer}: {span}, je {fenster.je} nach {self.ausdruck(fenster.ab, akte)}"


@cache
def _schritte(schritte: tuple[tuple[int, Dauer], ...]) -> str:
    return "".join(f" {'+' if vorzeichen > 0 else '−'} {dauer}" for vorzeichen, dauer in schritte)


def _menge(wert: Any) -> Any:
    return frozenset(wert) if isinstance(wert, list | tuple) else wert
