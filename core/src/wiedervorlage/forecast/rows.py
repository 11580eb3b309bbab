"""The rows of one Pflicht compete: which one decides, and which undecided ones could still beat it."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import Enum
from typing import Any

from attrs import evolve, frozen

from wiedervorlage.forecast.compile import Bedingungsfunktion, Datum, Datumsfunktion, Tatsachen, Umgebung
from wiedervorlage.forecast.events import Ereignisfunktion, Ereignisse
from wiedervorlage.forecast.facts import Akte
from wiedervorlage.forecast.logic import Ungewiss, Urteil, nicht
from wiedervorlage.forecast.moves import Verschiebungsregel, Verschobene, verschiebe
from wiedervorlage.frist import OFFEN
from wiedervorlage.konzept.expressions import Antwort, Ausdruck, Ereignis, Lage, anker_von
from wiedervorlage.konzept.model import ALLE_FOLGENDEN, Konzept, Pflicht, Regel
from wiedervorlage.konzept.references import FAKTEN_FENSTER


@frozen(eq=False)
class Zeile:
    """One row, ready to be asked."""

    regel: Regel
    nummer: int
    wenn: Bedingungsfunktion
    faellig: Datumsfunktion | None
    anker: Mapping[str, str]
    oeffnet: Datumsfunktion | None
    verfaellt: Datumsfunktion | None
    entfaellt: Bedingungsfunktion | None
    vorlaeufig: Datumsfunktion | None
    erledigt: tuple[tuple["Nachweis", ...], ...]
    verdraengt: frozenset[str]

    @property
    def letzter_anker(self) -> frozenset[str]:
        """The input field that the date falls back on last."""
        return frozenset(list(self.anker.values())[-1:])

    @property
    def antwort(self) -> Antwort | None:
        """What the row says instead of a date."""
        return self.regel.faellig if isinstance(self.regel.faellig, Antwort) else None

    @property
    def is_done_by_events(self) -> bool:
        """Whether something that happens does what the row asks; otherwise it is a clock that a contact moves on."""
        return bool(self.regel.erledigt)


@frozen(eq=False)
class Nachweis:
    """One way to do what a row asks: events that happened, appointments that would, and how many it takes.

    `termine` keep to the bounds of the event, `alle_termine` do not: one that comes too late is worth a hint.
    """

    geschehen: Ereignisfunktion | None
    termine: Ereignisfunktion | None
    alle_termine: Ereignisfunktion | None
    anzahl: int


class Ausgang(Enum):
    """What became of a row that holds or may hold."""

    ENTSCHEIDET = "entscheidet"
    SPAETER = "später"
    VERDRAENGT = "verdrängt"
    UNENTSCHIEDEN = "nicht zu entscheiden"
    UNERHEBLICH = "unerheblich"


@frozen(eq=False)
class Kandidat:
    """A row that holds (`urteil` True) or may hold, and its date."""

    zeile: Zeile
    urteil: Urteil
    faellig: Datum
    verschoben: Verschobene | None = None
    vorlaeufig: date | None = None

    @property
    def fehlt(self) -> frozenset[str]:
        """The input fields whose values are missing to tell whether the row holds and what its date is."""
        fehlt = self.urteil if isinstance(self.urteil, frozenset) else frozenset[str]()
        return fehlt | self.faellig.fehlt if isinstance(self.faellig, Ungewiss) else fehlt

    @property
    def fruehestens(self) -> date | None:
        """The earliest date still possible, None where there is none or nothing is known about it."""
        if not isinstance(self.faellig, Ungewiss):
            return self.faellig
        return min((t for t in self.faellig.moeglich or () if t is not None and t != OFFEN), default=self.vorlaeufig)

    @property
    def rang(self) -> tuple[date, bool, int]:
        """The earliest date first; on equal dates the binding row, then file order."""
        return (self.fruehestens or OFFEN, not self.zeile.regel.verbindlich, self.zeile.nummer)


@frozen(eq=False)
class Entscheid:
    """The outcome: the row that decides (`sieger`), those that could still change the answer, what became of all."""

    kandidaten: tuple[Kandidat, ...]
    sieger: Kandidat | None
    offene: tuple[Kandidat, ...]
    verdraengt_durch: Mapping[str, Kandidat]

    def ausgang(self, kandidat: Kandidat) -> Ausgang:
        """What became of one of the candidates."""
        if kandidat is self.sieger:
            return Ausgang.ENTSCHEIDET
        if kandidat.zeile.regel.id in self.verdraengt_durch:
            return Ausgang.VERDRAENGT
        if kandidat.urteil is True:
            return Ausgang.SPAETER
        return Ausgang.UNENTSCHIEDEN if kandidat in self.offene else Ausgang.UNERHEBLICH

    @property
    def streitende(self) -> tuple[Kandidat, ...]:
        """The rows between which the answer lies, the earliest first."""
        alle = (self.sieger, *self.offene) if self.sieger is not None else self.offene
        return tuple(sorted(alle, key=lambda k: k.rang))


@frozen(eq=False)
class Wettbewerb:
    """All rows of one Pflicht."""

    pflicht: Pflicht
    zeilen: tuple[Zeile, ...]
    verschiebungen: tuple[Verschiebungsregel, ...] = ()

    def entscheide(self, akte: Akte) -> Entscheid:
        """Displacement first, then the earliest date; an undecided row counts only where it could beat the winner."""
        kandidaten = tuple(
            self._kandidat(zeile, urteil, akte) for zeile in self.zeilen if (urteil := zeile.wenn(akte)) is not False
        )
        sichere = [k for k in kandidaten if k.urteil is True]
        verdraengt = {id_: k for k in reversed(sichere) for id_ in k.zeile.verdraengt}
        uebrig = [k for k in kandidaten if k.zeile.regel.id not in verdraengt]
        sieger = min((k for k in uebrig if k.urteil is True), key=lambda k: k.rang, default=None)
        offene = tuple(k for k in uebrig if k is not sieger and _kann_aendern(k, sieger))
        return Entscheid(kandidaten, sieger, offene, verdraengt)

    def _kandidat(self, zeile: Zeile, urteil: Urteil, akte: Akte) -> Kandidat:
        if zeile.faellig is None:
            return Kandidat(zeile, urteil, None)
        datum = zeile.faellig(akte)
        if datum is None and zeile.regel.sonst is not None:
            return Kandidat(zeile, urteil, None)
        if datum is None:
            # a row that names a day has none: what it falls back on last is missing
            datum = Ungewiss(zeile.letzter_anker)
        elif datum == OFFEN:
            offene = frozenset(feld for name, feld in zeile.anker.items() if akte[name] == OFFEN)
            datum = Ungewiss(offene or zeile.letzter_anker)
        if isinstance(datum, Ungewiss) and zeile.vorlaeufig is not None:
            vorlaeufig = zeile.vorlaeufig(akte)
            return Kandidat(zeile, urteil, datum, vorlaeufig=vorlaeufig if isinstance(vorlaeufig, date) else None)
        if not self.verschiebungen:
            return Kandidat(zeile, urteil, datum)
        return self._verschoben(zeile, urteil, datum, akte)

    def _verschoben(self, zeile: Zeile, urteil: Urteil, datum: Datum, akte: Akte) -> Kandidat:
        if isinstance(datum, Ungewiss):
            return Kandidat(zeile, urteil, datum.map(lambda t: t and verschiebe(t, akte, self.verschiebungen)[0]))
        if datum is None:
            return Kandidat(zeile, urteil, None)
        neu, wie = verschiebe(datum, akte, self.verschiebungen)
        return Kandidat(zeile, urteil, neu, wie)


def _kann_aendern(kandidat: Kandidat, sieger: Kandidat | None) -> bool:
    """Whether a row that is not the winner could still change what is owed, until when or how."""
    unbestimmt = isinstance(kandidat.faellig, Ungewiss)
    if sieger is None:
        return True
    if kandidat.urteil is not True and sieger.zeile.regel.id in kandidat.zeile.verdraengt:
        return unbestimmt or isinstance(sieger.faellig, Ungewiss) or _antwort(kandidat) != _antwort(sieger)
    if kandidat.urteil is True and not unbestimmt:
        return False
    if unbestimmt and kandidat.fruehestens is None:
        return True
    if kandidat.fruehestens is None and sieger.fruehestens is None:
        return kandidat.rang < sieger.rang and _antwort(kandidat) != _antwort(sieger)
    return (kandidat.fruehestens or OFFEN) < (sieger.fruehestens or OFFEN)


def _antwort(kandidat: Kandidat) -> Any:
    regel = kandidat.zeile.regel
    return kandidat.faellig, kandidat.zeile.antwort, kandidat.faellig is None and regel.kontaktarten


class Zeilenbau:
    """Makes the rows of a concept ready for one run."""

    def __init__(self, konzept: Konzept, umgebung: Umgebung, ereignisse: Ereignisse) -> None:
        self._konzept = konzept
        self._umgebung = umgebung
        self._ereignisse = ereignisse

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
        return [*eigene, *(self._umgebung.bedingung(r.wenn) for r in self._konzept.regeln if pflicht.name in r.statt)]

    def _gilt(self, lesart: str | None) -> bool:
        return lesart is None or bool(self._umgebung.werte[f"${lesart}"])

    def _zeile(self, nummer: int, regel: Regel, alle: Sequence[Regel], pflicht: Pflicht) -> Zeile:
        u = self._umgebung
        return Zeile(
            regel=regel,
            nummer=nummer,
            wenn=u.bedingung(regel.wenn),
            faellig=None if isinstance(regel.faellig, Antwort) else u.ausdruck(regel.faellig),
            anker={}
            if isinstance(regel.faellig, Antwort)
            else {name: self._eingabefeld(name, pflicht) for name in anker_von(regel.faellig)},
            oeffnet=self._mit_ende(regel.oeffnet) if regel.oeffnet is not None else None,
            verfaellt=u.ausdruck(regel.verfaellt) if regel.verfaellt is not None else None,
            entfaellt=u.bedingung(regel.entfaellt) if regel.entfaellt is not None else None,
            vorlaeufig=u.ausdruck(regel.vorlaeufig) if regel.vorlaeufig is not None else None,
            erledigt=self._nachweise(regel, pflicht),
            verdraengt=self._verdraengt(nummer, regel, alle, pflicht),
        )

    def _eingabefeld(self, name: str, pflicht: Pflicht) -> str:
        if pflicht.fenster is not None and name in FAKTEN_FENSTER:
            name = anker_von(pflicht.fenster.ab)[-1]  # a window hangs on what it is counted from
        return self._umgebung.eingabefeld(name)

    def _mit_ende(self, ausdruck: Ausdruck) -> Datumsfunktion:
        """A date that is unknown where it is open: nothing opens on 31.12.9999."""
        datum = self._umgebung.ausdruck(ausdruck)
        felder = {name: self._umgebung.eingabefeld(name) for name in anker_von(ausdruck)}

        def tag(fakten: Tatsachen) -> Datum:
            wert = datum(fakten)
            if wert != OFFEN:
                return wert
            return Ungewiss(frozenset(feld for name, feld in felder.items() if fakten[name] == OFFEN))

        return tag

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
            return Nachweis(geschehen, None, None, anzahl)
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
