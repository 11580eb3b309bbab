"""The rows of one Pflicht compete: which one decides, and which undecided ones could still beat it."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import Enum
from typing import Any

from attrs import frozen

from wiedervorlage.forecast.compile import Bedingungsfunktion, Datum, Datumsfunktion, Umgebung
from wiedervorlage.forecast.events import Ereignisfunktion, Ereignisse
from wiedervorlage.forecast.facts import Akte
from wiedervorlage.forecast.logic import Ungewiss, Urteil
from wiedervorlage.frist import OFFEN
from wiedervorlage.konzept.expressions import Antwort, Ereignis, anker_von
from wiedervorlage.konzept.model import ALLE_FOLGENDEN, Konzept, Pflicht, Regel, Verschiebung


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
    erledigt: tuple[tuple[Ereignisfunktion, ...], ...]
    termine: tuple[tuple[Ereignisfunktion, ...], ...]
    verdraengt: frozenset[str]

    @property
    def antwort(self) -> Antwort | None:
        """What the row says instead of a date."""
        return self.regel.faellig if isinstance(self.regel.faellig, Antwort) else None


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
    verschoben: "Verschobene | None" = None

    @property
    def fehlt(self) -> frozenset[str]:
        """The input fields whose values are missing to tell whether the row holds and what its date is."""
        fehlt = self.urteil if isinstance(self.urteil, frozenset) else frozenset[str]()
        return fehlt | self.faellig.fehlt if isinstance(self.faellig, Ungewiss) else fehlt

    @property
    def fruehestens(self) -> date | None:
        """The earliest date still possible, None where there is none or nothing is known about it."""
        if isinstance(self.faellig, Ungewiss):
            return min((t for t in self.faellig.moeglich or () if t is not None and t != OFFEN), default=None)
        return self.faellig

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
class Verschobene:
    """A date moved by a Verschiebung: the row of the concept, the date before, the facts of the Teilnahme."""

    verschiebung: Verschiebung
    vorher: date
    akte: Akte


@frozen(eq=False)
class Wettbewerb:
    """All rows of one Pflicht."""

    pflicht: Pflicht
    zeilen: tuple[Zeile, ...]
    verschiebungen: tuple[tuple[Verschiebung, Bedingungsfunktion, Datumsfunktion], ...] = ()

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
        if datum == OFFEN:
            datum = Ungewiss(frozenset(feld for name, feld in zeile.anker.items() if akte[name] == OFFEN))
        if not self.verschiebungen:
            return Kandidat(zeile, urteil, datum)
        return self._verschoben(zeile, urteil, datum, akte)

    def _verschoben(self, zeile: Zeile, urteil: Urteil, datum: Datum, akte: Akte) -> Kandidat:
        if isinstance(datum, Ungewiss):
            return Kandidat(zeile, urteil, datum.map(lambda t: t and self._verschiebe(t, akte)[0]))
        if datum is None:
            return Kandidat(zeile, urteil, None)
        neu, wie = self._verschiebe(datum, akte)
        return Kandidat(zeile, urteil, neu, wie)

    def _verschiebe(self, tag: date, akte: Akte, wie: Verschobene | None = None) -> tuple[Datum, Verschobene | None]:
        """Move a date as often as it takes: the new one may fall into another Teilnahme."""
        fehlt, moeglich = frozenset[str](), [tag]
        for verschiebung, wenn, faellig in self.verschiebungen:
            for teilnahme in akte["teilnahmen"]:
                scheibe = teilnahme.mit(faellig=tag)
                urteil = wenn(scheibe)
                if urteil is False:
                    continue
                neu = faellig(scheibe)
                if urteil is True and isinstance(neu, date) and neu > tag:
                    return self._verschiebe(neu, akte, Verschobene(verschiebung, tag, teilnahme))
                fehlt |= urteil if isinstance(urteil, frozenset) else frozenset()
                moeglich += [neu] if isinstance(neu, date) else []
        return (Ungewiss(fehlt, tuple(moeglich)), wie) if fehlt else (tag, wie)


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
        """The conditions under which a row of another Pflicht stands in the place of this one."""
        return [self._umgebung.bedingung(r.wenn) for r in self._konzept.regeln if pflicht.name in r.statt]

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
            else {name: u.eingabefeld(name) for name in anker_von(regel.faellig)},
            oeffnet=u.ausdruck(regel.oeffnet) if regel.oeffnet is not None else None,
            verfaellt=u.ausdruck(regel.verfaellt) if regel.verfaellt is not None else None,
            entfaellt=u.bedingung(regel.entfaellt) if regel.entfaellt is not None else None,
            erledigt=tuple(tuple(map(self._ereignisse.ereignis, gruppe)) for gruppe in regel.erledigt),
            termine=self._termine(regel, pflicht),
            verdraengt=self._verdraengt(nummer, regel, alle, pflicht),
        )

    def _termine(self, regel: Regel, pflicht: Pflicht) -> tuple[tuple[Ereignisfunktion, ...], ...]:
        gruppen = regel.erledigt or (((Ereignis(kontakt=pflicht.kontakt),),) if pflicht.kontakt else ())
        return tuple(tuple(self._ereignisse.termine(e) for e in gruppe if e.kontakt is not None) for gruppe in gruppen)

    def _verdraengt(self, nummer: int, regel: Regel, alle: Sequence[Regel], pflicht: Pflicht) -> frozenset[str]:
        if pflicht.erste_zeile:
            return frozenset(r.id for r in alle[nummer + 1 :])
        if not self._gilt(regel.lesart):
            return frozenset()
        if regel.vorrang_vor == ALLE_FOLGENDEN:
            return frozenset(r.id for r in alle[nummer + 1 :])
        return frozenset(regel.vorrang_vor)
