"""Forecast: the facts of a case and a Stichtag become Wiedervorlagen."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any

from attrs import evolve, frozen

from wiedervorlage import frist
from wiedervorlage.forecast import reasons
from wiedervorlage.forecast.compile import Bedingungsfunktion, Umgebung
from wiedervorlage.forecast.events import Ereignisse
from wiedervorlage.forecast.facts import Akte, Tatsachenlehre
from wiedervorlage.forecast.logic import Ungewiss, oder
from wiedervorlage.forecast.result import NICHTS_OFFEN, Status, Wiedervorlage
from wiedervorlage.forecast.rows import Entscheid, Kandidat, Wettbewerb, Zeilenbau
from wiedervorlage.forecast.standing import Stand, standing
from wiedervorlage.konzept.expressions import anker_von
from wiedervorlage.konzept.model import Bereich, Konzept, Pflicht, Tatsache, Zusatz
from wiedervorlage.kunde import Kunde

OHNE_VORSCHLAG = NICHTS_OFFEN | {Status.AUSGESETZT}
KEINE_REGEL = "keine Regel"


@frozen(eq=False)
class _Posten:
    """One Pflicht, ready to be asked."""

    pflicht: Pflicht
    wettbewerb: Wettbewerb
    sperre: tuple[Bedingungsfunktion, ...]
    zusaetze: tuple[tuple[Zusatz, Bedingungsfunktion], ...]


class Forecaster:
    """One concept on one Stichtag under one set of settings; ask it for any number of Kunden.

    Args:
        konzept: the concept in force.
        stichtag: the day on which everything is judged.
        kalender: the Arbeitstage of the house.
        werte: readings and settings of the concept that differ from their default, by name.
        vorlauf: Arbeitstage between calendar entry and `vorschlag`, by art; an art that is not named has 0.
        weitere_tatsachen: facts a plugin works out itself (hook `jobcenter_tatsachen`).
    """

    def __init__(
        self,
        konzept: Konzept,
        stichtag: date,
        kalender: frist.Kalender | None = None,
        werte: Mapping[str, Any] | None = None,
        vorlauf: Mapping[str, int] | None = None,
        weitere_tatsachen: Callable[[Kunde, date], Mapping[str, Any]] | None = None,
    ) -> None:
        self.konzept = konzept
        self.stichtag = stichtag
        self.kalender = kalender or frist.Kalender(konzept.land)
        self.werte = {e.name: e.vorgabe for e in (*konzept.lesarten, *konzept.einstellungen)} | dict(werte or {})
        self._vorlauf = vorlauf if vorlauf is not None else {"kontakt": 10}
        self._tage: dict[tuple[date | None, date | None, str], tuple[date, date]] = {}
        umgebung = Umgebung(
            stichtag, self.kalender, {f"${n}": w for n, w in self.werte.items()}, _eingabefelder(konzept)
        )
        ereignisse = Ereignisse(
            umgebung,
            {f.name: f for f in konzept.felder if f.an == "kontakt"},
            {b.name: b.wenn for b in konzept.kontaktbegriffe},
        )
        self._tatsachen = Tatsachenlehre(konzept, umgebung, ereignisse, weitere_tatsachen)
        bau = Zeilenbau(konzept, umgebung, ereignisse)
        self._posten = [
            _Posten(p, bau.wettbewerb(p), tuple(bau.sperre(p)), _zusaetze(konzept, p, umgebung))
            for p in konzept.pflichten
        ]
        self.kontrollen = [(k, umgebung.bedingung(k.wenn)) for k in konzept.kontrollen]

    def evaluate(self, kunde: Kunde) -> Akte:
        """The facts of a Kunde as this concept sees them on the Stichtag."""
        return self._tatsachen.evaluate(kunde)

    def forecast(self, akte: Akte, bereich: Bereich | None = None) -> list[Wiedervorlage]:
        """What is owed to the Kunde of these facts; `bereich` restricts it to what one hook answers for."""
        return [
            wiedervorlage
            for posten in self._posten
            if bereich is None or posten.pflicht.bereich == bereich
            for fall in (akte["teilnahmen"] if posten.pflicht.je == "teilnahme" else (akte,))
            if (wiedervorlage := self._pflicht(posten, fall)) is not None
        ]

    # --- one Pflicht ----------------------------------------------------------------------------------------------

    def _pflicht(self, posten: _Posten, akte: Akte) -> Wiedervorlage | None:
        sperre = oder(bedingung(akte) for bedingung in posten.sperre)
        if sperre is True:
            return None
        entscheid = posten.wettbewerb.entscheide(akte)
        streitende = entscheid.streitende
        if not streitende:
            return self._ohne_regel(posten.pflicht, akte) if posten.pflicht.luecke else None
        staende = [(k, standing(k, akte, self.stichtag)) for k in streitende]
        kandidat, stand = _einig(staende, entscheid.sieger, sperre if isinstance(sperre, frozenset) else frozenset())
        if kandidat.zeile.regel.art == "kontakt" and (ruht := self._ausgesetzt(akte)) is not None:
            stand = evolve(stand, **ruht)
        return self._wiedervorlage(posten, akte, entscheid, kandidat, stand)

    def _ohne_regel(self, pflicht: Pflicht, akte: Akte) -> Wiedervorlage:
        return Wiedervorlage(
            kundennummer=akte.kunde.kundennummer,
            betreuer=akte.kunde.betreuer,
            pflicht=pflicht.name,
            massnahme=akte.teilnahme.massnahme if akte.teilnahme is not None else None,
            regel=None,
            status=Status.NICHT_GEREGELT,
            hinweise=(KEINE_REGEL, *akte.kunde.hinweise),
        )

    def _ausgesetzt(self, akte: Akte) -> dict[str, Any] | None:
        bis = akte["ausgesetzt_bis"]
        if isinstance(bis, Ungewiss):
            return {"status": Status.UNBESTIMMT, "fehlt": bis.fehlt}
        return {"status": Status.AUSGESETZT} if bis is not None and bis >= self.stichtag else None

    def _wiedervorlage(
        self, posten: _Posten, akte: Akte, entscheid: Entscheid, kandidat: Kandidat, stand: Stand
    ) -> Wiedervorlage:
        regel = kandidat.zeile.regel
        vorschlag, eintrag = self._planung(stand, regel.art)
        zusaetze = [z for z, wenn in posten.zusaetze if _betrifft(z, kandidat) and wenn(akte) is True]
        return Wiedervorlage(
            kundennummer=akte.kunde.kundennummer,
            betreuer=akte.kunde.betreuer,
            pflicht=posten.pflicht.name,
            massnahme=akte.teilnahme.massnahme if akte.teilnahme is not None else None,
            regel=regel.id,
            art=regel.art,
            akteur=regel.akteur,
            status=stand.status,
            oeffnet=stand.oeffnet,
            faellig=stand.faellig,
            vorschlag=vorschlag,
            eintrag=eintrag,
            verfaellt=stand.verfaellt,
            kontaktarten=frozenset(regel.kontaktarten),
            verbindlich=regel.verbindlich,
            fundstelle=regel.fundstelle,
            fehlt=stand.fehlt,
            hinweise=tuple(self._hinweise(akte, kandidat, stand, zusaetze)),
            checkliste=regel.checkliste + tuple(zeile for z in zusaetze for zeile in z.checkliste),
            gruende=partial(reasons.begruendung, self.konzept, self.werte, akte, entscheid, kandidat, stand),
        )

    def _planung(self, stand: Stand, art: str) -> tuple[date | None, date | None]:
        ohne_datum = stand.faellig is None and stand.status in (Status.UNBESTIMMT, Status.INDIVIDUELL)
        if stand.status in OHNE_VORSCHLAG or ohne_datum:
            return None, None
        schluessel = stand.faellig, stand.oeffnet, art
        if (bekannt := self._tage.get(schluessel)) is None:
            vorschlag = frist.vorschlag(stand.faellig, stand.oeffnet, self.stichtag, self.kalender)
            vorlauf = self._vorlauf.get(art, 0)
            bekannt = vorschlag, frist.eintrag(vorschlag, stand.oeffnet, self.stichtag, vorlauf, self.kalender)
            self._tage[schluessel] = bekannt
        return bekannt

    def _hinweise(self, akte: Akte, kandidat: Kandidat, stand: Stand, zusaetze: list[Zusatz]) -> Iterator[str]:
        yield from kandidat.zeile.regel.hinweise
        for zusatz in zusaetze:
            yield from zusatz.hinweise
        yield from stand.hinweise
        wiedervorlage = akte["wiedervorlage_am"]
        if (
            isinstance(wiedervorlage, date)
            and stand.faellig is not None
            and wiedervorlage > stand.faellig
            and stand.status not in NICHTS_OFFEN
        ):
            yield "Wiedervorlage zu spät"
        yield from akte.kunde.hinweise


def _einig(
    staende: list[tuple[Kandidat, Stand]], sieger: Kandidat | None, sperre: frozenset[str]
) -> tuple[Kandidat, Stand]:
    """One answer out of the rows between which it lies; unbestimmt where they differ in what is owed."""
    fehlt = sperre.union(*(k.fehlt if len(staende) > 1 or sieger is None else () for k, _ in staende))
    geschuldet = [(k, s) for k, s in staende if s.status not in NICHTS_OFFEN]
    if not geschuldet:
        # nothing is owed whatever the missing facts are
        kandidat, stand = next(((k, s) for k, s in staende if k is sieger), staende[0])
        return kandidat, evolve(stand, fehlt=fehlt)
    kandidat, stand = min(geschuldet, key=lambda paar: (paar[1].faellig or frist.OFFEN, paar[0].rang))
    fehlt |= stand.fehlt
    return kandidat, evolve(stand, status=Status.UNBESTIMMT if fehlt else stand.status, fehlt=fehlt)


def _betrifft(zusatz: Zusatz, kandidat: Kandidat) -> bool:
    regel = kandidat.zeile.regel
    return (not zusatz.regeln or regel.id in zusatz.regeln) and (zusatz.art is None or zusatz.art == regel.art)


def _zusaetze(konzept: Konzept, pflicht: Pflicht, umgebung: Umgebung) -> tuple[tuple[Zusatz, Bedingungsfunktion], ...]:
    return tuple(
        (z, umgebung.bedingung(z.wenn)) for z in konzept.zusaetze if not z.pflichten or pflicht.name in z.pflichten
    )


def _eingabefelder(konzept: Konzept) -> Callable[[str], str]:
    """For each fact the input field whose absence leaves it without a value: the last one it falls back on."""
    tatsachen = {t.name: t for t in konzept.tatsachen}

    def feld(name: str) -> str:
        tatsache = tatsachen.get(name)
        weiter = _rueckfall(tatsache) if tatsache is not None else None
        return feld(weiter) if weiter is not None and weiter != name else name

    return feld


def _rueckfall(tatsache: Tatsache) -> str | None:
    if tatsache.sonst is not None:
        return tatsache.sonst
    if tatsache.erste_bekannte is not None:
        return tatsache.erste_bekannte[-1]
    if tatsache.datum is not None:
        return anker_von(tatsache.datum)[-1]
    return None
