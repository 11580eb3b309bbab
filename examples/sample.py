"""What the scripts that write the sample lists have in common: what a cell may be, and how the files come about.

The same script gives the same bytes: the randomness is seeded and no clock is read. A sample for another Jobcenter
needs its own columns, parts and profiles.
"""

import csv
import random
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import TypeAlias

STICHTAG = date(2026, 11, 23)

# A cell: text as it is; a number: so many days after the Stichtag; a pair: a weekday at random between the two; a pair
# after a heading: the same, counted from the date in that column; a list: one of these at random.
Zelle: TypeAlias = str | int | tuple[int, int] | tuple[str, int, int] | list[str | int]
Zeile: TypeAlias = dict[str, Zelle]
Teil: TypeAlias = tuple[str, Zeile]  # which list it belongs to; all parts of the Kunden list make one row
Profil: TypeAlias = tuple[int, *tuple[Teil, ...]]  # so many Kunden with these parts
Listen: TypeAlias = dict[str, list[dict[str, str]]]  # the rows of each list, by what the file name adds


def kunde(zeile: Zeile) -> Teil:
    return "", zeile


def kontakt(von: int, bis: int, art: Zelle, **mehr: str) -> Teil:
    return ".kontakte", {"Datum": (von, bis), "Art": art, **{name.capitalize(): text for name, text in mehr.items()}}


def massnahme(name: str, art: str, beginn: int, ende: int, mehr: Zeile | None = None) -> Teil:
    return ".teilnahmen", {"Maßnahme": name, "Art": art, "Beginn": beginn, "Ende": ende, **(mehr or {})}


def resolve(zeile: Zeile, rng: random.Random) -> dict[str, str]:
    """Return the row with every cell as text; a heading may only refer to a column that comes before it."""
    tage: dict[str, date] = {}
    texte: dict[str, str] = {}
    for spalte, zelle in zeile.items():
        match rng.choice(zelle) if isinstance(zelle, list) else zelle:
            case str(text):
                texte[spalte] = text
                continue
            case int(tage_danach):
                tag = STICHTAG + timedelta(tage_danach)
            case (str(anker), von, bis):
                tag = tage[anker] + timedelta(rng.randint(von, bis))
            case (int(von), bis):
                tag = STICHTAG + timedelta(rng.randint(von, bis))
        if isinstance(zelle, tuple) and spalte != "Geburtsdatum":
            tag -= timedelta(max(0, tag.weekday() - 4))
        tage[spalte], texte[spalte] = tag, f"{tag:%d.%m.%Y}"
    return texte


def expand(profile: Iterable[Profil], kennung: str, betreuer: list[str], rng: random.Random) -> Listen:
    """Return the rows of each list, the Kunden shuffled and numbered after `kennung`."""
    listen: Listen = {"": [], ".kontakte": [], ".teilnahmen": []}
    einzeln = [teile for anzahl, *teile in profile for _ in range(anzahl)]
    rng.shuffle(einzeln)
    for nummer, teile in enumerate(einzeln, start=1):
        kopf = {"Kundennummer": f"{kennung}{nummer:05d}"}
        eigene = {spalte: zelle for liste, zeile in teile if not liste for spalte, zelle in zeile.items()}
        listen[""].append(kopf | {"Betreuer": betreuer[nummer % len(betreuer)]} | resolve(eigene, rng))
        for liste, zeile in teile:
            if liste:
                listen[liste].append(kopf | resolve(zeile, rng))
        if rng.random() < 0.25:  # real lists are full of contacts that do not count, or only for little
            listen[".kontakte"].append(kopf | resolve({"Datum": (-20, -1), "Art": ["E-Mail", "schriftlich"]}, rng))
    return listen


def write(skript: str, listen: Listen, spalten: dict[str, str]) -> None:
    """Write one semicolon file per list as UTF-8 beside make_NAME.py: NAME.csv, NAME.kontakte.csv and so on."""
    pfad = Path(skript)
    for liste, zeilen in listen.items():
        ziel = pfad.with_name(f"{pfad.stem.removeprefix('make_')}{liste}.csv")
        with ziel.open("w", encoding="utf-8", newline="") as datei:
            csv_datei = csv.DictWriter(datei, spalten[liste].split(";"), delimiter=";", lineterminator="\n")
            csv_datei.writeheader()
            csv_datei.writerows(zeilen)
