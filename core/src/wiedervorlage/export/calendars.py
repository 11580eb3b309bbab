"""The calendars of a run: which item enters whose calendar, and on which day."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from attrs import frozen

from wiedervorlage.files import dateiname
from wiedervorlage.forecast import IM_KALENDER, NICHTS_OFFEN, Wiedervorlage
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

    `name` is that of the files, without extension; it does not depend on whether anything is due.
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
    grenze = run.settings.horizont.nach(run.stichtag, run.forecaster.kalender)
    posten: dict[str, list[Posten]] = defaultdict(list)
    listen: dict[str, list[Wiedervorlage]] = defaultdict(list)
    for w in in_order(wiedervorlagen):
        if w.status in NICHTS_OFFEN:
            continue
        for fuer in {_owner(w), w.betreuer or OHNE_BETREUER} if w.kundennummer is not None else {_owner(w)}:
            listen[fuer].append(w)
        if w.status in IM_KALENDER and w.eintrag is not None and w.eintrag <= grenze:
            posten[_owner(w)].append(Posten(w, _entry(run, w)))
    vorgabe = run.konzept.gruppentermine
    serien: dict[str, tuple[Series, ...]] = {}
    if vorgabe is not None and run.settings.gruppentermine:
        serien[vorgabe.akteur] = group_dates(run)
    vergeben: set[str] = set()
    return [
        Ablage(fuer, dateiname(fuer, vergeben), tuple(posten[fuer]), serien.get(fuer, ()), tuple(listen[fuer]))
        for fuer in sorted({b or OHNE_BETREUER for b in betreuer} | listen.keys() | serien.keys())
    ]


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


def _owner(w: Wiedervorlage) -> str:
    return w.akteur if w.akteur != "betreuer" else w.betreuer or OHNE_BETREUER


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
