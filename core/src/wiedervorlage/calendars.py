"""The calendars of a run: which item enters whose calendar, and on which day."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from attrs import frozen

from wiedervorlage.files import dateiname, make_folder, write_atomic
from wiedervorlage.forecast import IM_KALENDER, Wiedervorlage
from wiedervorlage.run import Run, in_order
from wiedervorlage.writers.entry import ALARM, Entry, entry_for

OHNE_BETREUER = "ohne-betreuer"


@frozen
class Kalenderdatei:
    """One calendar file: for whom, its name without folder, its entries."""

    fuer: str
    datei: str
    entries: tuple[Entry, ...]


def calendars(run: Run, wiedervorlagen: Iterable[Wiedervorlage]) -> list[Kalenderdatei]:
    """One calendar per Betreuer, and one for each other akteur: their items never enter a caseworker's calendar."""
    grenze = run.settings.horizont.nach(run.stichtag, run.forecaster.kalender)
    gruppen = defaultdict(list)
    for w in in_order(wiedervorlagen):
        if w.status in IM_KALENDER and w.eintrag is not None and w.eintrag <= grenze:
            gruppen[_owner(w)].append(w)
    vergeben: set[str] = set()
    return [
        Kalenderdatei(fuer, dateiname(fuer, vergeben) + ".ics", tuple(_entry(run, w) for w in gruppe))
        for fuer, gruppe in sorted(gruppen.items())
    ]


def write_calendars(dateien: Sequence[Kalenderdatei], ordner: Path, stichtag: date) -> None:
    """Write every calendar into the folder, each whole or not at all. Raises DateiError."""
    from wiedervorlage.writers.ics import render

    make_folder(ordner)
    name = f"Kontaktfristen KW {stichtag.isocalendar().week:02}"
    for datei in dateien:
        write_atomic(ordner / datei.datei, render(datei.entries, name))


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
