"""The rows of a concept, made ready for one run."""

from collections.abc import Callable, Sequence
from typing import cast

from attrs import evolve

from wiedervorlage.forecast.akte import Akte
from wiedervorlage.forecast.compile import Bedingungsfunktion, Datum, Datumsfunktion, Tatsachen, Umgebung
from wiedervorlage.forecast.events import Ereignisse
from wiedervorlage.forecast.logic import Ungewiss, Urteil, nicht
from wiedervorlage.forecast.rows import Nachweis, Wettbewerb, Zeile
from wiedervorlage.frist import OFFEN
from wiedervorlage.konzept.expressions import Antwort, Ausdruck, Ereignis, Lage, anker_von
from wiedervorlage.konzept.model import ALLE_FOLGENDEN, Konzept, Pflicht, Regel
from wiedervorlage.konzept.names import FAKTEN_FENSTER


class Zeilenbau:
    """Makes the rows of a concept ready for one run."""

    def __init__(self, konzept: Konzept, umgebung: Umgebung, ereignisse: Ereignisse) -> None:
        self._konzept = konzept
        self._umgebung = umgebung
        self._ereignisse = ereignisse
        self._bedingungen: dict[str, Bedingungsfunktion] = {}

    def wettbewerb(self, pflicht: Pflicht) -> Wettbewerb:
        """All rows of one Pflicht, and what moves their dates."""
        regeln = [r for r in self._konzept.regeln if r.pflicht == pflicht.name]
        zeilen = tuple(self._zeile(nummer, regel, regeln, pflicht) for nummer, regel in enumerate(regeln))
        verschiebungen = tuple(
            (v, self._umgebung.bedingung(v.wenn), self._umgebung.ausdruck(v.faellig))
            for v in self._konzept.verschiebungen
            if v.pflicht == pflicht.name and self._gilt(v.lesart)
        )
        return Wettbewerb(pflicht, zeilen, verschiebungen)

    def sperre(self, pflicht: Pflicht) -> Sequence[Bedingungsfunktion]:
        """The conditions under which this Pflicht is not asked: its own, and rows that stand in its place."""
        eigene = [_verneint(self._umgebung.bedingung(pflicht.falls))] if pflicht.falls is not None else []
        return [*eigene, *(self._wenn(r) for r in self._konzept.regeln if pflicht.name in r.statt)]

    def _wenn(self, regel: Regel) -> Bedingungsfunktion:
        """Whether a row holds; of one that stands in the place of others that is asked more than once."""
        if regel.id not in self._bedingungen:
            wenn = self._umgebung.bedingung(regel.wenn)
            self._bedingungen[regel.id] = _einmal(wenn) if regel.statt else wenn
        return self._bedingungen[regel.id]

    def _gilt(self, lesart: str | None) -> bool:
        return lesart is None or bool(self._umgebung.werte[f"${lesart}"])

    def _zeile(self, nummer: int, regel: Regel, alle: Sequence[Regel], pflicht: Pflicht) -> Zeile:
        u = self._umgebung
        namen = () if isinstance(regel.faellig, Antwort) else anker_von(regel.faellig)
        anker = {name: self._anker(name, pflicht) for name in namen}
        return Zeile(
            regel=regel,
            nummer=nummer,
            wenn=self._wenn(regel),
            faellig=None if isinstance(regel.faellig, Antwort) else u.ausdruck(regel.faellig),
            anker={name: u.eingabefeld(eigentlich) for name, eigentlich in anker.items()},
            offene=self._offene(tuple(anker.values())),
            oeffnet=self._mit_ende(regel.oeffnet) if regel.oeffnet is not None else None,
            verfaellt=u.ausdruck(regel.verfaellt) if regel.verfaellt is not None else None,
            entfaellt=u.bedingung(regel.entfaellt) if regel.entfaellt is not None else None,
            vorlaeufig=u.ausdruck(regel.vorlaeufig) if regel.vorlaeufig is not None else None,
            erledigt=self._nachweise(regel, pflicht),
            verdraengt=self._verdraengt(nummer, regel, alle, pflicht),
        )

    @staticmethod
    def _anker(name: str, pflicht: Pflicht) -> str:
        if pflicht.fenster is not None and name in FAKTEN_FENSTER:
            return anker_von(pflicht.fenster.ab)[-1]  # a window hangs on what it is counted from
        return name

    def _mit_ende(self, ausdruck: Ausdruck) -> Datumsfunktion:
        """A date that is unknown where it is open: nothing opens on 31.12.9999."""
        datum = self._umgebung.ausdruck(ausdruck)
        offene = self._offene(anker_von(ausdruck))

        def tag(fakten: Tatsachen) -> Datum:
            wert = datum(fakten)
            return Ungewiss(offene(fakten)) if wert == OFFEN else wert

        return tag

    def _offene(self, namen: Sequence[str]) -> Callable[[Tatsachen], frozenset[str]]:
        """The input fields that leave a date open."""
        felder = self._umgebung.offene_felder
        return lambda fakten: frozenset[str]().union(*(felder(name, fakten) for name in namen))

    def _nachweise(self, regel: Regel, pflicht: Pflicht) -> tuple[tuple[Nachweis, ...], ...]:
        if regel.erledigt:
            return tuple(tuple(map(self._nachweis, gruppe)) for gruppe in regel.erledigt)
        begriff = regel.kontakt or pflicht.kontakt
        if begriff is None:
            return ()
        # a clock is not done by a contact, it is moved; an appointment still satisfies it
        return ((evolve(self._nachweis(Ereignis(kontakt=begriff)), geschehen=None),),)

    def _nachweis(self, ereignis: Ereignis) -> Nachweis:
        geschehen, anzahl = self._ereignisse.ereignis(ereignis), self._umgebung.anzahl(ereignis.anzahl)
        if ereignis.kontakt is None:
            return Nachweis(geschehen, None, None, anzahl, ist_test=ereignis.datum is None and not ereignis.teilnahme)
        termine = self._ereignisse.termine(ereignis)
        return Nachweis(geschehen, termine, self._ereignisse.termine(evolve(ereignis, lage=Lage())), anzahl)

    def _verdraengt(self, nummer: int, regel: Regel, alle: Sequence[Regel], pflicht: Pflicht) -> frozenset[str]:
        if pflicht.erste_zeile:
            return frozenset(r.id for r in alle[nummer + 1 :])
        if not self._gilt(regel.lesart):
            return frozenset()
        if regel.vorrang_vor == ALLE_FOLGENDEN:
            return frozenset(r.id for r in alle[nummer + 1 :])
        return frozenset(regel.vorrang_vor)


def _verneint(bedingung: Bedingungsfunktion) -> Bedingungsfunktion:
    return lambda fakten: nicht(bedingung(fakten))


def _einmal(bedingung: Bedingungsfunktion) -> Bedingungsfunktion:
    """The same verdict, kept among the facts of the case."""

    def urteil(fakten: Tatsachen) -> Urteil:
        bekannt: Urteil | None = fakten.get(einmal)
        if bekannt is None:
            bekannt = cast(Akte, fakten)[einmal] = bedingung(fakten)
        return bekannt

    einmal = f"Urteil {id(urteil)}"
    return urteil
