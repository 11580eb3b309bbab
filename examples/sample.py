"""What the scripts that write the sample lists have in common: what a cell may be, and how the files come about.

The same script gives the same bytes: the randomness is seeded and no clock is read. A sample for another Jobcenter
needs its own columns, parts and profiles.
"""

import random
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import TypeAlias

from forms import Tabelle, files

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
    """Write the lists beside make_NAME.py, NAME.csv and so on, and below it in all other forms."""
    name = Path(skript).stem.removeprefix("make_")
    for datei, inhalt in files(name, tables(listen, spalten), STICHTAG):
        ziel = Path(skript).parent / datei
        ziel.parent.mkdir(exist_ok=True)
        ziel.write_bytes(inhalt)


def tables(listen: Listen, spalten: dict[str, str]) -> dict[str, Tabelle]:
    """Return the lists as rows of cells under their headings."""
    koepfe = {liste: spalten[liste].split(";") for liste in listen}
    return {
        liste: [kopf, *([zeile.get(spalte, "") for spalte in kopf] for zeile in listen[liste])]
        for liste, kopf in koepfe.items()
    }
