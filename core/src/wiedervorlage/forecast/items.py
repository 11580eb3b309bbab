"""From a decision to a Wiedervorlage: days to plan with, kinds of contact, hints, checklist."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any, Final

from attrs import frozen

from wiedervorlage import frist
from wiedervorlage.forecast import reasons
from wiedervorlage.forecast.akte import Akte
from wiedervorlage.forecast.compile import Bedingungsfunktion, Umgebung
from wiedervorlage.forecast.evidence import done_on
from wiedervorlage.forecast.result import NICHTS_OFFEN, Status, Wiedervorlage
from wiedervorlage.forecast.rows import Kandidat, Wettbewerb
from wiedervorlage.forecast.standing import Stand, window
from wiedervorlage.forecast.wording import Wortwahl
from wiedervorlage.konzept.model import Feld, Konzept, Pflicht, Zusatz, addresses

OHNE_VORSCHLAG = NICHTS_OFFEN | {Status.AUSGESETZT}
KEINE_REGEL = "keine Regel"


@frozen
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
        self._tage: dict[tuple[date | None, date | None, str], tuple[date, date]] = {}

    def extras(self, pflicht: Pflicht, kandidat: Kandidat | None, akte: Akte) -> Zutat:
        """What the Zusätze add to an item of this row (None: to the answer that no row holds)."""
        gelten: list[Zusatz] = []
        arten = frozenset(kandidat.zeile.regel.kontaktarten) if kandidat is not None else frozenset[str]()
        nur, fehlt = frozenset[str](), frozenset[str]()
        for zusatz, wenn in self._betreffende(pflicht, kandidat):
            urteil = wenn(akte)
            if isinstance(urteil, frozenset) and zusatz.kontaktarten:
                fehlt |= urteil
            if urteil is True:
                gelten.append(zusatz)
                nur = _eng(nur, frozenset(zusatz.kontaktarten))
        return Zutat(tuple(gelten), _eng(arten, nur), nur, fehlt)

    def _betreffende(self, pflicht: Pflicht, kandidat: Kandidat | None) -> Iterator[tuple[Zusatz, Bedingungsfunktion]]:
        regel = kandidat.zeile.regel if kandidat is not None else None
        for zusatz, wenn in self._zusaetze:
            if not addresses(zusatz, pflicht) or zusatz.luecke != (regel is None):
                continue
            if regel is not None and zusatz.regeln and regel.id not in zusatz.regeln:
                continue
            if zusatz.art is None or (regel is not None and zusatz.art == regel.art):
                yield zusatz, wenn

    def without_row(self, pflicht: Pflicht, akte: Akte, status: Status) -> Wiedervorlage:
        """The answer of a Pflicht that is always answered where no row holds."""
        zutat = self.extras(pflicht, None, akte)
        return Wiedervorlage(
            **self._wer(akte),
            pflicht=pflicht.name,
            regel=None,
            status=status,
            hinweise=(KEINE_REGEL, *_hinweise(zutat.zusaetze), *self._vom_kunden(akte)),
        )

    def item(
        self, wettbewerb: Wettbewerb, akte: Akte, kandidat: Kandidat, stand: Stand, zutat: Zutat
    ) -> Wiedervorlage:
        """The Wiedervorlage of the row that gives the answer."""
        regel = kandidat.zeile.regel
        zusaetze = zutat.zu(stand.status)
        vorschlag, eintrag = self._planung(stand, regel.art)
        return Wiedervorlage(
            **self._wer(akte),
            pflicht=regel.pflicht,
            regel=regel.id,
            art=regel.art,
            akteur=regel.akteur,
            status=stand.status,
            oeffnet=stand.oeffnet,
            faellig=stand.faellig,
            vorschlag=vorschlag,
            eintrag=eintrag,
            verfaellt=stand.verfaellt,
            kontaktarten=zutat.kontaktarten,
            verbindlich=regel.verbindlich,
            fundstelle=regel.fundstelle,
            fehlt=stand.fehlt,
            hinweise=(
                *regel.hinweise,
                *_hinweise(zusaetze),
                *stand.hinweise,
                *_zu_spaet(akte, stand),
                *self._vom_kunden(akte),
            ),
            checkliste=regel.checkliste + tuple(punkt for z in zusaetze for punkt in z.checkliste),
            ergebnis=_ergebnis(stand.eigentlich) if regel.ergebnis else None,
            erledigt_am=done_on(kandidat.zeile, window(kandidat, akte)) if stand.status is Status.ERLEDIGT else None,
            prioritaet=min((z.prioritaet for z in zusaetze if z.prioritaet is not None), default=None),
            gruende=partial(self._gruende, wettbewerb, akte, kandidat, stand),
        )

    def _gruende(self, wettbewerb: Wettbewerb, akte: Akte, kandidat: Kandidat, stand: Stand) -> tuple[str, ...]:
        # only now the rows matter that are displaced
        entscheid = wettbewerb.entscheide(akte, alle=True)
        return reasons.begruendung(self._worte, akte, entscheid, kandidat, stand)

    @staticmethod
    def _wer(akte: Akte) -> dict[str, Any]:
        kunde = akte.kunde
        return {
            "kundennummer": kunde.kundennummer if kunde is not None else None,
            "betreuer": kunde.betreuer if kunde is not None else None,
            "massnahme": akte.teilnahme.massnahme if akte.teilnahme is not None else None,
        }

    def _vom_kunden(self, akte: Akte) -> tuple[str, ...]:
        kunde = akte.kunde
        if kunde is None:
            return ()
        fehlende: list[Feld] = [f for f in self._hinweisfelder if f.name not in kunde.werte]
        return (*kunde.hinweise, *(f.hinweis for f in fehlende))

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


def _zu_spaet(akte: Akte, stand: Stand) -> Iterator[str]:
    gesetzt = akte["wiedervorlage_am"]
    spaeter = isinstance(gesetzt, date) and stand.faellig is not None and gesetzt > stand.faellig
    if spaeter and stand.status not in NICHTS_OFFEN:
        yield "Wiedervorlage zu spät"
