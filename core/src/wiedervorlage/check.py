"""What a list lets the concept decide, and what not."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, Final

from attrs import evolve, frozen

from wiedervorlage.errors import Meldung
from wiedervorlage.forecast import NICHTS_OFFEN, Status, Wiedervorlage
from wiedervorlage.forecast.events import GEHALTEN
from wiedervorlage.konzept import Feld, Konzept
from wiedervorlage.konzept.haus import Kontrolle
from wiedervorlage.konzept.model import Einstellung
from wiedervorlage.konzept.usage import asks_for_each_kontakt, used_fields
from wiedervorlage.kunde import FEHLT, UNLESBAR, Kontakt, Kunde
from wiedervorlage.readers import Eingabe
from wiedervorlage.readers.schema import ARTEN, LISTEN
from wiedervorlage.run import Run, start

_OHNE_ERGEBNIS: Final = (FEHLT, None)
_GEHALTEN: Final = (*_OHNE_ERGEBNIS, GEHALTEN)
_KEIN_WIDERSPRUCH: Final = (UNLESBAR, "abgesagt")  # the one is reported already, the other is how it should be


class Auffaellig(StrEnum):
    """What is striking about the day of a Kontakt; an appointment is no mistake, only counted."""

    VOR_ERSTGESPRAECH = "kontakt_vor_erstgespraech"
    ERGEBNIS_NACH_STICHTAG = "ergebnis_nach_stichtag"
    TERMIN = "termin"


@frozen
class Unentschieden:
    """A rule that could not be decided for these Kunden because of these fields."""

    pflicht: str
    regel: str
    fehlt: frozenset[str]
    vorgaenge: tuple[str, ...]

    @property
    def anzahl(self) -> int:
        """For how many Kunden."""
        return len(self.vorgaenge)


@frozen
class Lesartwirkung:
    """For how many Kunden another value of a reading gives another answer."""

    lesart: Einstellung
    wert: Any
    anders: Any
    anzahl: int


@frozen
class Befund:
    """All that `check` has to say about a list; Kunden are named by their Vorgang.

    `auffaellig`: how many such Kontakte a Kunde has. `noch_nicht`: Kunden with a day after the Stichtag in a field that
    tells what has happened; it does not count yet.
    """

    gelesen: int
    verworfen: int
    stand: date | None
    unbeachtet: tuple[str, ...]
    meldungen: tuple[Meldung, ...]
    wiederholt: tuple[Meldung, ...]
    fehlende_listen: tuple[str, ...]
    fehlende_spalten: tuple[Feld, ...]
    unentschieden: tuple[Unentschieden, ...]
    auffaellig: Mapping[Auffaellig, Mapping[str, int]]
    noch_nicht: tuple[tuple[Feld, tuple[str, ...]], ...]
    lesarten: tuple[Lesartwirkung, ...]
    ohne_frist: tuple[str, ...]
    kontrollen: Mapping[Kontrolle, tuple[str, ...]]


def check(run: Run, eingabe: Eingabe, kunden: Iterable[Kunde]) -> Befund:
    """Examine a whole list; `kunden` are those of `eingabe`, in whatever wrapping shows progress."""
    pruefung = _Pruefung(run)
    for kunde in kunden:
        pruefung.see(kunde)
    return pruefung.befund(eingabe)


class _Pruefung:
    """What has been found on the Kunden seen so far."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._ereignisse = [feld for feld in used_fields(run.konzept) if _tells_what_happened(feld)]
        self._lesarten = list(_alternatives(run))
        self._andere_laeufe = [_other(run, lesart, anders) for lesart, _, anders in self._lesarten]
        self._abweichend = [0] * len(self._lesarten)
        self._unentschieden = defaultdict[tuple[str, str, frozenset[str]], list[str]](list)
        self._auffaellig: dict[Auffaellig, Counter[str]] = {art: Counter() for art in Auffaellig}
        self._noch_nicht: list[list[str]] = [[] for _ in self._ereignisse]
        self._ohne: list[str] = []
        self._kontrollen: list[list[str]] = [[] for _ in run.forecaster.kontrollen]

    def see(self, kunde: Kunde) -> None:
        """Examine one more Kunde."""
        run, vorgang = self._run, self._run.vorgang(kunde)
        akte = run.forecaster.evaluate(kunde)
        wiedervorlagen = run.answers(akte)
        for was in dict.fromkeys(_undecided(wiedervorlagen)):
            self._unentschieden[was].append(vorgang)
        if all(w.status in NICHTS_OFFEN for w in wiedervorlagen):
            self._ohne.append(vorgang)
        for nummer, anderer in enumerate(self._andere_laeufe):
            self._abweichend[nummer] += _answer(anderer.wiedervorlagen(kunde)) != _answer(wiedervorlagen)
        for (_, wenn), vorgaenge in zip(run.forecaster.kontrollen, self._kontrollen, strict=True):
            if wenn(akte) is True:
                vorgaenge.append(vorgang)
        for art in _striking(kunde, run.stichtag):
            self._auffaellig[art][vorgang] += 1
        for feld, vorgaenge in zip(self._ereignisse, self._noch_nicht, strict=True):
            if any(tag > run.stichtag for tag in _days(kunde, feld)):
                vorgaenge.append(vorgang)

    def befund(self, eingabe: Eingabe) -> Befund:
        """Put it together with what the reader found, the most frequent first where it is counted by rule."""
        konzept, kontrollen = self._run.konzept, self._run.forecaster.kontrollen
        haeufigste = sorted(self._unentschieden.items(), key=lambda eines: -len(eines[1]))
        return Befund(
            gelesen=eingabe.gelesen,
            verworfen=eingabe.verworfen,
            stand=eingabe.stand,
            unbeachtet=eingabe.unbeachtet,
            meldungen=eingabe.meldungen,
            wiederholt=eingabe.wiederholt,
            fehlende_listen=tuple(missing_lists(konzept, eingabe)),
            fehlende_spalten=tuple(_missing(konzept, eingabe)),
            unentschieden=tuple(Unentschieden(*was, tuple(vorgaenge)) for was, vorgaenge in haeufigste),
            auffaellig=self._auffaellig,
            noch_nicht=tuple((f, tuple(v)) for f, v in zip(self._ereignisse, self._noch_nicht, strict=True) if v),
            lesarten=tuple(Lesartwirkung(*w, n) for w, n in zip(self._lesarten, self._abweichend, strict=True)),
            ohne_frist=tuple(self._ohne),
            kontrollen={k: tuple(v) for (k, _), v in zip(kontrollen, self._kontrollen, strict=True)},
        )


def _undecided(wiedervorlagen: Sequence[Wiedervorlage]) -> Iterator[tuple[str, str, frozenset[str]]]:
    for w in wiedervorlagen:
        if w.status is Status.UNBESTIMMT:
            yield w.pflicht, w.regel or "", w.fehlt


# --- days -------------------------------------------------------------------------------------------------------------


def _striking(kunde: Kunde, stichtag: date) -> Iterator[Auffaellig]:
    erstgespraech = kunde.werte.get("erstgespraech")
    for kontakt in kunde.kontakte:
        if not isinstance(kontakt.datum, date):
            continue
        if kontakt.datum > stichtag:
            yield from _of_the_future(kontakt)
        elif isinstance(erstgespraech, date) and kontakt.datum < erstgespraech and kontakt.ergebnis in _GEHALTEN:
            yield Auffaellig.VOR_ERSTGESPRAECH


def _of_the_future(kontakt: Kontakt) -> Iterator[Auffaellig]:
    if kontakt.flach:  # a last contact is no appointment: `noch_nicht` has it
        return
    if kontakt.ergebnis in _OHNE_ERGEBNIS:
        yield Auffaellig.TERMIN
    elif kontakt.ergebnis not in _KEIN_WIDERSPRUCH:
        yield Auffaellig.ERGEBNIS_NACH_STICHTAG


def _tells_what_happened(feld: Feld) -> bool:
    return feld.an != "kontakt" and feld.typ in ("datum", "daten") and not feld.geplant


def _days(kunde: Kunde, feld: Feld) -> Iterator[date]:
    """All days that a Kunde or his Teilnahmen have under this field."""
    if feld.name == "letzter_kontakt":
        yield from (k.datum for k in kunde.kontakte if k.flach and isinstance(k.datum, date))
    for werte in [kunde.werte] if feld.an == "kunde" else [t.werte for t in kunde.teilnahmen]:
        wert = werte.get(feld.name)
        for tag in wert if isinstance(wert, frozenset) else (wert,):
            if isinstance(tag, date):
                yield tag


# --- readings ---------------------------------------------------------------------------------------------------------


def _alternatives(run: Run) -> Iterator[tuple[Einstellung, Any, Any]]:
    for lesart in run.konzept.lesarten:
        wert = run.forecaster.werte[lesart.name]
        for anders in (not wert,) if isinstance(wert, bool) else lesart.werte:
            if anders != wert:
                yield lesart, wert, anders


def _other(run: Run, lesart: Einstellung, anders: Any) -> Run:
    settings = evolve(run.settings, lesarten={**run.settings.lesarten, lesart.name: anders})
    return start(run.jobcenter, run.stichtag, settings)


def _answer(wiedervorlagen: Sequence[Wiedervorlage]) -> frozenset[tuple[Any, ...]]:
    return frozenset((w.pflicht, w.massnahme, w.status, w.faellig, w.kontaktarten) for w in wiedervorlagen)


# --- columns ----------------------------------------------------------------------------------------------------------


def missing_lists(konzept: Konzept, eingabe: Eingabe) -> Iterable[str]:
    """Kontakte and Teilnahmen that the concept uses and the list has nowhere.

    A flat last contact is enough where the concept asks for no more than the last one.
    """
    gebraucht = {feld.an for feld in used_fields(konzept)}
    da = {an for an in ARTEN if eingabe.spalten.get(an)}
    if not asks_for_each_kontakt(konzept) and any(kunde.kontakte for kunde in eingabe.kunden):
        da.add("kontakt")
    return (LISTEN[an] for an in ARTEN if eingabe.kunden and an != "kunde" and an in gebraucht - da)


def _missing(konzept: Konzept, eingabe: Eingabe) -> Iterator[Feld]:
    """Fields the concept uses and the list has no column for; of tables that are there at all."""
    for feld in used_fields(konzept):
        spalten = eingabe.spalten.get(feld.an)
        flach = feld.name.startswith("letzter_kontakt") and eingabe.spalten.get("kontakt")
        if spalten and feld.name not in spalten and not flach:
            yield feld
