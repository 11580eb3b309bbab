"""`wiedervorlage doctor`."""

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wiedervorlage.cli.german import Command
from wiedervorlage.cli.options import Tag, heute

if TYPE_CHECKING:
    from wiedervorlage.doctor import Diagnose

_STAND = {"gut": "in Ordnung", "hinweis": "Hinweis", "fehler": "Fehler"}


@click.command(cls=Command)
@click.option("--on", "on", metavar="DATE", type=Tag(), help="Stichtag, sonst heute")
@click.option("--settings", metavar="FILE", type=click.Path(path_type=Path), help="Einstellungen des Hauses")
@click.option(
    "--out",
    metavar="DIR",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Ordner, in den geschrieben werden soll",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="Form des Berichts",
)
def doctor(on: date | None, settings: Path | None, out: tuple[Path, ...], form: str) -> None:
    """Ist alles da? Fassungen, Plugins, Ordner, Schlüssel, Einstellungen; ohne jede Angabe aus einer Liste."""
    from wiedervorlage.cli.session import config_folder, settings_file
    from wiedervorlage.doctor import Umfeld, examine

    diagnosen = examine(Umfeld(config_folder(), settings_file(settings), out or (Path(),), on or _today()))
    click.echo(_json(diagnosen) if form == "json" else "\n".join(_lines(diagnosen)))
    sys.exit(1 if any(d.stand == "fehler" for d in diagnosen) else 0)


def _today() -> date | None:
    try:
        return heute()
    except click.UsageError:  # without the data of time zones, which is one of the things to tell
        return None


def _json(diagnosen: "Sequence[Diagnose]") -> str:
    import json

    from attrs import asdict

    return json.dumps({"schema": 1, "pruefungen": [asdict(d) for d in diagnosen]}, ensure_ascii=False, indent=2)


def _lines(diagnosen: "Sequence[Diagnose]") -> Iterator[str]:
    for bereich, gruppe in groupby(diagnosen, key=lambda d: d.bereich):
        yield bereich
        for d in gruppe:
            abhilfe = f"\n→ {d.abhilfe}" if d.abhilfe else ""
            yield f"  {_STAND[d.stand]:<10}  " + f"{d.text}{abhilfe}".replace("\n", f"\n{'':14}")
    fehler, hinweise = (sum(d.stand == stand for d in diagnosen) for stand in ("fehler", "hinweis"))
    yield f"\n{fehler} Fehler, {hinweise} {'Hinweis' if hinweise == 1 else 'Hinweise'}."
