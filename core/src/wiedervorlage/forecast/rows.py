"""The rows of one Pflicht compete: which one decides, and which undecided ones could still beat it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from enum import Enum
from typing import Any, NamedTuple, cast

from attrs import frozen

from wiedervorlage.forecast.akte import Akte
from wiedervorlage.forecast.compile import Bedingungsfunktion, Datum, Datumsfunktion, Tatsachen
from wiedervorlage.forecast.events import Ereignisfunktion
from wiedervorlage.forecast.logic import Ungewiss, Urteil, fehlende
from wiedervorlage.forecast.moves import Verschiebungsregel, Verschobene, verschiebe
from wiedervorlage.frist import OFFEN
from wiedervorlage.konzept.expressions import Antwort
from wiedervorlage.konzept.model import Pflicht, Regel


@frozen(eq=False)
class Zeile:
    """One row, ready to be asked."""

    regel: Regel
    nummer: int
    wenn: Bedingungsfunktion
    faellig: Datumsfunktion | None
    anker: Mapping[str, str]
    offene: Callable[[Tatsachen], frozenset[str]]
    oeffnet: Datumsfunktion | None
    verfaellt: Datumsfunktion | None
    entfaellt: Bedingungsfunktion | None
    vorlaeufig: Datumsfunktion | None
    erledigt: tuple[tuple["Nachweis", ...], ...]
    verdraengt: frozenset[str]

    @property
    def ist_uhr(self) -> bool:
        """Whether the row is a clock and nothing else: it opens, lapses and is dropped on no day of its own."""
        return not (self.regel.erledigt or self.oeffnet or self.verfaellt or self.entfaellt)

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


Haltende = tuple[tuple[Zeile, Urteil], ...]
"""Rows with their verdicts, none of them False."""

Geprueft = tuple[tuple[Zeile, Urteil | None], ...]
"""Rows with their verdicts; None: it is still to be asked."""


class Offene(NamedTuple):
    """Whether all verdicts are known, the rows that are left, and these with those that are displaced."""

    fertig: bool
    uebrig: Geprueft
    alle: Geprueft


@frozen(eq=False)
class Nachweis:
    """One way to do what a row asks: events that happened, appointments that would, and how many it takes.

    `termine` keep to the bounds of the event, `alle_termine` do not: one that comes too late is worth a hint.
    `ist_test`: it is no event but a test on the case.
    """

    geschehen: Ereignisfunktion | None
    termine: Ereignisfunktion | None
    alle_termine: Ereignisfunktion | None
    anzahl: int
    ist_test: bool = False


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
        fehlt = fehlende((self.urteil,))
        return fehlt | self.faellig.fehlt if isinstance(self.faellig, Ungewiss) else fehlt

    @property
    def fruehestens(self) -> date | None:
        """The earliest date still possible, None where there is none or nothing is known about it."""
        if not isinstance(self.faellig, Ungewiss):
            return self.faellig
        return self.untergrenze or self.vorlaeufig

    @property
    def untergrenze(self) -> date | None:
        """The day before which the date cannot lie; None: nothing is known about it."""
        if not isinstance(self.faellig, Ungewiss):
            return self.faellig
        moeglich = (t for t in self.faellig.moeglich or () if t is not None and t != OFFEN)
        return cast("date | None", min(moeglich, default=self.faellig.ab))

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
    verdraengt_durch: Mapping[str, Zeile]

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
        if len(alle) < 2:
            return alle
        return tuple(sorted(alle, key=lambda k: k.rang))


@frozen(eq=False)
class Wettbewerb:
    """All rows of one Pflicht."""

    pflicht: Pflicht
    zeilen: tuple[Zeile, ...]
    verschiebungen: tuple[Verschiebungsregel, ...] = ()

    def holding(self, akte: Akte) -> Haltende:
        """The rows that hold or may hold and are not displaced, each with its verdict."""
        offene = self._open(akte)
        if offene.fertig:
            return offene.uebrig  # type: ignore[return-value]
        halten = self._ask(offene.uebrig, akte)
        verdraengt = {id_ for zeile, urteil in halten if urteil is True for id_ in zeile.verdraengt}
        return tuple([eine for eine in halten if eine[0].regel.id not in verdraengt]) if verdraengt else halten

    def _open(self, akte: Akte) -> Offene:
        if akte.gestalt is not None:
            return akte.gestalt[self]  # type: ignore[no-any-return]
        alle = tuple([(zeile, None) for zeile in self.zeilen])
        return Offene(False, alle, alle)

    @staticmethod
    def _ask(zeilen: Iterable[tuple[Zeile, Urteil | None]], akte: Akte) -> Haltende:
        alle = [(zeile, zeile.wenn(akte) if urteil is None else urteil) for zeile, urteil in zeilen]
        return tuple([(zeile, urteil) for zeile, urteil in alle if urteil is not False])

    def decide(self, halten: Haltende, akte: Akte) -> Entscheid:
        """The earliest date decides; an undecided row counts only where it could beat the winner."""
        kandidaten = tuple([self._kandidat(zeile, urteil, akte) for zeile, urteil in halten])
        return _entscheid(kandidaten, kandidaten, {})

    def entscheide(self, akte: Akte) -> Entscheid:
        """The same outcome, with the displaced rows among the candidates, as the begruendung tells it."""
        halten = self._ask(self._open(akte).alle, akte)
        verdraengt = {id_: zeile for zeile, urteil in reversed(halten) if urteil is True for id_ in zeile.verdraengt}
        kandidaten = tuple(self._kandidat(zeile, urteil, akte) for zeile, urteil in halten)
        return _entscheid(kandidaten, [k for k in kandidaten if k.zeile.regel.id not in verdraengt], verdraengt)

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
            datum = Ungewiss(zeile.offene(akte) or zeile.letzter_anker)
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


def _entscheid(
    kandidaten: tuple[Kandidat, ...], uebrig: Sequence[Kandidat], verdraengt: Mapping[str, Zeile]
) -> Entscheid:
    if len(kandidaten) == 1 and kandidaten[0].urteil is True:
        return Entscheid(kandidaten, kandidaten[0], (), verdraengt)
    sieger = min((k for k in uebrig if k.urteil is True), key=lambda k: k.rang, default=None)
    offene = tuple(k for k in uebrig if k is not sieger and _kann_aendern(k, sieger))
    return Entscheid(kandidaten, sieger, offene, verdraengt)


def _kann_aendern(kandidat: Kandidat, sieger: Kandidat | None) -> bool:
    """Whether a row that is not the winner could still change what is owed, until when or how."""
    unbestimmt = isinstance(kandidat.faellig, Ungewiss)
    if sieger is None:
        return True
    if kandidat.urteil is not True and sieger.zeile.regel.id in kandidat.zeile.verdraengt:
        return unbestimmt or isinstance(sieger.faellig, Ungewiss) or _antwort(kandidat) != _antwort(sieger)
    if kandidat.urteil is True and not unbestimmt:
        return False
    if unbestimmt and kandidat.untergrenze is None:
        return True
    if kandidat.fruehestens is None and sieger.fruehestens is None:
        return kandidat.rang < sieger.rang and _antwort(kandidat) != _antwort(sieger)
    return (kandidat.fruehestens or OFFEN) < (sieger.fruehestens or OFFEN)


def _antwort(kandidat: Kandidat) -> Any:
    regel = kandidat.zeile.regel
    return kandidat.faellig, kandidat.zeile.antwort, kandidat.faellig is None and regel.kontaktarten
