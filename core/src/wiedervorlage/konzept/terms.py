"""What a date, a test or an event names must exist, and be of a kind that fits there."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from wiedervorlage.errors import gemeint
from wiedervorlage.konzept.expressions import (
    Alle,
    Antwort,
    Ausdruck,
    Bedingung,
    Bekannt,
    Eines,
    Ereignis,
    Kalendertag,
    Lage,
    Nicht,
    Summe,
    Tabelle,
    Test,
    Wahl,
    Wenn,
    Zahl,
)
from wiedervorlage.konzept.fitting import WORT, misfit, show_test
from wiedervorlage.konzept.model import Konzept
from wiedervorlage.konzept.names import JEDER_KONTAKT
from wiedervorlage.konzept.scopes import Kind, Scopes, Umfang


class Terms:
    """Looks through the expressions of one concept; every method gives German sentences with the place in front.

    `unlesbar`: names of rows that could not be read; nothing is said of what leads to them.
    """

    def __init__(self, konzept: Konzept, unlesbar: Collection[str | None]) -> None:
        self.konzept = konzept
        self.unlesbar = {*unlesbar, *(f"${name}" for name in unlesbar)}
        self.umfang = Scopes(konzept)

    def _bekannt(self, name: str, bekannte: Iterable[str], ort: str) -> Iterator[str]:
        namen = list(bekannte)
        if name not in namen and name not in self.unlesbar:
            aehnliche = [n for n in namen if n.startswith("$") == name.startswith("$")]
            yield f"{ort}: „{name}“ gibt es nicht{gemeint(name, aehnliche)}"

    def _von_art(self, name: str, umfang: Umfang, ort: str, *typen: str) -> Iterator[str]:
        """A name whose value is used: it must be there and of one of these types."""
        art = umfang.get(name)
        if name in umfang and (art is None or art.typ in typen):
            return
        passende = [n for n, andere in umfang.items() if andere is None or andere.typ in typen]
        if art is None:
            yield from self._bekannt(name, passende or umfang, ort)
        else:
            yield f"{ort}: gefunden „{name}“ ({WORT[art.typ]}), erlaubt: {WORT[typen[0]]}{gemeint(name, passende)}"

    # --- dates --------------------------------------------------------------------------------------------------------

    def _tag(self, name: str, umfang: Umfang, ort: str) -> Iterator[str]:
        yield from self._von_art(name, umfang, ort, "datum")

    def _ausdruck(self, ausdruck: Ausdruck | Antwort | None, umfang: Umfang, ort: str) -> Iterator[str]:
        match ausdruck:
            case Summe(anker):
                yield from self._tag(anker, umfang, ort)
            case Wahl(_, aus):
                for einer in aus:
                    yield from self._ausdruck(einer, umfang, ort)
            case Wenn(datum, lage):
                yield from self._ausdruck(datum, umfang, ort)
                yield from self._lage(lage, umfang, ort)
            case Kalendertag(bei=bei):
                yield from self._ausdruck(bei, umfang, ort)
            case Tabelle(_, lage):
                yield from self._lage(lage, umfang, ort)

    def _lage(self, lage: Lage, umfang: Umfang, ort: str) -> Iterator[str]:
        for grenze in (lage.vor, lage.nach, lage.ab, lage.bis):
            yield from self._ausdruck(grenze, umfang, ort)

    # --- events -------------------------------------------------------------------------------------------------------

    def _ereignis(self, e: Ereignis, umfang: Umfang, ort: str) -> Iterator[str]:
        yield from self._lage(e.lage, umfang, ort)
        if isinstance(e.anzahl, str):
            yield from self._zahl(e.anzahl, umfang, f"{ort} anzahl")
        if e.kontakt is not None:
            yield from self._kontaktbegriff(e.kontakt, ort)
            yield from self._bedingung(e.wenn, self.umfang.kontakt, f"{ort} wenn")
            for grenze in ("nach", "ab"):
                if _after_stichtag(getattr(e.lage, grenze), strictly=grenze == "nach"):
                    yield (
                        f"{ort} {grenze}: trifft nie zu, ein Kontakt nach dem Stichtag ist ein Termin und noch nicht "
                        "geschehen; erlaubt: ein Tag bis zum Stichtag"
                    )
            return
        innen: Umfang = umfang
        if e.teilnahme or e.kunde:
            innen = {**umfang, **self.umfang.teilnahme} if e.teilnahme else self.umfang.kunde
        if e.datum is not None:
            yield from self._von_art(e.datum, innen, f"{ort} datum", "datum", "daten")
        yield from self._bedingung(e.wenn, innen, f"{ort} wenn")

    def _kontaktbegriff(self, name: str, ort: str) -> Iterator[str]:
        yield from self._bekannt(name, [JEDER_KONTAKT, *(b.name for b in self.konzept.kontaktbegriffe)], ort)

    # --- tests --------------------------------------------------------------------------------------------------------

    def _bedingung(self, bedingung: Bedingung | None, umfang: Umfang, ort: str) -> Iterator[str]:
        for name, test in (t for alternative in (bedingung.alternativen if bedingung else ()) for t in alternative):
            if name in umfang:
                yield from self._test(test, umfang[name], umfang, f"{ort} {name}")
            else:
                yield from self._bekannt(name, umfang, ort)

    def _test(self, test: Test, art: Kind | None, umfang: Umfang, ort: str) -> Iterator[str]:
        match test:
            case Nicht(innerer):
                yield from self._test(innerer, art, umfang, ort)
            case Lage():
                yield from self._lage(test, umfang, ort)
            case Alle(tests):
                for einer in tests:
                    yield from self._test(einer, art, umfang, ort)
            case Bekannt(test=innen) if innen is not None:
                yield from self._test(innen, art, umfang, ort)
            case Zahl(_, str() as verweis):
                yield from self._zahl(verweis, umfang, ort)
            case Eines(verweis=str() as verweis):
                yield from self._bekannt(verweis, [name for name in umfang if name.startswith("$")], ort)
                yield from self._held(verweis, art, ort)
        if art is not None and (erlaubt := misfit(test, art)):
            yield f"{ort}: gefunden {show_test(test)}, erlaubt: {erlaubt}"

    def _zahl(self, verweis: str, umfang: Umfang, ort: str) -> Iterator[str]:
        yield from self._von_art(verweis, {n: art for n, art in umfang.items() if n.startswith("$")}, ort, "zahl")

    def _held(self, verweis: str, art: Kind | None, ort: str) -> Iterator[str]:
        """A setting that holds what a value is compared with: whatever it may be must fit."""
        for e in (*self.konzept.lesarten, *self.konzept.einstellungen):
            if art is not None and f"${e.name}" == verweis:
                alle = e.werte or (e.vorgabe if isinstance(e.vorgabe, list) else [e.vorgabe])
                werte = Eines(frozenset(w for w in alle if isinstance(w, str | int | date)))
                if erlaubt := misfit(werte, art):
                    yield f"{ort}: gefunden „{verweis}“ ({show_test(werte)}), erlaubt: {erlaubt}"


def _after_stichtag(grenze: Ausdruck | None, strictly: bool) -> bool:
    """Whether a lower bound (`strictly`: which itself does not count) lets nothing through up to the Stichtag."""
    match grenze:
        case Summe("stichtag", ()):
            return strictly
        case Summe("stichtag", schritte):
            return all(vorzeichen > 0 and dauer.anzahl > 0 for vorzeichen, dauer in schritte)
    return False
