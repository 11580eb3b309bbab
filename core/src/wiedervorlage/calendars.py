"""The calendars of a run: which item enters whose calendar, and on which day."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from wiedervorlage.files import dateiname, make_folder, write_atomic
from wiedervorlage.forecast import IM_KALENDER, Wiedervorlage
from wiedervorlage.run import Run, in_order
from wiedervorlage.writers.entry import ALARM, Entry, entry_for

if TYPE_CHECKING:
    from wiedervorlage.writers.series import Series

OHNE_BETREUER = "ohne-betreuer"


@frozen
class Kalenderdatei:
    """One calendar file: for whom, its name without folder, its entries."""

    fuer: str
    datei: str
    entries: tuple[Entry, ...]
    series: "tuple[Series, ...]" = ()


def calendars(run: Run, wiedervorlagen: Iterable[Wiedervorlage]) -> list[Kalenderdatei]:
    """One calendar per Betreuer, and one for each other akteur: their items never enter a caseworker's calendar."""
    grenze = run.settings.horizont.nach(run.stichtag, run.forecaster.kalender)
    gruppen = defaultdict(list)
    for w in in_order(wiedervorlagen):
        if w.status in IM_KALENDER and w.eintrag is not None and w.eintrag <= grenze:
            gruppen[_owner(w)].append(w)
    vorgabe = run.konzept.gruppentermine
    serien: dict[str, tuple[Series, ...]] = {vorgabe.akteur: group_dates(run)} if vorgabe is not None else {}
    vergeben: set[str] = set()
    return [
        Kalenderdatei(
            fuer,
            dateiname(fuer, vergeben) + ".ics",
            tuple(_entry(run, w) for w in gruppen.get(fuer, ())),
            serien.get(fuer, ()),
        )
        for fuer in sorted(gruppen.keys() | {fuer for fuer, serie in serien.items() if serie})
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


def write_calendars(dateien: Sequence[Kalenderdatei], ordner: Path, stichtag: date) -> None:
    """Write every calendar into the folder, each whole or not at all. Raises DateiError."""
    from wiedervorlage.writers.ics import render

    make_folder(ordner)
    name = f"Kontaktfristen KW {stichtag.isocalendar().week:02}"
    for datei in dateien:
        write_atomic(ordner / datei.datei, render(datei.entries, name, series=datei.series))


def _owner(w: Wiedervorlage) -> str:
    return w.akteur if w.akteur != "betreuer" else w.betreuer or OHNE_BETREUER


def _entry(run: Run, w: Wiedervorlage) -> Entry:
    assert run.pseudonyme is not None
    entry = entry_for(
        w,
        run.pseudonyme.uid(run.jobcenter.key, w.kundennummer, w.pflicht, w.massnahme),
        run.stichtag,
        regelnummer=run.rule_number(w),
        haus_mit_pflicht=True,
        alarm=ALARM if run.settings.erinnerung else None,
    )
    return run.jobcenter.ask("amend_entry", lambda geaendert: geaendert or entry, wiedervorlage=w, entry=entry)
