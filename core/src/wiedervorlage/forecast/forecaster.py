"""Forecast: the facts of a case and a Stichtag become Wiedervorlagen."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import product
from math import prod
from typing import Any, Final, cast, get_args

from attrs import evolve, frozen

from wiedervorlage import frist
from wiedervorlage.forecast.akte import Akte, Hausakte
from wiedervorlage.forecast.clocks import Uhren
from wiedervorlage.forecast.compile import Bedingungsfunktion, Umgebung
from wiedervorlage.forecast.events import Ereignisse
from wiedervorlage.forecast.facts import Tatsachenlehre
from wiedervorlage.forecast.items import Items, Zutat
from wiedervorlage.forecast.logic import Ungewiss, Urteil, oder
from wiedervorlage.forecast.preparation import Zeilenbau
from wiedervorlage.forecast.provenance import input_field, open_fields
from wiedervorlage.forecast.result import NICHTS_OFFEN, Status, Wiedervorlage
from wiedervorlage.forecast.rows import Kandidat, Wettbewerb
from wiedervorlage.forecast.standing import Stand, standing
from wiedervorlage.forecast.versions import versions
from wiedervorlage.forecast.windows import Folge
from wiedervorlage.forecast.worlds import Antwort, narrowed
from wiedervorlage.konzept.model import Bereich, Feld, Konzept, Pflicht
from wiedervorlage.kunde import Kunde

HOECHSTENS_WELTEN: Final = 128
_NICHTS: Final = frozenset[str]()
RUHT: Final = NICHTS_OFFEN | {Status.AUSGESETZT}


@frozen
class Endlich:
    """An input field that can only have these values."""

    name: str
    domain: tuple[Any, ...]


@frozen(eq=False)
class _Posten:
    """One Pflicht, ready to be asked."""

    pflicht: Pflicht
    wettbewerb: Wettbewerb
    sperre: tuple[Bedingungsfunktion, ...]
    folge: Folge | None

    def gesperrt(self, akte: Akte) -> Urteil:
        """Whether it is not asked for: something else stands in its place, or it does not concern this case."""
        return oder([bedingung(akte) for bedingung in self.sperre]) if self.sperre else False


class Forecaster:
    """One concept on one Stichtag under one set of settings; ask it for any number of Kunden.

    Args:
        konzept: the concept in force.
        stichtag: the day on which everything is judged.
        kalender: the Arbeitstage of the house.
        werte: readings and settings of the concept that differ from their default, by name.
        vorlauf: Arbeitstage between calendar entry and `vorschlag`, by art; an art that is not named has 0.
        weitere_tatsachen: facts a plugin works out itself (hook `jobcenter_tatsachen`).
        fassungen: every version of the concept; the one in force on the day of a Kontakt says whether it counts.
    """

    def __init__(
        self,
        konzept: Konzept,
        stichtag: date,
        kalender: frist.Kalender | None = None,
        werte: Mapping[str, Any] | None = None,
        vorlauf: Mapping[str, int] | None = None,
        weitere_tatsachen: Callable[[Kunde, date], Mapping[str, Any]] | None = None,
        fassungen: Iterable[Konzept] = (),
    ) -> None:
        self.konzept = konzept
        self.stichtag = stichtag
        self.kalender = kalender or frist.Kalender(konzept.land)
        self.werte = {e.name: e.vorgabe for e in (*konzept.lesarten, *konzept.einstellungen)} | dict(werte or {})
        self.umgebung = umgebung = Umgebung(
            stichtag,
            self.kalender,
            {f"${n}": w for n, w in self.werte.items()},
            input_field(konzept),
            open_fields(konzept),
        )
        ereignisse = Ereignisse(
            umgebung,
            {f.name: f for f in konzept.felder if f.an == "kontakt"},
            {b.name: b.wenn for b in konzept.kontaktbegriffe},
            versions(fassungen, konzept, umgebung),
        )
        self._tatsachen = Tatsachenlehre(konzept, umgebung, ereignisse, weitere_tatsachen)
        self._items = Items(konzept, umgebung, self.werte, {"kontakt": 10} if vorlauf is None else vorlauf)
        bau = Zeilenbau(konzept, umgebung, ereignisse)
        self._posten = [
            _Posten(p, bau.wettbewerb(p), tuple(bau.sperre(p)), self._folge(p, umgebung)) for p in konzept.pflichten
        ]
        self._je_bereich: dict[Bereich | None, list[_Posten]] = {None: self._posten}
        self._je_bereich |= {b: [p for p in self._posten if p.pflicht.bereich == b] for b in get_args(Bereich)}
        self._uhren = Uhren(konzept)
        self._endliche = [f for f in map(_finite, konzept.felder) if f is not None]
        kapazitaet = konzept.kapazitaet
        self.an_kapazitaet_gemessen = umgebung.bedingung(kapazitaet.wenn) if kapazitaet is not None else None
        self.kontrollen = [(k, umgebung.bedingung(k.wenn)) for k in konzept.kontrollen]

    def evaluate(self, kunde: Kunde) -> Akte:
        """The facts of a Kunde as this concept sees them on the Stichtag."""
        return self._tatsachen.evaluate(kunde)

    def house(self) -> Hausakte:
        """The facts of the whole house; show it the Akte of every Kunde (`see`) before it is asked."""
        return self._tatsachen.house()

    def forecast(self, akte: Akte, bereich: Bereich | None = None) -> list[Wiedervorlage]:
        """What is owed by these facts, of a Kunde or of the house; `bereich`: only what one hook answers for."""
        gefunden: list[Wiedervorlage] = []
        je_kunde = "haus" if akte.kunde is None else "kunde"
        for posten in self._je_bereich[bereich]:
            je = posten.pflicht.je
            if je == je_kunde:
                self._pflicht(posten, akte, gefunden)
            elif je == "teilnahme" and akte.kunde is not None and akte.kunde.teilnahmen:
                for teilnahme in akte["teilnahmen"]:
                    self._pflicht(posten, teilnahme, gefunden)
        return gefunden

    def competitions(self, akte: Akte) -> Iterator[tuple[Wettbewerb, Akte]]:
        """The rows of each Pflicht that is asked for, with the facts they are asked with (for `testing`)."""
        for posten in self._posten:
            je, folge = posten.pflicht.je, posten.folge
            if (je == "haus") == (akte.kunde is None):
                for fall in akte["teilnahmen"] if je == "teilnahme" else (akte,):
                    if posten.gesperrt(fall) is not True:
                        yield posten.wettbewerb, fall if folge is None else folge.akte(fall, folge.nummer(fall))

    # --- one Pflicht ----------------------------------------------------------------------------------------------

    def _pflicht(self, posten: _Posten, akte: Akte, gefunden: list[Wiedervorlage]) -> None:
        sperre = posten.gesperrt(akte)
        if sperre is True:
            return
        antwort = self._aktuell(posten, akte, sperre or _NICHTS)
        if antwort is not None and antwort.stand.status is Status.UNBESTIMMT:
            antwort = self._eingegrenzt(posten, akte, antwort)
        if antwort is not None:
            akte_, _, kandidat, stand, zutat = antwort
            gefunden.append(self._items.item(posten.wettbewerb, akte_, kandidat, stand, zutat))
        elif posten.pflicht.luecke:
            stand = self._ausgesetzt(Stand(Status.NICHT_GEREGELT, None), akte)
            gefunden.append(self._items.without_row(posten.pflicht, akte, stand.status))
        if posten.folge is not None:
            gefunden += self._fruehere(posten, posten.folge, akte)

    def _aktuell(self, posten: _Posten, akte: Akte, strittig: frozenset[str]) -> Antwort | None:
        """The answer that counts on the Stichtag; None where no row holds."""
        folge = posten.folge
        if folge is None:
            return self._antwort(posten, akte, strittig)
        nummer = folge.nummer(akte)
        antwort = self._antwort(posten, folge.akte(akte, nummer), strittig)
        getan = antwort is not None and antwort.stand.status is Status.ERLEDIGT
        if nummer is not None and folge.fenster.weiter and getan:
            return self._antwort(posten, folge.akte(akte, nummer + 1), strittig)
        return antwort

    def _antwort(self, posten: _Posten, akte: Akte, strittig: frozenset[str]) -> Antwort | None:
        halten = posten.wettbewerb.holding(akte)
        if not halten:
            return None
        woran = None if strittig else self._uhren.woran(posten.wettbewerb, halten, akte)
        if woran is not None and (bekannt := self._uhren.get(woran)) is not None:
            return Antwort(akte, *bekannt)
        entscheid = posten.wettbewerb.decide(halten, akte)
        staende = [self._stand(posten, kandidat, akte) for kandidat in entscheid.streitende]
        antwort = entscheid, *_einig(staende, entscheid.sieger, strittig)
        if woran is not None:
            self._uhren[woran] = antwort
        return Antwort(akte, *antwort)

    def _eingegrenzt(self, posten: _Posten, akte: Akte, antwort: Antwort) -> Antwort | None:
        """The same answer, less what cannot be: every value that a missing field can have is tried."""
        if akte.kunde is None:
            return antwort
        felder = [f for f in self._endliche if f.name in antwort.stand.fehlt]
        if not felder or prod(len(f.domain) for f in felder) > HOECHSTENS_WELTEN:
            return antwort
        namen = [f.name for f in felder]
        welten = {
            werte: self._ungesperrt(posten, self._welt(akte, dict(zip(namen, werte, strict=True))))
            for werte in product(*(f.domain for f in felder))
        }
        return narrowed(antwort, namen, welten)

    def _ungesperrt(self, posten: _Posten, welt: Akte) -> Antwort | None:
        sperre = posten.gesperrt(welt)
        return self._aktuell(posten, welt, sperre or _NICHTS) if sperre is not True else None

    def _welt(self, akte: Akte, werte: Mapping[str, Any]) -> Akte:
        kunde = cast(Kunde, akte.kunde)
        welt = self.evaluate(evolve(kunde, werte={**kunde.werte, **werte}))
        if akte.teilnahme is None:
            return welt
        return cast(Akte, next(t for t in welt["teilnahmen"] if t.teilnahme is akte.teilnahme))

    def _stand(self, posten: _Posten, kandidat: Kandidat, akte: Akte) -> tuple[Kandidat, Stand, Zutat]:
        zutat = self._items.extras(posten.pflicht, kandidat.zeile, akte)
        stand = standing(kandidat, akte, self.stichtag, zutat.nur)
        if zutat.fehlt and stand.status not in NICHTS_OFFEN:
            stand = evolve(stand, status=Status.UNBESTIMMT, fehlt=stand.fehlt | zutat.fehlt)
        if kandidat.zeile.regel.art == "kontakt":
            stand = self._ausgesetzt(stand, akte)
        return kandidat, stand, zutat

    def _fruehere(self, posten: _Posten, folge: Folge, akte: Akte) -> Iterator[Wiedervorlage]:
        """Windows that passed without what was owed in them; only where single Kontakte are known."""
        kunde, nummer = akte.kunde, folge.nummer(akte)
        if nummer is None or kunde is None or any(k.flach for k in kunde.kontakte):
            return
        for frueher in range(1, nummer):
            fall = folge.akte(akte, frueher)
            entscheid = posten.wettbewerb.decide(posten.wettbewerb.holding(fall), fall)
            sieger = entscheid.sieger
            if sieger is None or entscheid.offene or not sieger.zeile.is_done_by_events:
                continue
            zutat = self._items.extras(posten.pflicht, sieger.zeile, fall)
            stand = standing(sieger, fall, self.stichtag, zutat.nur)
            if stand.status in (Status.UEBERFAELLIG, Status.VERFALLEN):
                stand = evolve(stand, status=Status.VERFALLEN, verfaellt=stand.faellig)
            if stand.status in (Status.VERFALLEN, Status.ENTFAELLT):
                item = self._items.item(posten.wettbewerb, fall, sieger, stand, zutat)
                yield evolve(item, frueher=True)

    def _ausgesetzt(self, stand: Stand, akte: Akte) -> Stand:
        bis = akte["ausgesetzt_bis"]
        if isinstance(bis, Ungewiss):
            if stand.status in NICHTS_OFFEN:
                return stand
            offen_bis = stand.fehlt | bis.fehlt
            return evolve(stand, status=Status.UNBESTIMMT, fehlt=offen_bis, ohne_aussetzung=stand.status)
        if bis is None or bis < self.stichtag:
            return stand
        return evolve(stand, status=Status.AUSGESETZT, ohne_aussetzung=stand.status)

    def _folge(self, pflicht: Pflicht, umgebung: Umgebung) -> Folge | None:
        fenster = pflicht.fenster
        if fenster is None:
            return None
        return Folge(fenster, umgebung, self._tatsachen.fenster, umgebung.ausdruck(fenster.ab))


def _finite(feld: Feld) -> Endlich | None:
    if feld.an != "kunde" or feld.offen or feld.typ not in ("auswahl", "ja_nein"):
        return None
    return Endlich(feld.name, tuple(feld.werte) if feld.typ == "auswahl" else (True, False))


def _einig(
    staende: list[tuple[Kandidat, Stand, Zutat]], sieger: Kandidat | None, fehlt: frozenset[str]
) -> tuple[Kandidat, Stand, Zutat]:
    """One answer out of the rows between which it lies; unbestimmt where they differ in what is owed."""
    if len(staende) == 1 and sieger is not None and not fehlt and not staende[0][1].fehlt:
        return staende[0]
    if len(staende) > 1 or sieger is None:
        # of a row that may not hold it is too early to ask what its date would need
        fehlt = fehlt.union(
            *(k.fehlt if k.urteil is True else k.urteil for k, _, _ in staende if k.urteil is not False)
        )
    geschuldet = [einer for einer in staende if einer[1].status not in RUHT]
    verdraengbar = {id_ for k, _, _ in staende for id_ in k.zeile.verdraengt}
    ausgesetzt = [einer for einer in staende if einer[1].status is Status.AUSGESETZT]
    beurteilt = bool(fehlt) and any(einer[0].zeile.regel.ergebnis for einer in staende) and not ausgesetzt
    if not geschuldet and not beurteilt:
        # nothing is owed whatever the missing facts are, so nobody is asked for them
        entschieden = [einer for einer in staende if einer[0] is sieger]
        kandidat, stand, zutat = (entschieden or ausgesetzt or staende)[0]
        return kandidat, evolve(stand, fehlt=frozenset()), zutat
    kandidat, stand, zutat = min(
        geschuldet or staende,
        # of rows without a day the one that would displace the others gives the answer
        key=lambda einer: (einer[1].faellig or frist.OFFEN, einer[0].zeile.regel.id in verdraengbar, einer[0].rang),
    )
    if kandidat.urteil is True:  # else it is too early to ask what the row itself would need
        fehlt |= stand.fehlt
    return kandidat, evolve(stand, status=Status.UNBESTIMMT if fehlt else stand.status, fehlt=fehlt), zutat
