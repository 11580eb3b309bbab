"""Lists as large as those of a big house: the Kunden of the samples many times over, with their contacts of a year.

The shares of the groups are those of `examples/make_NAME.py`; the same call writes the same bytes.
"""

import random
import sys
from collections.abc import Callable
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

EXAMPLES = Path(__file__).parents[1] / "examples"
KENNUNG = "000X"
KONTAKTE_JE_KUNDE = 7.5
UNVOLLSTAENDIG = 0.1

# As often as they stand here; a column that a list does not have is left out.
MERKMALE: dict[str, tuple[str, ...]] = {
    "Art": ("persönlich", "persönlich", "persönlich", "telefonisch", "telefonisch", "Video", "E-Mail", "schriftlich"),
    "Ergebnis": ("", "", "", "", "", "", "nicht erschienen", "nicht erreicht", "abgesagt"),
    "Akteur": ("", "", "", "", "Betreuer"),
}


def write_list(folder: Path, name: str, kunden: int, kontakte_je_kunde: float = KONTAKTE_JE_KUNDE) -> Path:
    """Write NAME.csv with NAME.kontakte.csv and NAME.teilnahmen.csv beside it; return the first."""
    sample, skript = _modules(name)
    rng = random.Random(name)
    mal = -(-kunden // sum(anzahl for anzahl, *_ in skript.PROFILE))
    betreuer = [f"{wer} {nummer:02}" for nummer in range(1, kunden // 450 + 2) for wer in skript.BETREUER]
    listen = sample.expand([(anzahl * mal, *teile) for anzahl, *teile in skript.PROFILE], KENNUNG, betreuer, rng)
    listen = {teil: _of_the_first(kunden, zeilen) for teil, zeilen in listen.items() if teil in skript.SPALTEN}
    _add_earlier(listen, round(kunden * kontakte_je_kunde), sample.STICHTAG, skript.SPALTEN[".kontakte"], rng)
    for zeile in rng.sample(listen[""], round(kunden * UNVOLLSTAENDIG)):
        gefuellt = [spalte for spalte in zeile if spalte not in ("Kundennummer", "Betreuer")]
        if gefuellt:
            zeile[rng.choice(gefuellt)] = ""
    folder.mkdir(parents=True, exist_ok=True)
    sample.write(str(folder / f"make_{name}.py"), listen, skript.SPALTEN)
    return folder / f"{name}.csv"


def _modules(name: str) -> tuple[Any, Any]:
    """The scripts of the samples are no package: they are run in their own folder."""
    sys.path.insert(0, str(EXAMPLES))
    try:
        return import_module("sample"), import_module(f"make_{name}")
    finally:
        sys.path.remove(str(EXAMPLES))


def _of_the_first(kunden: int, zeilen: list[dict[str, str]]) -> list[dict[str, str]]:
    return [zeile for zeile in zeilen if int(zeile["Kundennummer"].removeprefix(KENNUNG)) <= kunden]


def _add_earlier(
    listen: dict[str, list[dict[str, str]]], anzahl: int, stichtag: Any, spalten: str, rng: random.Random
) -> None:
    """Add contacts of the year before those of the sample, for the Kunden of whom single contacts are known."""
    kontakte = listen[".kontakte"]
    einzeln = [z["Kundennummer"] for z in listen[""] if not z.get("Letzter Kontakt")]
    merkmale = {name: werte for name, werte in MERKMALE.items() if name in spalten.split(";")}
    for _ in range(anzahl - len(kontakte)):
        tag = stichtag - timedelta(rng.randint(60, 425))
        wie: Callable[[tuple[str, ...]], str] = rng.choice
        kontakte.append(
            {"Kundennummer": rng.choice(einzeln), "Datum": f"{tag:%d.%m.%Y}"}
            | {name: wie(werte) for name, werte in merkmale.items()}
        )
    rng.shuffle(kontakte)
