"""Arguments and options that several commands share."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


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


def files(f: F) -> F:
    """The lists to read, and files of Kontakte that they do not have yet."""
    pfad = click.Path(path_type=Path)
    hilfe = "geführte Kontakte, die der Liste noch fehlen (Kundennummer oder Vorgang, Datum, Art)"
    f = click.option("--kontakte", metavar="FILE", multiple=True, type=pfad, help=hilfe)(f)
    return click.argument("files", metavar="FILE...", nargs=-1, required=True, type=pfad)(f)


def run_options(f: F) -> F:
    """What fixes a run: Jobcenter, Stichtag, settings."""
    for option in (
        click.option("--settings", metavar="FILE", type=click.Path(path_type=Path), help="Einstellungen des Hauses"),
        click.option("--on", "on", metavar="DATE", type=Tag(), help="Stichtag, sonst heute"),
        click.option("--jobcenter", metavar="KEY", help="Jobcenter; wiedervorlage plugins nennt sie"),
    ):
        f = option(f)
    return f


def demand_file(form: str, out: Path | None) -> None:
    """Refuse to print a workbook on the screen."""
    if form == "xlsx" and out is None:
        raise click.UsageError("Eine Arbeitsmappe braucht eine Zieldatei: --out FILE.xlsx", click.get_current_context())
