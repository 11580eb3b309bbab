"""Write what comes from the program: pages on its concepts, fields and commands, and the schemas for editors."""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from wiedervorlage.cli import cli
from wiedervorlage.completion import schemas
from wiedervorlage.konzept import Feld, grundlagen
from wiedervorlage.plugins import load_host
from wiedervorlage.writers.concept_comparison import comparison
from wiedervorlage.writers.concept_page import LISTEN, concept_page, fehlt

ORDNER = Path(__file__).parent
SCHEMAS = ORDNER.parent / "core" / "src" / "wiedervorlage" / "konzept"

BEFEHLE = """\
# Welche Befehle gibt es?

Jeder Befehl erklärt sich auch selbst: `wiedervorlage BEFEHL --help`. Ergebnisse gehen auf den Bildschirm oder in die
Datei hinter `--out`, alles andere auf die Fehlerausgabe. Ein Datum steht als `23.11.2026` oder `2026-11-23`.

| Endstatus | heißt |
|---|---|
| 0 | erledigt |
| 1 | erledigt, aber ein Teil der Eingabe war nicht zu verwenden; er ist genannt |
| 2 | nichts getan: falscher Aufruf, unlesbare Datei, unbekanntes Jobcenter, kein Konzept am Stichtag |
| 2 | bei `export` auch: eine Datei ließ sich nicht schreiben |
"""

FELDER = """\
# Welche Angaben kennt das Programm?

Diese Angaben stehen jedem Konzept zur Verfügung; was ein Jobcenter darüber hinaus braucht, nennt die Seite seines
Konzepts. Gebraucht werden nur die Spalten, die das Konzept verwendet: `wiedervorlage template` schreibt sie in eine
leere Arbeitsmappe. Der Name in Schreibmaschinenschrift steht in JSON und in Konzeptdateien.
"""

FORM = {
    "text": "Text",
    "datum": "Datum",
    "daten": "mehrere Daten",
    "ja_nein": "ja oder nein",
    "auswahl": "Auswahl",
    "auswahlen": "mehrere aus einer Auswahl",
    "texte": "mehrere Texte",
}


def pages() -> dict[Path, str]:
    """Each page and each schema with its text."""
    jobcenter = load_host().jobcenter
    return {
        **{ORDNER / "konzepte" / f"{key}.md": "\n".join(map(concept_page, j.konzepte)) for key, j in jobcenter.items()},
        ORDNER / "concepts.md": comparison([j.konzepte[-1] for j in jobcenter.values()]),
        ORDNER / "befehle.md": "\n".join((BEFEHLE, *commands())),
        ORDNER / "felder.md": "\n".join((FELDER, *fields())),
        **{SCHEMAS / n: json.dumps(s, ensure_ascii=False, indent=2) + "\n" for n, s in schemas().items()},
    }


def commands() -> Iterator[str]:
    """Each command with its options, in the order of `--help`."""
    for name, command in cli.commands.items():
        context = click.Context(command, info_name=f"wiedervorlage {name}")
        optionen = [o.get_help_record(context) for o in command.params if isinstance(o, click.Option)]
        yield f"## {name}\n\n{command.help}\n\n`wiedervorlage {name} {' '.join(_arguments(command, context))}`\n"
        yield _table(("Option", "Bedeutung"), ((f"`{o[0]}`", _german(o[1])) for o in optionen if o is not None))


def _arguments(command: click.Command, context: click.Context) -> Iterator[str]:
    yield from (p.make_metavar(context) for p in command.params if isinstance(p, click.Argument))
    optionen = [p for p in command.params if isinstance(p, click.Option)]
    yield from (f"{o.opts[0]} {o.make_metavar(context)}" for o in optionen if o.required)
    if not all(o.required for o in optionen):
        yield "[OPTIONEN]"


def _german(hilfe: str) -> str:
    return hilfe.replace("  [required]", " (nötig)").replace("  [default: ", " [Vorgabe: ")


def fields() -> Iterator[str]:
    """The fields that every concept can use."""
    for an, titel in LISTEN.items():
        eigene = [feld for feld in grundlagen()["felder"] if feld.an == an]
        yield f"## {titel}\n"
        yield _table(("Spalte", "Bedeutung", "Form", "fehlt sie, gilt"), map(_field, eigene))


def _field(feld: Feld) -> Sequence[str]:
    spalte = f"{feld.ueberschrift}<br>`{feld.name}`"
    auch = f"<br>auch: {', '.join(feld.aliase)}" if feld.aliase else ""
    werte = "; ".join(f"{worte[0]} (`{wert}`)" for wert, worte in feld.werte.items())
    form = FORM[feld.typ] + (f": {werte}" if werte else "") + (" oder ein anderer Text" if feld.offen else "")
    return spalte + auch, feld.bedeutung, form, fehlt(feld)


def _table(kopf: Sequence[str], zeilen: Iterable[Sequence[str]]) -> str:
    reihen = [kopf, ["---"] * len(kopf), *([zelle.replace("|", "\\|") for zelle in zeile] for zeile in zeilen)]
    return "".join(f"| {' | '.join(reihe)} |\n" for reihe in reihen)


if __name__ == "__main__":
    for pfad, text in pages().items():
        pfad.parent.mkdir(exist_ok=True)
        pfad.write_text(text, encoding="utf-8")
