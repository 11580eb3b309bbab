"""Write the sample list of the Jobcenter Lichtenberg: three CSV files beside this script. All Kunden are invented."""

import random

from sample import Profil, Teil, Zeile, expand, kontakt, kunde, massnahme, write

BETREUER = ["Großmann", "Nowak", "Öztürk"]
SPALTEN = {
    "": "Kundennummer;Betreuer;Team;Geburtsdatum;Status;Profillage;Erstgespräch;Letzter Kontakt;"
    "Art des letzten Kontakts;Umschüler;Z seit;Elternzeit bis;Profil geprüft am;Wiedervorlage am;Ausgesetzt bis",
    ".kontakte": "Kundennummer;Datum;Art;Ergebnis;Akteur;Qualifiziert",
    ".teilnahmen": "Kundennummer;Maßnahme;Art;Beginn;Ende;Austritt;Austrittsgrund",
}


def gespraech(von: int, bis: int) -> Teil:
    return kontakt(von, bis, "persönlich")


def ausfall(von: int, bis: int) -> Teil:
    return kontakt(von, bis, "persönlich", ergebnis="nicht erschienen")


def telefonat(von: int, bis: int) -> Teil:
    return kontakt(von, bis, "telefonisch", qualifiziert="ja")


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
ABBRUCH: Zeile = {"Austritt": -20, "Austrittsgrund": "Abbruch"}

PROFILE: list[Profil] = [
    # Basis, arbeitslos, 25 bis 40: im Takt, mit Wiedervorlage, überfällig, mit Termin, überfällig mit Termin danach
    (2, AB25, ALO, FERN, gespraech(-55, -20)),
    (1, AB25, ALO, FERN, gespraech(-45, -15), wiedervorlage(5, 12)),
    (1, AB25, ALO, FERN, gespraech(-58, -50), wiedervorlage(16, 25)),
    (1, AB25, ALO, FERN, gespraech(-95, -70)),
    (1, AB25, ALO, FERN, gespraech(-56, -48), gespraech(1, 3)),
    (1, AB25, ALO, FERN, gespraech(-85, -68), gespraech(3, 9)),
    # 41 bis 55, ab 56: dazu Telefontermin, Telefonat nach Nichterscheinen, nur flache Angaben
    (2, AB41, ALO, FERN, gespraech(-80, -30)),
    (1, AB41, ALO, FERN, gespraech(-125, -98)),
    (1, AB41, ALO, FERN, gespraech(-85, -75), kontakt(2, 4, "telefonisch")),
    (1, AB41, ALO, FERN, gespraech(-100, -94), ausfall(-18, -15), telefonat(-12, -8)),
    (1, AB41, ALO, FERN, FLACH),
    (1, AB56, ALO, FERN, gespraech(-110, -40)),
    (1, AB56, ALO, FERN, gespraech(-110, -60), wiedervorlage(7, 20)),
    (1, AB56, ALO, FERN, gespraech(-165, -130)),
    (1, AB56, ALO, FERN, FLACH, kunde({"Art des letzten Kontakts": "telefonisch"})),
    # unter 25, auch Z und I
    (2, U25, ALO, FERN, gespraech(-26, -5)),
    (1, U25, ALO, FERN, gespraech(-44, -31), ausfall(-6, -2)),
    (1, U25, ALO, Z, gespraech(-24, -18), telefonat(-9, -4)),
    (1, U25, ALO, INTEGRIERT, gespraech(-26, -10), gespraech(1, 2)),
    (1, U25, ASU, NAH, gespraech(-140, -60)),
    # BJO: Markt-, Aktivierungs- und Förderprofil, Entwicklungsprofil, nicht vorgesehene Profillage, arbeitsuchend
    (2, BJO, ALO, NAH, gespraech(-26, -4)),
    (1, BJO, ALO, NAH, gespraech(-45, -31)),
    (1, BJO, ALO, NAH, gespraech(-25, -20), gespraech(1, 2)),
    (2, BJO, ALO, NAH, gespraech(-35, -30), ausfall(-7, -6), telefonat(-5, -2)),
    (1, BJO, ALO, EP, gespraech(-40, -12)),
    (1, BJO, ALO, EP, gespraech(-60, -46)),
    (1, BJO, ALO, SP, gespraech(-50, -20)),
    (1, BJO, ASU, NAH, gespraech(-150, -40)),
    # Z: im Takt, Prüfung überfällig, geprüft, Elternzeit (Prüfung später, überfällig, erledigt), Z seit wann unbekannt
    (1, BASIS, ALO, Z, gespraech(-200, -100), kontakt(-60, -20, "E-Mail", akteur="Träger", qualifiziert="nein")),
    (1, BASIS, OHNE, Z_ALT, kontakt(-280, -180, "telefonisch")),
    (1, BASIS, RAT, Z_ALT, gespraech(-280, -180), kunde({"Profil geprüft am": ("Z seit", 150, 180)})),
    (1, BASIS, OHNE, Z_ALT, gespraech(-250, -100), kunde({"Elternzeit bis": (250, 400)})),
    (1, BASIS, ASU, Z_ALT, gespraech(-390, -370), kunde({"Elternzeit bis": (30, 80)})),
    (1, BASIS, OHNE, Z_ALT, gespraech(-250, -100), kunde({"Elternzeit bis": 120, "Profil geprüft am": (-40, -10)})),
    (1, BASIS, OHNE, Z, gespraech(-250, -100), kontakt(8, 15, "telefonisch"), kunde({"Z seit": ""})),
    # I; arbeitsuchend, in einer Maßnahme, Umschüler (mit, ohne, mit abgelaufener Wiedervorlage)
    (1, BASIS, ASU, INTEGRIERT, gespraech(-300, -60)),
    (1, BASIS, ALO, INTEGRIERT, gespraech(-420, -372)),
    (1, BASIS, ASU, NAH, gespraech(-170, -60)),
    (1, BASIS, ASU, NAH, gespraech(-230, -190)),
    (1, BASIS, ASU, FERN, gespraech(-120, -90), massnahme("AGH Grünpflege", "AGH", -84, 95)),
    (1, BASIS, ASU, NAH, gespraech(-220, -190), massnahme("FbW Lagerlogistik", "FbW", -175, 38)),
    (1, BASIS, ALO, FERN, gespraech(-50, -30), massnahme("MAT Bewerbung", "MAT", -14, 67)),
    (1, BASIS, ALO, FERN, gespraech(-30, -12), massnahme("MAT Neustart", "MAT", -84, 67, ABBRUCH)),
    (1, BASIS, ASU, UMSCHUELER, NAH, wiedervorlage(15, 40), massnahme("FbW Elektronik", "FbW", -448, 249)),
    (1, BASIS, ASU, UMSCHUELER, NAH, gespraech(-300, -200), massnahme("FbW Pflege", "FbW", -266, 431)),
    (1, BASIS, ASU, UMSCHUELER, NAH, gespraech(-300, -200), wiedervorlage(-14, -5)),
    # eigene Konzepte, keine Regel
    (1, BASIS, ALO, SP, gespraech(-40, -10), kunde({"Team": "Fallmanagement"}), wiedervorlage(5, 15)),
    (1, BASIS, ALO, NAH, gespraech(-60, -20), kunde({"Team": "Reha"})),
    (1, BASIS, ASU, INTEGRIERT, gespraech(-90, -30), kunde({"Team": "Selbständige"})),
    (1, BASIS, RAT, NAH, gespraech(-90, -30)),
    # unvollständig: ohne Team, Geburtsdatum (einmal gleichgültig), Profillage, Status, Kontakt und Art des Kontakts
    (1, AB25, ALO, FERN, gespraech(-40, -10), kunde({"Team": ""})),
    (1, AB25, ALO, FERN, gespraech(-25, -10), kunde({"Geburtsdatum": ""})),
    (1, BJO, ALO, NAH, gespraech(-25, -10), kunde({"Geburtsdatum": ""})),
    (1, BASIS, ASU, gespraech(-120, -30)),
    (1, AB25, OHNE, NAH, gespraech(-40, -20), kunde({"Status": ""})),
    (1, AB41, ALO, FERN, telefonat(-9, -4), kunde({"Erstgespräch": ""})),
    (1, U25, ALO, FERN, gespraech(-45, -32), kontakt(-10, -4, "")),
    # ausgesetzt
    (1, AB41, ALO, FERN, gespraech(-120, -95), kunde({"Ausgesetzt bis": 18})),
]


if __name__ == "__main__":
    write(__file__, expand(PROFILE, "000X8", BETREUER, random.Random(34)), SPALTEN)
