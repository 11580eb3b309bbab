"""`wiedervorlage new-plugin`."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wiedervorlage.cli.german import Command
from wiedervorlage.laender import LAENDER

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_UMLAUTE = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_ERLAUBT = re.compile(r"[\w .,()/&-]+")


@click.command(cls=Command)
@click.argument("name", metavar="NAME")
@click.option("--land", metavar="LAND", required=True, type=click.Choice(LAENDER), help="Land, dessen Feiertage zählen")
@click.option("--out", metavar="DIR", required=True, type=click.Path(path_type=Path), help="neuer Ordner des Plugins")
def new_plugin(name: str, land: str, out: Path) -> None:
    """Plugin für ein weiteres Jobcenter anlegen, zum Beispiel "Jobcenter Musterstadt"."""
    from wiedervorlage.errors import DateiError
    from wiedervorlage.files import make_folder

    werte = _values(" ".join(name.split()), land)
    if out.exists():
        raise DateiError(f"{out} gibt es schon. Bitte mit --out einen neuen Ordner nennen.")
    for pfad, text in _files(werte):
        ziel = out / pfad
        make_folder(ziel.parent)
        ziel.write_text(text, encoding="utf-8", newline="\n")
    click.echo(f"Das Plugin „{werte['KEY']}“ steht in {out}. Wie es weitergeht, sagt {out / 'README.md'}.")


def _values(name: str, land: str) -> dict[str, str]:
    """What the template leaves open; UsageError for a name of which no KEY can be made."""
    key = _key(name)
    if key is None:
        raise click.UsageError(
            f"Aus „{name}“ lässt sich kein KEY bilden. Erwartet wird ein Name aus Buchstaben, Ziffern und Leerzeichen "
            "wie „Jobcenter Musterstadt“."
        )
    return {
        "KEY": key,
        "PAKET": f"wiedervorlage_{key.replace('-', '_')}",
        "KLASSE": "".join(teil.capitalize() for teil in key.split("-")),
        "NAME": name,
        "LAND": land,
        "VERSION": _compatible(),
    }


def _key(name: str) -> str | None:
    """`Jobcenter Köln-Süd` is `koeln-sued`; None where no letter remains."""
    eigentlich = re.sub(r"^jobcenter\b", "", name.casefold())
    ascii_text = unicodedata.normalize("NFKD", eigentlich.translate(_UMLAUTE)).encode("ascii", "ignore").decode()
    key = "-".join(re.findall("[a-z0-9]+", ascii_text))
    return key if re.match("[a-z]", key) and _ERLAUBT.fullmatch(name) else None


def _compatible() -> str:
    """The versions of the core that promise the same to a plugin."""
    from importlib.metadata import version

    major, minor, *_ = (fassung := version("wiedervorlage")).split(".")
    return f">={fassung},<{major}.{int(minor) + 1}"


def _files(werte: dict[str, str]) -> Iterator[tuple[Path, str]]:
    from importlib.resources import files

    for pfad, quelle in _walk(files("wiedervorlage.cli") / "plugin_template", Path()):
        text = quelle.read_text(encoding="utf-8")
        for wort, wert in werte.items():
            text = text.replace(f"@{wort}@", wert)
        yield Path(str(pfad).replace("PAKET", werte["PAKET"])).with_suffix(""), text


def _walk(ordner: "Traversable", pfad: Path) -> Iterator[tuple[Path, "Traversable"]]:
    for eintrag in sorted(ordner.iterdir(), key=lambda e: e.name):
        if eintrag.is_dir():
            yield from _walk(eintrag, pfad / eintrag.name)
        elif eintrag.name.endswith(".txt"):
            yield pfad / eintrag.name, eintrag
