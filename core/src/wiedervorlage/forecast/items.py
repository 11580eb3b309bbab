"""From a decision to a Wiedervorlage: days to plan with, kinds of contact, hints, checklist."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, Final

from attrs import frozen

from wiedervorlage import frist
from wiedervorlage.forecast import reasons
from wiedervorlage.forecast.akte import Akte
from wiedervorlage.forecast.compile import Bedingungsfunktion, Umgebung
from wiedervorlage.forecast.evidence import done_on
from wiedervorlage.forecast.logic import Urteil
from wiedervorlage.forecast.result import NICHTS_OFFEN, Status, Wiedervorlage
from wiedervorlage.forecast.rows import Kandidat, Wettbewerb, Zeile
from wiedervorlage.forecast.standing import Stand, window
from wiedervorlage.forecast.wording import Wortwahl
from wiedervorlage.konzept.model import Konzept, Pflicht, Regel, Zusatz, addresses

OHNE_VORSCHLAG = NICHTS_OFFEN | {Status.AUSGESETZT}
KEINE_REGEL = "keine Regel"


@frozen(eq=False)
class Zutat:
    """What the Zusätze that hold add to an item: the kinds of contact that remain, and what is missing to be sure.

    `nur`: the kinds to which they restrict it; empty: no restriction.
    """

    zusaetze: tuple[Zusatz, ...] = ()
    kontaktarten: frozenset[str] = frozenset()
    nur: frozenset[str] = frozenset()
    fehlt: frozenset[str] = frozenset()

    def zu(self, status: Status) -> tuple[Zusatz, ...]:
        """Those that are for an item that stands so."""
        return tuple(z for z in self.zusaetze if not z.status or status in z.status)


_Betreffende = tuple[list[tuple[Zusatz, Bedingungsfunktion]], dict[tuple[Urteil, ...], Zutat]]


@frozen
class _Muster:
    """What all items of one row and one status with the same Zusätze have in common."""

    hinweise: tuple[str, ...]
    checkliste: tuple[str, ...]
    prioritaet: int | None

    @classmethod
    def of(cls, regel: Regel, zusaetze: Sequence[Zusatz]) -> "_Muster":
        return cls(
            regel.hinweise + _hinweise(zusaetze),
            regel.checkliste + tuple(punkt for z in zusaetze for punkt in z.checkliste),
            min((z.prioritaet for z in zusaetze if z.prioritaet is not None), default=None),
        )


class Items:
    """Makes the Wiedervorlagen of one concept on one Stichtag."""

    def __init__(
        self, konzept: Konzept, umgebung: Umgebung, werte: Mapping[str, Any], vorlauf: Mapping[str, int]
    ) -> None:
        self._umgebung = umgebung
        self._worte = Wortwahl(konzept, werte, umgebung)
        self._vorlauf = vorlauf
        self._zusaetze = [(z, umgebung.bedingung(z.wenn)) for z in konzept.zusaetze]
        self._hinweisfelder = [f for f in konzept.felder if f.hinweis and f.an == "kunde"]
        self._je_zeile: dict[tuple[str, str | None], _Betreffende] = {}
        self._muster: dict[tuple[Zeile, Zutat, Status], _Muster] = {}
        self._tage: dict[tuple[date | None, date | None, str], tuple[date, date]] = {}

    def extras(self, pflicht: Pflicht, zeile: Zeile | None, akte: Akte) -> Zutat:
        """What the Zusätze add to an item of this row (None: to the answer that no row holds)."""
        betreffende, bekannt = self._betreffende(pflicht, zeile.regel if zeile is not None else None)
        urteile = tuple([wenn(akte) for _, wenn in betreffende])
        zutat = bekannt.get(urteile)
        if zutat is None:
            arten = frozenset(zeile.regel.kontaktarten) if zeile is not None else frozenset[str]()
            zutat = bekannt[urteile] = _zutat(arten, [z for z, _ in betreffende], urteile)
        return zutat

    def _betreffende(self, pflicht: Pflicht, regel: Regel | None) -> _Betreffende:
        """The Zusätze about items of this row, looked for once, and what they come to by their verdicts."""
        schluessel = pflicht.name, regel.id if regel is not None else None
        if schluessel not in self._je_zeile:
            self._je_zeile[schluessel] = [(z, wenn) for z, wenn in self._zusaetze if concerns(z, pflicht, regel)], {}
        return self._je_zeile[schluessel]

    def without_row(self, pflicht: Pflicht, akte: Akte, status: Status) -> Wiedervorlage:
        """The answer of a Pflicht that is always answered where no row holds."""
        zutat = self.extras(pflicht, None, akte)
        return Wiedervorlage(
            *_wer(akte),
            pflicht=pflicht.name,
            regel=None,
            status=status,
            massnahme=akte.teilnahme.massnahme if akte.teilnahme is not None else None,
            hinweise=(KEINE_REGEL, *_hinweise(zutat.zusaetze), *self._vom_kunden(akte)),
        )

    def item(self, wettbewerb: Wettbewerb, akte: Akte, kandidat: Kandidat, stand: Stand, zutat: Zutat) -> Wiedervorlage:
        """The Wiedervorlage of the row that gives the answer."""
        zeile, status = kandidat.zeile, stand.status
        schluessel = zeile, zutat, status
        if (muster := self._muster.get(schluessel)) is None:
            muster = self._muster[schluessel] = _Muster.of(zeile.regel, zutat.zu(status))
        regel = zeile.regel
        vorschlag, eintrag = self._planung(stand, regel.art)
        hinweise = stand.hinweise + _zu_spaet(akte, stand) + self._vom_kunden(akte)
        return Wiedervorlage(
            *_wer(akte),
            pflicht=regel.pflicht,
            regel=regel.id,
            status=status,
            massnahme=akte.teilnahme.massnahme if akte.teilnahme is not None else None,
            art=regel.art,
            akteur=regel.akteur,
            oeffnet=stand.oeffnet,
            faellig=stand.faellig,
            vorschlag=vorschlag,
            eintrag=eintrag,
            verfaellt=stand.verfaellt,
            kontaktarten=zutat.kontaktarten,
            verbindlich=regel.verbindlich,
            fundstelle=regel.fundstelle,
            fehlt=stand.fehlt,
            hinweise=muster.hinweise + hinweise if hinweise else muster.hinweise,
            checkliste=muster.checkliste,
            ergebnis=_ergebnis(stand.eigentlich) if regel.ergebnis else None,
            erledigt_am=done_on(zeile, window(kandidat, akte)) if status is Status.ERLEDIGT else None,
            prioritaet=muster.prioritaet,
            gruende=partial(self._gruende, wettbewerb, akte, kandidat, stand),
        )

    def _gruende(self, wettbewerb: Wettbewerb, akte: Akte, kandidat: Kandidat, stand: Stand) -> tuple[str, ...]:
        # only now the rows matter that are displaced
        entscheid = wettbewerb.entscheide(akte)
        return reasons.begruendung(self._worte, akte, entscheid, kandidat, stand)

    def _vom_kunden(self, akte: Akte) -> tuple[str, ...]:
        kunde = akte.kunde
        if kunde is None:
            return ()
        fehlende = tuple([f.hinweis for f in self._hinweisfelder if f.name not in kunde.werte])
        return kunde.hinweise + fehlende

    def _planung(self, stand: Stand, art: str) -> tuple[date | None, date | None]:
        ohne_datum = stand.faellig is None and stand.status in (Status.UNBESTIMMT, Status.INDIVIDUELL)
        if stand.status in OHNE_VORSCHLAG or ohne_datum:
            return None, None
        schluessel = stand.faellig, stand.oeffnet, art
        if (bekannt := self._tage.get(schluessel)) is None:
            stichtag, kalender = self._umgebung.stichtag, self._umgebung.kalender
            vorschlag = frist.vorschlag(stand.faellig, stand.oeffnet, stichtag, kalender)
            eintrag = frist.eintrag(vorschlag, stand.oeffnet, stichtag, self._vorlauf.get(art, 0), kalender)
            bekannt = self._tage[schluessel] = vorschlag, eintrag
        return bekannt


def _hinweise(zusaetze: Iterable[Zusatz]) -> tuple[str, ...]:
    return tuple(hinweis for zusatz in zusaetze for hinweis in zusatz.hinweise)


def _ergebnis(status: Status) -> str:
    """The outcome of an item of the Absolventenmanagement, by where it stands."""
    return _ERGEBNIS.get(status, "offen")


_ERGEBNIS: Final = {
    Status.ERLEDIGT: "erfolgreich",
    Status.VERFALLEN: "nicht_erfolgreich",
    Status.ENTFAELLT: "nicht_moeglich",
    Status.UNBESTIMMT: "unbestimmt",
}


def _eng(arten: frozenset[str], erlaubt: frozenset[str]) -> frozenset[str]:
    """The kinds that both allow; an empty set allows any."""
    return arten & erlaubt if arten and erlaubt else arten | erlaubt


def _zu_spaet(akte: Akte, stand: Stand) -> tuple[str, ...]:
    gesetzt = akte["wiedervorlage_am"]
    spaeter = isinstance(gesetzt, date) and stand.faellig is not None and gesetzt > stand.faellig
    return ("Wiedervorlage zu spät",) if spaeter and stand.status not in NICHTS_OFFEN else ()


def _wer(akte: Akte) -> tuple[str | None, str | None]:
    return (akte.kunde.kundennummer, akte.kunde.betreuer) if akte.kunde is not None else (None, None)


def concerns(zusatz: Zusatz, pflicht: Pflicht, regel: Regel | None) -> bool:
    """Whether a Zusatz is about items of this row (None: about the answer that no row holds)."""
    if not addresses(zusatz, pflicht) or zusatz.luecke != (regel is None):
        return False
    if regel is not None and zusatz.regeln and regel.id not in zusatz.regeln:
        return False
    return zusatz.art is None or (regel is not None and zusatz.art == regel.art)


def _zutat(arten: frozenset[str], zusaetze: Sequence[Zusatz], urteile: Sequence[Urteil]) -> Zutat:
    gelten: list[Zusatz] = []
    nur, fehlt = frozenset[str](), frozenset[str]()
    for zusatz, urteil in zip(zusaetze, urteile, strict=True):
        if isinstance(urteil, frozenset) and zusatz.kontaktarten:
            fehlt |= urteil
        if urteil is True:
            gelten.append(zusatz)
            nur = _eng(nur, frozenset(zusatz.kontaktarten))
    return Zutat(tuple(gelten), _eng(arten, nur), nur, fehlt)
