"""Which files an export consists of, for whom, and what is in them."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path, PurePosixPath

from attrs import field, frozen

from wiedervorlage.export.calendars import Ablage
from wiedervorlage.export.changes import Vergleich
from wiedervorlage.run import Run, in_day_order
from wiedervorlage.writers.changes_list import KOMMT_HINZU, Wandel


@frozen
class Auftrag:
    """How to export: where to, only new entries, lists beside the calendars, in spite of the brakes, only on trial."""

    ordner: Path
    nur_neue: bool = False
    mit_listen: bool = False
    trotzdem: bool = False
    probe: bool = False


@frozen
class Datei:
    """One file: whose, its path below the folder, how many entries it holds (None: no calendar), its content.

    `bleibt`: it holds what no other file will hold again, so that no later run may replace it or take it away.
    """

    ablage: Ablage
    pfad: PurePosixPath
    eintraege: int | None
    inhalt: Callable[[], bytes] = field(eq=False, repr=False)
    bleibt: bool = False


def files(
    run: Run, ablage: Ablage, vergleich: Vergleich, auftrag: Auftrag, vergeben: Callable[[PurePosixPath], bool]
) -> Iterator[Datei]:
    """The files of one owner, his calendar first; `vergeben` tells which names an earlier run has used for good."""
    ordner = PurePosixPath(ablage.name) if auftrag.mit_listen else PurePosixPath()
    aenderungen = vergleich.aenderungen.get(ablage.name, ())
    entries, series = [p.entry for p in ablage.posten], ablage.series
    if auftrag.nur_neue:
        neue = {a.uid for a in aenderungen if a.was in KOMMT_HINZU}
        entries, series = [e for e in entries if e.uid in neue], tuple(s for s in series if s.uid in neue)

    def calendar() -> bytes:
        from wiedervorlage.writers.ics import render

        return render(entries, f"Kontaktfristen KW {run.stichtag.isocalendar().week:02}", series=series)

    def due_list() -> bytes:
        from wiedervorlage.forecast.wording import Wortwahl
        from wiedervorlage.writers.workbook import as_workbook

        worte = Wortwahl(run.konzept, run.forecaster.werte)
        return as_workbook(in_day_order(ablage.liste), run.konzept, run.stichtag, worte)

    def changes() -> bytes:
        from wiedervorlage.writers.changes_list import as_workbook

        return as_workbook(von_hand, run.konzept, run.stichtag)

    def unused(was: str, endung: str) -> PurePosixPath:
        namen = (f"{ablage.name}-{was}-{run.stichtag}{f'-{n}' if n > 1 else ''}{endung}" for n in count(1))
        return next(pfad for name in namen if not vergeben(pfad := ordner / name))

    if entries or series:
        pfad = unused("neu", ".ics") if auftrag.nur_neue else ordner / f"{ablage.name}.ics"
        yield Datei(ablage, pfad, len(entries) + len(series), calendar, bleibt=auftrag.nur_neue)
    if auftrag.mit_listen and ablage.liste:
        yield Datei(ablage, ordner / f"{ablage.name}.xlsx", None, due_list)
    von_hand = [a for a in aenderungen if a.was is not Wandel.NEU]
    if auftrag.nur_neue and von_hand:
        yield Datei(ablage, unused("Aenderungen", ".xlsx"), None, changes, bleibt=True)
