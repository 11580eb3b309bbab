"""From CSV files to the JSON due list: time and peak memory of the whole call, for all five concepts.

For weimarer-land beside the straight script, which reads the same three files and says the same, with one line of
reason in place of the whole begruendung.
"""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.lists import KONTAKTE_JE_KUNDE, write_list
from benchmarks.result import Row, interleaved, times

GRUPPE = "Aus der Datei"
KUNDEN = 20_000
HOECHSTENS_JE_KUNDE, HOECHSTENS_JE_KONTAKT = 2_000, 200
"""Bytes beyond what the same call takes for one Kunde."""

NAMEN = ("weimarer_land", "emden", "lichtenberg", "goettingen", "aachen")
SKRIPT = "weimarer_land, Skript"

# A process knows its peak from before it became the program, hence this small one in between.
_SPITZE = "import os, sys; p = os.spawnv(os.P_NOWAIT, sys.argv[1], sys.argv[1:]); _, s, r = os.wait4(p, 0); "
_SPITZE += "print(r.ru_maxrss * 1024, file=sys.stderr); sys.exit(os.waitstatus_to_exitcode(s))"


def measure(scale: float) -> list[Row]:
    """Write the lists, look whether both sides say the same, measure the memory, then let them take turns."""
    kunden = max(1, round(KUNDEN * scale))
    with TemporaryDirectory() as ordner:
        os.environ["WIEDERVORLAGE_CONFIG"] = ordner
        listen = {name: write_list(Path(ordner), name, kunden) for name in NAMEN}
        wege = {name: partial(_run, _due(name, liste), liste.with_suffix(".json")) for name, liste in listen.items()}
        gerade = Path(ordner, "gerade.json")
        straight = (sys.executable, "-m", "benchmarks.straight", str(listen["weimarer_land"]), str(gerade))
        wege[SKRIPT] = partial(_run, straight, Path(os.devnull))
        leer = _peak(_due("weimarer_land", write_list(Path(ordner, "leer"), "weimarer_land", 1)))
        speicher = {name: _peak(_due(name, liste)) - leer for name, liste in listen.items()}
        speicher[SKRIPT] = _peak(straight) - _peak((sys.executable, "-c", "import benchmarks.straight"))
        wege["weimarer_land"]()
        if _answers(listen["weimarer_land"].with_suffix(".json")) != _answers(gerade):
            raise AssertionError("the script and the program give different answers")
        # what is compared takes turns, what only has to be known is measured once
        sekunden = interleaved({name: wege.pop(name) for name in ("weimarer_land", SKRIPT)}) | interleaved(wege, 1)
    return [_row(name, sekunden, speicher[name], kunden) for name in (*NAMEN, SKRIPT)]


def _due(name: str, liste: Path) -> tuple[str, ...]:
    programm = str(Path(sys.executable).with_name("wiedervorlage"))
    jobcenter = name.replace("_", "-")
    return (programm, "due", str(liste), "--jobcenter", jobcenter, "--on", "2026-11-23", "--format", "json")


def _run(aufruf: Sequence[str], ziel: Path) -> None:
    with ziel.open("wb") as ausgabe:
        subprocess.run(aufruf, stdout=ausgabe, check=True)


def _peak(aufruf: Sequence[str]) -> int:
    """The most memory a call ever takes, in bytes (Linux)."""
    fertig = subprocess.run(
        (sys.executable, "-c", _SPITZE, *aufruf), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=True
    )
    return int(fertig.stderr.split()[-1])


def _answers(datei: Path) -> dict[str, list[Any]]:
    """What is owed to each Kunde, in any order; of rows that come to the same day only the decisive one is compared."""
    antworten: dict[str, list[Any]] = {}
    for w in json.loads(datei.read_text(encoding="utf-8"))["wiedervorlagen"]:
        werte = [w[name] for name in ("pflicht", "massnahme", "status", "oeffnet", "faellig", "vorschlag", "eintrag")]
        werte.append(w["regel"] if w["status"] not in ("unbestimmt", "ausgesetzt") else None)
        antworten.setdefault(w["kundennummer"], []).append([str(wert) for wert in werte])
    return {nummer: sorted(einer) for nummer, einer in antworten.items()}


def _row(name: str, sekunden: dict[str, float], speicher: int, kunden: int) -> Row:
    if name == SKRIPT:
        return Row(GRUPPE, name, sekunden[name], kunden, speicher=speicher)
    hoechstens = kunden * (HOECHSTENS_JE_KUNDE + round(KONTAKTE_JE_KUNDE * HOECHSTENS_JE_KONTAKT))
    klein, ziel = speicher <= hoechstens, f"höchstens {hoechstens / 1e6:.0f} MB"
    if name != "weimarer_land":
        return Row(GRUPPE, name, sekunden[name], kunden, "", ziel, klein, speicher)
    schneller = sekunden[SKRIPT] / sekunden[name]
    satz = f"{times(schneller)} so schnell wie das Skript"
    return Row(
        GRUPPE,
        name,
        sekunden[name],
        kunden,
        satz,
        f"so schnell wie das Skript, {ziel}",
        klein and schneller >= 1,
        speicher,
    )
