"""How long a call takes before it works anything out: program starts in turn, with byte code compiled."""

import os
import subprocess
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.lists import write_list
from benchmarks.result import Row, interleaved, times

GRUPPE = "Start"
KUNDEN = 100
RUNDEN = 21

PASS, LEER, HILFE, LISTE = "python -c pass", "click, leer", "wiedervorlage --help", "wiedervorlage due, 100 Kunden"
ZIELE = {HILFE: 1.5, LISTE: 6.0}

_LEER = """\
import click

@click.command()
def main():
    pass

main()
"""


def measure(scale: float) -> list[Row]:
    """Start the interpreter, a click program that does nothing, `wiedervorlage --help` and `due` on 100 Kunden."""
    with TemporaryDirectory() as ordner:
        aufrufe = _calls(Path(ordner))
        umgebung = {name: wert for name, wert in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        umgebung["WIEDERVORLAGE_CONFIG"] = ordner
        starts = {name: partial(_start, aufruf, umgebung) for name, aufruf in aufrufe.items()}
        ausgaben = {name: start() for name, start in starts.items()}  # and the byte code is compiled
        if b"Befehle:" not in ausgaben[HILFE] or b"Stichtag 23.11.2026" not in ausgaben[LISTE]:
            raise AssertionError("the program did not run")
        sekunden = interleaved(starts, max(3, round(RUNDEN * scale)))
    return [_row(name, wert, sekunden[LEER]) for name, wert in sekunden.items()]


def _calls(ordner: Path) -> dict[str, Sequence[str]]:
    leer = ordner / "leer.py"
    leer.write_text(_LEER, encoding="utf-8")
    liste = write_list(ordner, "weimarer_land", KUNDEN)
    programm = str(Path(sys.executable).with_name("wiedervorlage"))
    return {
        PASS: (sys.executable, "-c", "pass"),
        LEER: (sys.executable, str(leer)),
        HILFE: (programm, "--help"),
        LISTE: (programm, "due", str(liste), "--jobcenter", "weimarer-land", "--on", "2026-11-23"),
    }


def _start(aufruf: Sequence[str], umgebung: dict[str, str]) -> bytes:
    return subprocess.run(aufruf, env=umgebung, capture_output=True, check=True).stdout


def _row(name: str, sekunden: float, leer: float) -> Row:
    mal = sekunden / leer
    ziel = ZIELE.get(name)
    if ziel is None:
        return Row(GRUPPE, name, sekunden, 1)
    return Row(GRUPPE, name, sekunden, 1, f"{times(mal)} click, leer", f"höchstens {ziel:g}-mal", mal <= ziel)
