"""The rows of a workbook, from the process that reads it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Final

from attrs import frozen

from wiedervorlage.readers import refusal_xlsx as refusal

ZEIT: Final = 60  # seconds; 20,000 rows of 30 columns take one

_KIND: Final = str(Path(__file__).with_name("xlsx_child.py"))

Fehlerwerte = Mapping[int, Mapping[int, str]]
"""For each row its columns with what a spreadsheet shows instead of a value; both counted from 1."""


@frozen
class Blattinhalt:
    """What the child says about one sheet: lines of JSON, the first of which tells where its columns begin."""

    spalte: int
    breite: int
    zeilen: Sequence[bytes]

    def rows(self, fehlerwerte: Fehlerwerte, volle: int) -> Iterator[list[object]]:
        """Give the rows from row 1 on, the first `volle` of them with all columns.

        calamine leaves the cells empty in which an error stands: an absent value is something else, so they are put in.
        """
        letzte = max(len(self.zeilen), *fehlerwerte, 0)
        breite = max(self.spalte + self.breite, *(max(spalten) for spalten in fehlerwerte.values()), 0)
        for nummer in range(1, letzte + 1):
            zellen = json.loads(self.zeilen[nummer - 1]) if nummer <= len(self.zeilen) else []
            zeile = [date.fromordinal(z) if type(z) is int else z for z in zellen]
            if self.spalte and zeile:
                zeile = [None] * self.spalte + zeile
            if nummer <= volle:
                zeile += [None] * (breite - len(zeile))
            for spalte, text in fehlerwerte.get(nummer, {}).items():
                zeile += [None] * (spalte - len(zeile))
                zeile[spalte - 1] = text
            yield zeile


def read_sheets(pfad: Path, mappe: bytes, namen: Sequence[str]) -> list[Blattinhalt]:
    """Read these sheets of a workbook in a child process.

    What it says is kept as text: JSON takes a tenth of the memory that the values take.
    Raises DateiError where the child dies, says nonsense or takes too long.
    """
    umgebung = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        kind = subprocess.run(
            [sys.executable, "-P", _KIND],  # -P: nothing beside this file can stand in for a module
            input=json.dumps(namen).encode() + b"\n" + mappe,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=ZEIT,
            env=umgebung,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            check=True,
        )
    except subprocess.TimeoutExpired:
        raise refusal.dauert_zu_lange(pfad, ZEIT) from None
    except (OSError, subprocess.CalledProcessError):
        raise refusal.mappe_unlesbar(pfad) from None
    blaetter = list(_split(BytesIO(kind.stdout)))
    if len(blaetter) != len(namen):
        raise refusal.mappe_unlesbar(pfad)
    return blaetter


def _split(ausgabe: BytesIO) -> Iterator[Blattinhalt]:
    """Split by sheet; the last, and with it the whole, counts only when `ende` is there."""
    kopf: Mapping[str, int] = {}
    zeilen: list[bytes] = []
    for zeile in ausgabe:
        if not zeile.startswith(b"{"):
            zeilen.append(zeile)
            continue
        if kopf:
            yield Blattinhalt(kopf["spalte"], kopf["breite"], zeilen)
        kopf, zeilen = json.loads(zeile), []
