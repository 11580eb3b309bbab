"""Write the sample list of the Jobcenter Weimarer Land: three CSV files beside this script.

All Kunden are invented. The same script gives the same bytes: the randomness is seeded and no clock is read. A sample
for another Jobcenter needs its own SPALTEN, parts and PROFILE; `resolve`, `expand` and `write` stay as they are.
"""

import csv
import random
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import TypeAlias

STICHTAG = date(2026, 11, 23)
BETREUER = ["Ahrens", "Brückner", "Celik"]
SPALTEN = {
    "": "Kundennummer;Betreuer;Geburtsdatum;Status;Arbeitslos seit;Zugang;Erstgespräch;Letzter Kontakt;"
    "Art des letzten Kontakts;Integrationsprognose;Beschäftigung;Fallmanagement;Ganzheitliche Betreuung;"
    "Bewilligung bis;Flucht/Asyl;Wiedervorlage am;Ausgesetzt bis",
    ".kontakte": "Kundennummer;Datum;Art;Ergebnis;Qualifiziert;Anlass",
    ".teilnahmen": "Kundennummer;Maßnahme;Art;Beginn;Ende;Austritt;Austrittsgrund;Absolventenmanagement;"
    "AG-S eingebunden am",
}

# A cell: text as it is; a number: so many days after the Stichtag; a pair: a weekday at random between the two; a pair
# after a heading: the same, counted from the date in that column; a list: one of these at random.
Zelle: TypeAlias = str | int | tuple[int, int] | tuple[str, int, int] | list[str | int]
Zeile: TypeAlias = dict[str, Zelle]
Teil: TypeAlias = tuple[str, Zeile]  # which list it belongs to; all parts of the Kunden list make one row
Profil: TypeAlias = tuple[int, *tuple[Teil, ...]]  # so many Kunden with these parts


def kunde(zeile: Zeile) -> Teil:
    return "", zeile


def kontakt(von: int, bis: int, **mehr: str) -> Teil:
    arten: Zelle = ["persönlich", "persönlich", "telefonisch", "Video"]
    return ".kontakte", {"Datum": (von, bis), "Art": arten, **{name.capitalize(): text for name, text in mehr.items()}}


def massnahme(name: str, art: str, beginn: int, ende: int, mehr: Zeile | None = None) -> Teil:
    return ".teilnahmen", {"Maßnahme": name, "Art": art, "Beginn": beginn, "Ende": ende, **(mehr or {})}


ALT = kunde({"Geburtsdatum": (-60 * 365, -29 * 365)})
JUNG = kunde({"Geburtsdatum": (-24 * 365, -18 * 365)})
KURZ = kunde({"Status": "arbeitslos", "Arbeitslos seit": (-330, -110)})
LANG = kunde({"Status": "arbeitslos", "Arbeitslos seit": (-2400, -380)})
GEMELDET = kunde({"Zugang": ("Arbeitslos seit", 0, 9), "Erstgespräch": ("Zugang", 3, 17)})
SUCHT = kunde({"Status": "arbeitsuchend", "Zugang": (-900, -400), "Erstgespräch": ("Zugang", 3, 17)})
NEU = kunde({"Status": "arbeitslos", "Arbeitslos seit": (-14, -7), "Zugang": ("Arbeitslos seit", 0, 3)})
NAH = kunde({"Integrationsprognose": "marktnah"})
FERN = kunde({"Integrationsprognose": "nicht marktnah"})
INTEGRIERT = kunde({"Integrationsprognose": "integriert, aber hilfebedürftig"})
SV = kunde({"Beschäftigung": "sv"})
SELBST = kunde({"Beschäftigung": "selbständig"})
Z = kunde({"Integrationsprognose": "Z"})
GANZ = kunde({"Ganzheitliche Betreuung": "ja", "Bewilligung bis": [38, 69, 97, 128]})
FLUCHT = kunde({"Flucht/Asyl": "ja"})
FALL = kunde({"Fallmanagement": "ja"})
FLACH = kunde({"Letzter Kontakt": (-24, -6), "Art des letzten Kontakts": "telefonisch"})
AGS: Zeile = {"AG-S eingebunden am": -13}
ABBRUCH: Zeile = {"Austritt": -20, "Austrittsgrund": "Abbruch"}

PROFILE: list[Profil] = [
    # marktnah: im Takt, mit Wiedervorlage, überfällig, mit Termin, überfällig mit Termin danach, nur flache Angaben
    (3, ALT, KURZ, GEMELDET, NAH, kontakt(-27, -3)),
    (3, ALT, KURZ, GEMELDET, NAH, kontakt(-24, -3), kunde({"Wiedervorlage am": (1, 4)})),
    (1, ALT, KURZ, GEMELDET, NAH, kontakt(-27, -20), kunde({"Wiedervorlage am": (14, 18)})),
    (1, ALT, KURZ, GEMELDET, NAH, kontakt(-50, -36)),
    (2, ALT, KURZ, GEMELDET, NAH, kontakt(-24, -15), kontakt(2, 4)),
    (1, ALT, KURZ, GEMELDET, NAH, kontakt(-44, -36), kontakt(3, 8)),
    (2, ALT, KURZ, GEMELDET, NAH, FLACH),
    # nicht marktnah, unter und ab 12 Monaten, arbeitsuchend
    (2, ALT, KURZ, GEMELDET, FERN, kontakt(-50, -5)),
    (2, ALT, KURZ, GEMELDET, FERN, kontakt(-30, -5), kunde({"Wiedervorlage am": (7, 25)})),
    (1, ALT, KURZ, GEMELDET, FERN, kontakt(-85, -66)),
    (2, ALT, LANG, GEMELDET, FERN, kontakt(-110, -10)),
    (3, ALT, LANG, GEMELDET, FERN, kontakt(-80, -40), kunde({"Wiedervorlage am": (10, 35)})),
    (1, ALT, LANG, GEMELDET, FERN, kontakt(-160, -130)),
    (1, ALT, SUCHT, FERN, kontakt(-50, -20)),
    # unter 25, Flucht/Asyl, Fallmanagement
    (3, JUNG, KURZ, GEMELDET, FERN, kontakt(-26, -4)),
    (1, JUNG, KURZ, GEMELDET, FERN, kontakt(-45, -36)),
    (2, ALT, KURZ, GEMELDET, FERN, FLUCHT, kontakt(-13, -3)),
    (1, ALT, KURZ, GEMELDET, FERN, FLUCHT, kontakt(-26, -19)),
    (2, ALT, LANG, GEMELDET, FERN, FALL, kontakt(-26, -5)),
    # integriert, ganzheitlich (einmal ohne Ende der Bewilligung), Z
    (2, ALT, SUCHT, INTEGRIERT, SV, kontakt(-310, -40)),
    (2, ALT, SUCHT, INTEGRIERT, SELBST, kontakt(-80, -10)),
    (2, ALT, LANG, GEMELDET, FERN, GANZ, kontakt(-200, -30)),
    (1, ALT, LANG, GEMELDET, FERN, GANZ, kontakt(-200, -100), kunde({"Bewilligung bis": ""})),
    (1, ALT, SUCHT, Z, kontakt(-120, -60), kunde({"Wiedervorlage am": (20, 60)})),
    (1, ALT, SUCHT, Z, kontakt(-120, -60), kunde({"Wiedervorlage am": (-12, -5)})),
    (1, ALT, SUCHT, Z, kontakt(-120, -60)),
    # in einer Maßnahme ohne Absolventenmanagement
    (1, ALT, LANG, GEMELDET, FERN, kontakt(-70, -50), massnahme("AGH Bauhof", "AGH", -49, 130)),
    (1, ALT, LANG, GEMELDET, FERN, FALL, kontakt(-40, -10), massnahme("AGH Tierheim", "AGH", -83, 95)),
    (1, ALT, KURZ, GEMELDET, NAH, kontakt(-20, -12), massnahme("MAG Gärtnerei", "MAG", -7, 18)),
    # Absolventenmanagement: noch lange, Fenster offen, überfällig, Gespräch geführt (AG-S eingebunden oder überfällig)
    (1, ALT, SUCHT, NAH, kontakt(-60, -30), massnahme("FbW Altenpflege", "FbW", -84, 249)),
    (1, ALT, SUCHT, NAH, kontakt(-60, -35), massnahme("FbW Lagerlogistik", "FbW", -266, 95)),
    (1, ALT, SUCHT, NAH, kontakt(-82, -72), massnahme("FbW Büro", "FbW", -175, 67)),
    (1, ALT, SUCHT, NAH, kontakt(-60, -45), massnahme("MAT Neustart", "MAT", -112, 25, AGS)),
    (1, ALT, SUCHT, NAH, kontakt(-40, -30, anlass="Absolventenmanagement"), massnahme("FbW Koch", "FbW", -203, 25)),
    # Absolventenmanagement: eben beendet, vorzeitig ausgetreten, Folgegespräch geführt
    (1, ALT, KURZ, GEMELDET, NAH, kontakt(-60, -40), massnahme("FbW Elektro", "FbW", -259, -10)),
    (1, ALT, LANG, GEMELDET, FERN, kontakt(-60, -40), massnahme("MAT Neustart", "MAT", -84, 67, ABBRUCH)),
    (1, ALT, LANG, GEMELDET, FERN, kontakt(-9, -4), massnahme("MAT Kompakt", "MAT", -112, -17)),
    # Erstkontakt: offen, mit Termin, geplatzt, überfällig, Zugang unbekannt
    (1, ALT, NEU),
    (1, ALT, NEU, kontakt(1, 3)),
    (1, ALT, NEU, kontakt(-3, -1, ergebnis="nicht erschienen")),
    (1, ALT, NEU, kunde({"Arbeitslos seit": (-35, -28)})),
    (1, ALT, NEU, kunde({"Zugang": ""})),
    # unvollständig: ohne Geburtsdatum (einmal gleichgültig), Prognose, Beschäftigung, Beginn der Arbeitslosigkeit
    (1, LANG, GEMELDET, FERN, kontakt(-26, -5)),
    (1, KURZ, GEMELDET, NAH, kontakt(-26, -5)),
    (2, ALT, KURZ, GEMELDET, kontakt(-26, -5)),
    (1, ALT, SUCHT, INTEGRIERT, kontakt(-60, -20)),
    (1, ALT, SUCHT, FERN, kontakt(-50, -20), kunde({"Status": "arbeitslos"})),
    # ausgesetzt
    (1, ALT, LANG, GEMELDET, FERN, FALL, kontakt(-70, -50), kunde({"Ausgesetzt bis": 18})),
]


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


def expand(profile: Iterable[Profil], rng: random.Random) -> dict[str, list[dict[str, str]]]:
    """Return the rows of each list, the Kunden shuffled and numbered."""
    listen: dict[str, list[dict[str, str]]] = {liste: [] for liste in SPALTEN}
    einzeln = [teile for anzahl, *teile in profile for _ in range(anzahl)]
    rng.shuffle(einzeln)
    for nummer, teile in enumerate(einzeln, start=1):
        kopf = {"Kundennummer": f"000X6{nummer:05d}"}
        eigene = {spalte: zelle for liste, zeile in teile if not liste for spalte, zelle in zeile.items()}
        listen[""].append(kopf | {"Betreuer": BETREUER[nummer % len(BETREUER)]} | resolve(eigene, rng))
        for liste, zeile in teile:
            if liste:
                listen[liste].append(kopf | resolve(zeile, rng))
        if rng.random() < 0.25:  # real lists are full of contacts that do not count
            listen[".kontakte"].append(kopf | resolve({"Datum": (-20, -1), "Art": ["E-Mail", "schriftlich"]}, rng))
    return listen


def write(name: str, listen: dict[str, list[dict[str, str]]], ordner: Path) -> None:
    """Write one semicolon file per list as UTF-8: NAME.csv, NAME.kontakte.csv, NAME.teilnahmen.csv."""
    for liste, zeilen in listen.items():
        with (ordner / f"{name}{liste}.csv").open("w", encoding="utf-8", newline="") as datei:
            csv_datei = csv.DictWriter(datei, SPALTEN[liste].split(";"), delimiter=";", lineterminator="\n")
            csv_datei.writeheader()
            csv_datei.writerows(zeilen)


if __name__ == "__main__":
    write("weimarer_land", expand(PROFILE, random.Random(74)), Path(__file__).parent)
