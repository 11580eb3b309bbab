"""What a list lets the concept decide, and what not."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrs import evolve, frozen

from wiedervorlage.errors import Meldung
from wiedervorlage.forecast import NICHTS_OFFEN, Status, Wiedervorlage
from wiedervorlage.konzept import Feld, Konzept
from wiedervorlage.konzept.model import Einstellung, Kontrolle
from wiedervorlage.konzept.usage import used_fields
from wiedervorlage.kunde import Kunde
from wiedervorlage.readers import Eingabe
from wiedervorlage.readers.schema import ARTEN, LISTEN
from wiedervorlage.run import Run, start


@frozen
class Unentschieden:
    """A rule that could not be decided for so many Kunden because of these fields."""

    pflicht: str
    regel: str
    fehlt: frozenset[str]
    anzahl: int


@frozen
class Lesartwirkung:
    """For how many Kunden another value of a reading gives another answer."""

    lesart: Einstellung
    wert: Any
    anders: Any
    anzahl: int


@frozen
class Befund:
    """All that `check` has to say about a list; Kunden are named by their Vorgang."""

    gelesen: int
    verworfen: int
    unbeachtet: tuple[str, ...]
    meldungen: tuple[Meldung, ...]
    fehlende_listen: tuple[str, ...]
    fehlende_spalten: tuple[Feld, ...]
    unentschieden: tuple[Unentschieden, ...]
    lesarten: tuple[Lesartwirkung, ...]
    ohne_frist: tuple[str, ...]
    kontrollen: Mapping[Kontrolle, tuple[str, ...]]


def check(run: Run, eingabe: Eingabe, kunden: Iterable[Kunde]) -> Befund:
    """Examine a whole list; `kunden` are those of `eingabe`, in whatever wrapping shows progress."""
    lesarten = list(_alternatives(run))
    andere_laeufe = [_other(run, lesart, anders) for lesart, _, anders in lesarten]
    abweichend = [0] * len(lesarten)
    unentschieden = Counter[tuple[str, str, frozenset[str]]]()
    ohne: list[str] = []
    kontrollen: dict[Kontrolle, list[str]] = {k: [] for k, _ in run.forecaster.kontrollen}
    for kunde in kunden:
        akte = run.forecaster.evaluate(kunde)
        wiedervorlagen = run.answers(akte)
        unentschieden.update(dict.fromkeys(_undecided(wiedervorlagen), 1))
        if all(w.status in NICHTS_OFFEN for w in wiedervorlagen):
            ohne.append(run.vorgang(kunde))
        for nummer, anderer in enumerate(andere_laeufe):
            abweichend[nummer] += _answer(anderer.wiedervorlagen(kunde)) != _answer(wiedervorlagen)
        for kontrolle, wenn in run.forecaster.kontrollen:
            if wenn(akte) is True:
                kontrollen[kontrolle].append(run.vorgang(kunde))
    return Befund(
        gelesen=eingabe.gelesen,
        verworfen=eingabe.verworfen,
        unbeachtet=eingabe.unbeachtet,
        meldungen=eingabe.meldungen,
        fehlende_listen=tuple(_missing_lists(run.konzept, eingabe)),
        fehlende_spalten=tuple(_missing(run.konzept, eingabe)),
        unentschieden=tuple(Unentschieden(*key, anzahl) for key, anzahl in unentschieden.most_common()),
        lesarten=tuple(Lesartwirkung(*was, anzahl) for was, anzahl in zip(lesarten, abweichend, strict=True)),
        ohne_frist=tuple(ohne),
        kontrollen={k: tuple(v) for k, v in kontrollen.items()},
    )


def _undecided(wiedervorlagen: Sequence[Wiedervorlage]) -> Iterator[tuple[str, str, frozenset[str]]]:
    for w in wiedervorlagen:
        if w.status is Status.UNBESTIMMT:
            yield w.pflicht, w.regel or "", w.fehlt


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


def _missing_lists(konzept: Konzept, eingabe: Eingabe) -> Iterable[str]:
    """Kontakte and Teilnahmen that the concept uses and the list has nowhere, not even as a flat last contact."""
    gebraucht = {feld.an for feld in used_fields(konzept)}
    da = {an for an in ARTEN if eingabe.spalten.get(an)}
    if "letzter_kontakt" in eingabe.spalten.get("kunde", ()):
        da.add("kontakt")
    return (LISTEN[an] for an in ARTEN if eingabe.kunden and an != "kunde" and an in gebraucht - da)


def _missing(konzept: Konzept, eingabe: Eingabe) -> Iterator[Feld]:
    """Fields the concept uses and the list has no column for; of tables that are there at all."""
    for feld in used_fields(konzept):
        spalten = eingabe.spalten.get(feld.an)
        flach = feld.name.startswith("letzter_kontakt") and eingabe.spalten.get("kontakt")
        if spalten and feld.name not in spalten and not flach:
            yield feld
