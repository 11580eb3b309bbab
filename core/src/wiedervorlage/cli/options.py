"""Arguments and options that several commands share."""

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import Any, NamedTuple

import click

JAHRE = range(1990, 2101)
"""The years for which a directive can be asked."""


class Tag(click.ParamType[date]):
    """A day, as people or programs write it."""

    name = "DATE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read `dd.mm.yyyy` or an ISO date."""
        if isinstance(value, date):
            return value
        for form in ("%Y-%m-%d", "%d.%m.%Y"):
            try:
                tag = datetime.strptime(value, form).date()
            except ValueError:
                continue
            if tag.year not in JAHRE:
                self.fail(f"„{value}“ liegt außerhalb der Jahre {JAHRE.start} bis {JAHRE.stop - 1}.", param, ctx)
            return tag
        self.fail(f"„{value}“ ist kein Datum; erwartet wird 2026-11-23 oder 23.11.2026.", param, ctx)


def heute() -> date:
    """Today in Germany: the only place that reads the clock."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return datetime.now(ZoneInfo("Europe/Berlin")).date()
    except ZoneInfoNotFoundError:
        raise click.UsageError(
            "Dieses System kennt keine Zeitzonen, deshalb ist unbekannt, welcher Tag heute ist; bitte den Stichtag mit "
            "--on angeben oder das Paket tzdata installieren."
        ) from None


class Aufruf(NamedTuple):
    """What every command about a list is told: the list, Kontakte it does not have yet, and what fixes the run."""

    files: tuple[Path, ...]
    kontakte: tuple[Path, ...]
    jobcenter: str | None
    on: date | None
    settings: Path | None


def list_options(f: Callable[..., None]) -> Callable[..., None]:
    """The arguments and options of a command about a list; it gets them as one Aufruf, before its own."""

    @wraps(f)
    def call(**werte: Any) -> None:
        f(Aufruf(*(werte.pop(name) for name in Aufruf._fields)), **werte)

    pfad = click.Path(path_type=Path)
    kontakte = "geführte Kontakte, die der Liste noch fehlen (Kundennummer oder Vorgang, Datum, Art)"
    for option in (
        click.option("--settings", metavar="FILE", type=pfad, help="Einstellungen des Hauses"),
        click.option("--on", "on", metavar="DATE", type=Tag(), help="Stichtag, sonst heute"),
        click.option("--jobcenter", metavar="KEY", help="Jobcenter; wiedervorlage plugins nennt sie"),
        click.option("--kontakte", metavar="FILE", multiple=True, type=pfad, help=kontakte),
        click.argument("files", metavar="FILE...", nargs=-1, required=True, type=pfad),
    ):
        call = option(call)
    return call


def demand_file(form: str, out: Path | None) -> None:
    """Refuse to print a workbook on the screen."""
    if form == "xlsx" and out is None:
        raise click.UsageError("Eine Arbeitsmappe braucht eine Zieldatei: --out FILE.xlsx", click.get_current_context())
