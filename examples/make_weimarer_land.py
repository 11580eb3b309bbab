"""Write the sample list of the Jobcenter Weimarer Land: three CSV files beside this script. All Kunden are invented."""

import random

from sample import Profil, Teil, Zeile, expand, kontakt, kunde, massnahme, write

BETREUER = ["Ahrens", "Brückner", "Celik"]
SPALTEN = {
    "": "Kundennummer;Betreuer;Geburtsdatum;Status;Arbeitslos seit;Zugang;Erstgespräch;Letzter Kontakt;"
    "Art des letzten Kontakts;Integrationsprognose;Beschäftigung;Fallmanagement;Ganzheitliche Betreuung;"
    "Bewilligung bis;Flucht/Asyl;Wiedervorlage am;Ausgesetzt bis",
    ".kontakte": "Kundennummer;Datum;Art;Ergebnis;Qualifiziert;Anlass",
    ".teilnahmen": "Kundennummer;Maßnahme;Art;Beginn;Ende;Austritt;Austrittsgrund;Absolventenmanagement;"
    "AG-S eingebunden am",
}


def gespraech(von: int, bis: int, **mehr: str) -> Teil:
    return kontakt(von, bis, ["persönlich", "persönlich", "telefonisch", "Video"], **mehr)


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
    (3, ALT, KURZ, GEMELDET, NAH, gespraech(-27, -3)),
    (3, ALT, KURZ, GEMELDET, NAH, gespraech(-24, -3), kunde({"Wiedervorlage am": (1, 4)})),
    (1, ALT, KURZ, GEMELDET, NAH, gespraech(-27, -20), kunde({"Wiedervorlage am": (14, 18)})),
    (1, ALT, KURZ, GEMELDET, NAH, gespraech(-50, -36)),
    (2, ALT, KURZ, GEMELDET, NAH, gespraech(-24, -15), gespraech(2, 4)),
    (1, ALT, KURZ, GEMELDET, NAH, gespraech(-44, -36), gespraech(3, 8)),
    (2, ALT, KURZ, GEMELDET, NAH, FLACH),
    # nicht marktnah, unter und ab 12 Monaten, arbeitsuchend
    (2, ALT, KURZ, GEMELDET, FERN, gespraech(-50, -5)),
    (2, ALT, KURZ, GEMELDET, FERN, gespraech(-30, -5), kunde({"Wiedervorlage am": (7, 25)})),
    (1, ALT, KURZ, GEMELDET, FERN, gespraech(-85, -66)),
    (2, ALT, LANG, GEMELDET, FERN, gespraech(-110, -10)),
    (3, ALT, LANG, GEMELDET, FERN, gespraech(-80, -40), kunde({"Wiedervorlage am": (10, 35)})),
    (1, ALT, LANG, GEMELDET, FERN, gespraech(-160, -130)),
    (1, ALT, SUCHT, FERN, gespraech(-50, -20)),
    # unter 25, Flucht/Asyl, Fallmanagement
    (3, JUNG, KURZ, GEMELDET, FERN, gespraech(-26, -4)),
    (1, JUNG, KURZ, GEMELDET, FERN, gespraech(-45, -36)),
    (2, ALT, KURZ, GEMELDET, FERN, FLUCHT, gespraech(-13, -3)),
    (1, ALT, KURZ, GEMELDET, FERN, FLUCHT, gespraech(-26, -19)),
    (2, ALT, LANG, GEMELDET, FERN, FALL, gespraech(-26, -5)),
    # integriert, ganzheitlich (einmal ohne Ende der Bewilligung), Z
    (2, ALT, SUCHT, INTEGRIERT, SV, gespraech(-310, -40)),
    (2, ALT, SUCHT, INTEGRIERT, SELBST, gespraech(-80, -10)),
    (2, ALT, LANG, GEMELDET, FERN, GANZ, gespraech(-200, -30)),
    (1, ALT, LANG, GEMELDET, FERN, GANZ, gespraech(-200, -100), kunde({"Bewilligung bis": ""})),
    (1, ALT, SUCHT, Z, gespraech(-120, -60), kunde({"Wiedervorlage am": (20, 60)})),
    (1, ALT, SUCHT, Z, gespraech(-120, -60), kunde({"Wiedervorlage am": (-12, -5)})),
    (1, ALT, SUCHT, Z, gespraech(-120, -60)),
    # in einer Maßnahme ohne Absolventenmanagement
    (1, ALT, LANG, GEMELDET, FERN, gespraech(-70, -50), massnahme("AGH Bauhof", "AGH", -49, 130)),
    (1, ALT, LANG, GEMELDET, FERN, FALL, gespraech(-40, -10), massnahme("AGH Tierheim", "AGH", -83, 95)),
    (1, ALT, KURZ, GEMELDET, NAH, gespraech(-20, -12), massnahme("MAG Gärtnerei", "MAG", -7, 18)),
    # Absolventenmanagement: noch lange, Fenster offen, überfällig, Gespräch geführt (AG-S eingebunden oder überfällig)
    (1, ALT, SUCHT, NAH, gespraech(-60, -30), massnahme("FbW Altenpflege", "FbW", -84, 249)),
    (1, ALT, SUCHT, NAH, gespraech(-60, -35), massnahme("FbW Lagerlogistik", "FbW", -266, 95)),
    (1, ALT, SUCHT, NAH, gespraech(-82, -72), massnahme("FbW Büro", "FbW", -175, 67)),
    (1, ALT, SUCHT, NAH, gespraech(-60, -45), massnahme("MAT Neustart", "MAT", -112, 25, AGS)),
    (1, ALT, SUCHT, NAH, gespraech(-40, -30, anlass="Absolventenmanagement"), massnahme("FbW Koch", "FbW", -203, 25)),
    # Absolventenmanagement: eben beendet, vorzeitig ausgetreten, Folgegespräch geführt
    (1, ALT, KURZ, GEMELDET, NAH, gespraech(-60, -40), massnahme("FbW Elektro", "FbW", -259, -10)),
    (1, ALT, LANG, GEMELDET, FERN, gespraech(-60, -40), massnahme("MAT Neustart", "MAT", -84, 67, ABBRUCH)),
    (1, ALT, LANG, GEMELDET, FERN, gespraech(-9, -4), massnahme("MAT Kompakt", "MAT", -112, -17)),
    # Erstkontakt: offen, mit Termin, geplatzt, überfällig, Zugang unbekannt
    (1, ALT, NEU),
    (1, ALT, NEU, gespraech(1, 3)),
    (1, ALT, NEU, gespraech(-3, -1, ergebnis="nicht erschienen")),
    (1, ALT, NEU, kunde({"Arbeitslos seit": (-35, -28)})),
    (1, ALT, NEU, kunde({"Zugang": ""})),
    # unvollständig: ohne Geburtsdatum (einmal gleichgültig), Prognose, Beschäftigung, Beginn der Arbeitslosigkeit
    (1, LANG, GEMELDET, FERN, gespraech(-26, -5)),
    (1, KURZ, GEMELDET, NAH, gespraech(-26, -5)),
    (2, ALT, KURZ, GEMELDET, gespraech(-26, -5)),
    (1, ALT, SUCHT, INTEGRIERT, gespraech(-60, -20)),
    (1, ALT, SUCHT, FERN, gespraech(-50, -20), kunde({"Status": "arbeitslos"})),
    # ausgesetzt
    (1, ALT, LANG, GEMELDET, FERN, FALL, gespraech(-70, -50), kunde({"Ausgesetzt bis": 18})),
]


if __name__ == "__main__":
    write(__file__, expand(PROFILE, "000X6", BETREUER, random.Random(74)), SPALTEN)
