"""The calendars of a run: which item enters whose calendar, and on which day."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from attrs import frozen

from wiedervorlage.files import dateiname
from wiedervorlage.forecast import IM_KALENDER, NICHTS_OFFEN, Wiedervorlage
from wiedervorlage.readers import fold
from wiedervorlage.run import Run, in_order
from wiedervorlage.writers.entry import ALARM, Entry, entry_for

if TYPE_CHECKING:
    from wiedervorlage.writers.series import Series

OHNE_BETREUER = "ohne-betreuer"


@frozen
class Posten:
    """An item and the entry it becomes."""

    wiedervorlage: Wiedervorlage
    entry: Entry


@frozen
class Ablage:
    """What one Betreuer, or one other akteur, is given: entries, group dates, and the list that names the Kunden.

    `fuer` is the commonest spelling of his name, `name` that of the files, without extension.
    """

    fuer: str
    name: str
    posten: tuple[Posten, ...] = ()
    series: "tuple[Series, ...]" = ()
    liste: tuple[Wiedervorlage, ...] = ()


def calendars(run: Run, betreuer: Iterable[str | None], wiedervorlagen: Iterable[Wiedervorlage]) -> list[Ablage]:
    """One Ablage for each of the Betreuer and for each other akteur, whose items never enter a caseworker's calendar.

    The list of a Betreuer has all that is open for his Kunden, whoever owes it.
    """
    schreibweise = _spellings(betreuer)
    grenze = horizon(run)
    posten: dict[str, list[Posten]] = defaultdict(list)
    listen: dict[str, list[Wiedervorlage]] = defaultdict(list)
    for w in in_order(wiedervorlagen):
        if w.status in NICHTS_OFFEN:
            continue
        betreut_von = schreibweise.get(fold(w.betreuer or ""), OHNE_BETREUER)
        fuer = w.akteur if w.akteur != "betreuer" else betreut_von
        for einer in {fuer, betreut_von} if w.kundennummer is not None else {fuer}:
            listen[einer].append(w)
        if w.status in IM_KALENDER and w.eintrag is not None and w.eintrag <= grenze:
            posten[fuer].append(Posten(w, _entry(run, w)))
    vorgabe = run.konzept.gruppentermine
    serien: dict[str, tuple[Series, ...]] = {}
    if vorgabe is not None and run.settings.gruppentermine:
        serien[vorgabe.akteur] = group_dates(run)
    vergeben: set[str] = set()
    return [
        Ablage(fuer, dateiname(fuer, vergeben), tuple(posten[fuer]), serien.get(fuer, ()), tuple(listen[fuer]))
        for fuer in sorted({*schreibweise.values()} | listen.keys() | serien.keys())
    ]


def horizon(run: Run) -> date:
    """The last day on which a calendar of this run has entries."""
    return run.settings.horizont.nach(run.stichtag, run.forecaster.kalender)


def _spellings(betreuer: Iterable[str | None]) -> dict[str, str]:
    """For each Betreuer, by the folded name, the commonest spelling; the first in the alphabet of equals."""
    wie_oft: dict[str, Counter[str]] = defaultdict(Counter)
    for name in betreuer:
        wie_oft[fold(name or "")][name or OHNE_BETREUER] += 1
    return {kurz: min(namen, key=lambda n: (-namen[n], n)) for kurz, namen in wie_oft.items()}


def group_dates(run: Run) -> "tuple[Series, ...]":
    """The weekly dates that the settings name, for a concept that has them."""
    vorgabe, termine = run.konzept.gruppentermine, run.settings.gruppentermine
    if vorgabe is None or not termine:
        return ()
    from wiedervorlage.writers.series import Series, first_day

    assert run.pseudonyme is not None
    zu_wenige = len(termine) < vorgabe.termine
    return tuple(
        Series(
            uid=run.pseudonyme.uid(
                run.jobcenter.key, "gruppentermin", str(termin.wochentag), termin.beginn.isoformat()
            ),
            titel=vorgabe.titel,
            beginn=datetime.combine(first_day(run.stichtag, termin.wochentag), termin.beginn),
            stunden=vorgabe.stunden,
            ort=termin.ort,
            text=vorgabe.hinweis if zu_wenige or _too_few(termin.teilnehmer, vorgabe.teilnehmer) else "",
            stamp=datetime.combine(run.stichtag, time(), UTC),
        )
        for termin in termine
    )


def _too_few(teilnehmer: int | None, mindestens: int) -> bool:
    return teilnehmer is not None and teilnehmer < mindestens


def uid(run: Run, w: Wiedervorlage) -> str:
    """What an entry is recognised by in every week: Kunde, Pflicht and Maßnahme, hashed."""
    assert run.pseudonyme is not None
    return run.pseudonyme.uid(run.jobcenter.key, w.kundennummer, w.pflicht, w.massnahme)


def _entry(run: Run, w: Wiedervorlage) -> Entry:
    entry = entry_for(
        w,
        uid(run, w),
        run.stichtag,
        regelnummer=run.rule_number(w),
        bezug=f"Kundennummer {w.kundennummer}" if run.settings.bezug == "kundennummer" and w.kundennummer else None,
        haus_mit_pflicht=True,
        alarm=ALARM if run.settings.erinnerung else None,
    )
    return run.jobcenter.ask("amend_entry", lambda geaendert: geaendert or entry, wiedervorlage=w, entry=entry)
