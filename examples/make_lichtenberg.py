"""Write the sample list of the Jobcenter Lichtenberg: three CSV files beside this script.

All Kunden are invented. The same script gives the same bytes: the randomness is seeded and no clock is read.
"""

import csv
import random
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import TypeAlias

STICHTAG = date(2026, 11, 23)
BETREUER = ["Großmann", "Nowak", "Öztürk"]
SPALTEN = {
    "": "Kundennummer;Betreuer;Team;Geburtsdatum;Status;Profillage;Erstgespräch;Letzter Kontakt;"
    "Art des letzten Kontakts;Umschüler;Z seit;Elternzeit bis;Profil geprüft am;Wiedervorlage am;Ausgesetzt bis",
    ".kontakte": "Kundennummer;Datum;Art;Ergebnis;Akteur;Qualifiziert",
    ".teilnahmen": "Kundennummer;Maßnahme;Art;Beginn;Ende;Austritt;Austrittsgrund",
}

# A cell: text as it is; a number: so many days after the Stichtag; a pair: a weekday at random between the two; a pair
# after a heading: the same, counted from the date in that column; a list: one of these at random.
Zelle: TypeAlias = str | int | tuple[int, int] | tuple[str, int, int] | list[str | int]
Zeile: TypeAlias = dict[str, Zelle]
Teil: TypeAlias = tuple[str, Zeile]  # which list it belongs to; all parts of the Kunden list make one row
Profil: TypeAlias = tuple[int, *tuple[Teil, ...]]  # so many Kunden with these parts


def kunde(zeile: Zeile) -> Teil:
    return "", zeile


def kontakt(von: int, bis: int, art: Zelle = "persönlich", **mehr: str) -> Teil:
    return ".kontakte", {"Datum": (von, bis), "Art": art, **{name.capitalize(): text for name, text in mehr.items()}}


def ausfall(von: int, bis: int) -> Teil:
    return kontakt(von, bis, ergebnis="nicht erschienen")


def telefonat(von: int, bis: int) -> Teil:
    return kontakt(von, bis, "telefonisch", qualifiziert="ja")


def massnahme(name: str, art: str, beginn: int, ende: int, mehr: Zeile | None = None) -> Teil:
    return ".teilnahmen", {"Maßnahme": name, "Art": art, "Beginn": beginn, "Ende": ende, **(mehr or {})}


def wiedervorlage(von: int, bis: int) -> Teil:
    return kunde({"Wiedervorlage am": (von, bis)})


U25 = kunde({"Team": "U25", "Geburtsdatum": (-24 * 365, -18 * 365)})
AB25 = kunde({"Team": "Basis", "Geburtsdatum": (-40 * 365, -26 * 365)})
AB41 = kunde({"Team": "Basis", "Geburtsdatum": (-55 * 365, -42 * 365)})
AB56 = kunde({"Team": "Basis", "Geburtsdatum": (-64 * 365, -57 * 365)})
BASIS = kunde({"Team": "Basis", "Geburtsdatum": (-60 * 365, -26 * 365)})
BJO = kunde({"Team": "BJO", "Geburtsdatum": (-58 * 365, -26 * 365)})
ALO = kunde({"Status": "arbeitslos", "Erstgespräch": (-1200, -450)})
ASU = kunde({"Status": "arbeitsuchend", "Erstgespräch": (-1200, -450)})
RAT = kunde({"Status": "ratsuchend", "Erstgespräch": (-1200, -450)})
OHNE = kunde({"Status": "nicht gesetzt", "Erstgespräch": (-1200, -450)})
NAH = kunde({"Profillage": ["MP", "AP", "FP"]})
EP = kunde({"Profillage": "EP"})
FERN = kunde({"Profillage": ["FP", "EP", "SP", "UP"]})
SP = kunde({"Profillage": ["SP", "UP"]})
INTEGRIERT = kunde({"Profillage": "I"})
Z = kunde({"Profillage": "Z", "Z seit": (-150, -30)})
Z_ALT = kunde({"Profillage": "Z", "Z seit": (-300, -200)})
UMSCHUELER = kunde({"Umschüler": "ja"})
FLACH = kunde({"Letzter Kontakt": (-50, -10), "Art des letzten Kontakts": "persönlich"})

PROFILE: list[Profil] = [
    # Basis, arbeitslos, 25 bis 40: im Takt, mit Wiedervorlage, überfällig, mit Termin, überfällig mit Termin danach
    (2, AB25, ALO, FERN, kontakt(-55, -20)),
    (1, AB25, ALO, FERN, kontakt(-45, -15), wiedervorlage(5, 12)),
    (1, AB25, ALO, FERN, kontakt(-58, -50), wiedervorlage(16, 25)),
    (1, AB25, ALO, FERN, kontakt(-95, -70)),
    (1, AB25, ALO, FERN, kontakt(-56, -48), kontakt(1, 3)),
    (1, AB25, ALO, FERN, kontakt(-85, -68), kontakt(3, 9)),
    # 41 bis 55, ab 56: dazu Telefontermin, Telefonat nach Nichterscheinen, nur flache Angaben
    (2, AB41, ALO, FERN, kontakt(-80, -30)),
    (1, AB41, ALO, FERN, kontakt(-125, -98)),
    (1, AB41, ALO, FERN, kontakt(-85, -75), kontakt(2, 4, "telefonisch")),
    (1, AB41, ALO, FERN, kontakt(-100, -94), ausfall(-18, -15), telefonat(-12, -8)),
    (1, AB41, ALO, FERN, FLACH),
    (1, AB56, ALO, FERN, kontakt(-110, -40)),
    (1, AB56, ALO, FERN, kontakt(-110, -60), wiedervorlage(7, 20)),
    (1, AB56, ALO, FERN, kontakt(-165, -130)),
    (1, AB56, ALO, FERN, FLACH, kunde({"Art des letzten Kontakts": "telefonisch"})),
    # unter 25, auch Z und I
    (2, U25, ALO, FERN, kontakt(-26, -5)),
    (1, U25, ALO, FERN, kontakt(-44, -31), ausfall(-6, -2)),
    (1, U25, ALO, Z, kontakt(-24, -18), telefonat(-9, -4)),
    (1, U25, ALO, INTEGRIERT, kontakt(-26, -10), kontakt(1, 2)),
    (1, U25, ASU, NAH, kontakt(-140, -60)),
    # BJO: Markt-, Aktivierungs- und Förderprofil, Entwicklungsprofil, nicht vorgesehene Profillage, arbeitsuchend
    (2, BJO, ALO, NAH, kontakt(-26, -4)),
    (1, BJO, ALO, NAH, kontakt(-45, -31)),
    (1, BJO, ALO, NAH, kontakt(-25, -20), kontakt(1, 2)),
    (2, BJO, ALO, NAH, kontakt(-35, -30), ausfall(-7, -6), telefonat(-5, -2)),
    (1, BJO, ALO, EP, kontakt(-40, -12)),
    (1, BJO, ALO, EP, kontakt(-60, -46)),
    (1, BJO, ALO, SP, kontakt(-50, -20)),
    (1, BJO, ASU, NAH, kontakt(-150, -40)),
    # Z: im Takt, Prüfung überfällig, geprüft, Elternzeit (Prüfung später, überfällig, erledigt), Z seit wann unbekannt
    (1, BASIS, ALO, Z, kontakt(-200, -100), kontakt(-60, -20, "E-Mail", akteur="Träger", qualifiziert="nein")),
    (1, BASIS, OHNE, Z_ALT, kontakt(-280, -180, "telefonisch")),
    (1, BASIS, RAT, Z_ALT, kontakt(-280, -180), kunde({"Profil geprüft am": ("Z seit", 150, 180)})),
    (1, BASIS, OHNE, Z_ALT, kontakt(-250, -100), kunde({"Elternzeit bis": (250, 400)})),
    (1, BASIS, ASU, Z_ALT, kontakt(-390, -370), kunde({"Elternzeit bis": (30, 80)})),
    (1, BASIS, OHNE, Z_ALT, kontakt(-250, -100), kunde({"Elternzeit bis": 120, "Profil geprüft am": (-40, -10)})),
    (1, BASIS, OHNE, Z, kontakt(-250, -100), kontakt(8, 15, "telefonisch"), kunde({"Z seit": ""})),
    # I; arbeitsuchend, in einer Maßnahme, Umschüler (mit, ohne, mit abgelaufener Wiedervorlage)
    (1, BASIS, ASU, INTEGRIERT, kontakt(-300, -60)),
    (1, BASIS, ALO, INTEGRIERT, kontakt(-420, -372)),
    (1, BASIS, ASU, NAH, kontakt(-170, -60)),
    (1, BASIS, ASU, NAH, kontakt(-230, -190)),
    (1, BASIS, ASU, FERN, kontakt(-120, -90), massnahme("AGH Grünpflege", "AGH", -84, 95)),
    (1, BASIS, ASU, NAH, kontakt(-220, -190), massnahme("FbW Lagerlogistik", "FbW", -175, 39)),
    (1, BASIS, ALO, FERN, kontakt(-50, -30), massnahme("MAT Bewerbung", "MAT", -14, 67)),
    (1, BASIS, ALO, FERN, kontakt(-30, -12), massnahme("MAT Neustart", "MAT", -112, -17)),
    (1, BASIS, ASU, UMSCHUELER, NAH, wiedervorlage(15, 40), massnahme("FbW Elektronik", "FbW", -448, 249)),
    (1, BASIS, ASU, UMSCHUELER, NAH, kontakt(-300, -200), massnahme("FbW Pflege", "FbW", -266, 431)),
    (1, BASIS, ASU, UMSCHUELER, NAH, kontakt(-300, -200), wiedervorlage(-14, -5)),
    # eigene Konzepte, keine Regel
    (1, BASIS, ALO, SP, kontakt(-40, -10), kunde({"Team": "Fallmanagement"}), wiedervorlage(5, 15)),
    (1, BASIS, ALO, NAH, kontakt(-60, -20), kunde({"Team": "Reha"})),
    (1, BASIS, ASU, INTEGRIERT, kontakt(-90, -30), kunde({"Team": "Selbständige"})),
    (1, BASIS, RAT, NAH, kontakt(-90, -30)),
    # unvollständig: ohne Team, Geburtsdatum (einmal gleichgültig), Profillage, Status, Kontakt und Art des Kontakts
    (1, AB25, ALO, FERN, kontakt(-40, -10), kunde({"Team": ""})),
    (1, AB25, ALO, FERN, kontakt(-25, -10), kunde({"Geburtsdatum": ""})),
    (1, BJO, ALO, NAH, kontakt(-25, -10), kunde({"Geburtsdatum": ""})),
    (1, BASIS, ASU, kontakt(-120, -30)),
    (1, AB25, OHNE, NAH, kontakt(-40, -20), kunde({"Status": ""})),
    (1, AB41, ALO, FERN, telefonat(-9, -4), kunde({"Erstgespräch": ""})),
    (1, U25, ALO, FERN, kontakt(-45, -32), kontakt(-10, -4, "")),
    # ausgesetzt
    (1, AB41, ALO, FERN, kontakt(-120, -95), kunde({"Ausgesetzt bis": 18})),
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
        kopf = {"Kundennummer": f"000X7{nummer:05d}"}
        eigene = {spalte: zelle for liste, zeile in teile if not liste for spalte, zelle in zeile.items()}
        listen[""].append(kopf | {"Betreuer": BETREUER[nummer % len(BETREUER)]} | resolve(eigene, rng))
        for liste, zeile in teile:
            if liste:
                listen[liste].append(kopf | resolve(zeile, rng))
    return listen


def write(name: str, listen: dict[str, list[dict[str, str]]], ordner: Path) -> None:
    """Write one semicolon file per list as UTF-8: NAME.csv, NAME.kontakte.csv, NAME.teilnahmen.csv."""
    for liste, zeilen in listen.items():
        with (ordner / f"{name}{liste}.csv").open("w", encoding="utf-8", newline="") as datei:
            csv_datei = csv.DictWriter(datei, SPALTEN[liste].split(";"), delimiter=";", lineterminator="\n")
            csv_datei.writeheader()
            csv_datei.writerows(zeilen)


if __name__ == "__main__":
    write("lichtenberg", expand(PROFILE, random.Random(5303)), Path(__file__).parent)
