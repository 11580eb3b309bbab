"""Write the sample list of the Jobcenter Emden: three CSV files beside this script. All Kunden are invented."""

import random

from sample import Profil, Teil, Zeile, expand, kontakt, kunde, massnahme, write

BETREUER = ["Dirksen", "Eilers", "Focken"]
SPALTEN = {
    "": "Kundennummer;Betreuer;Geburtsdatum;Status;Profillage;Schlüsselgruppe;Handlungsstrategien;Erstgespräch;"
    "Letzter Kontakt;Art des letzten Kontakts;Plan vom;Plan gültig bis;Plan erforderlich;Profil geprüft am;"
    "Berufsabschluss;Besonderer Hilfebedarf;Reha-Träger;Ende Hauptmaßnahme;Ausbildungsbewerber;Unversorgt;Schüler;"
    "Schulentlassung;Wiedervorlage am;Ausgesetzt bis",
    ".kontakte": "Kundennummer;Datum;Art;Ergebnis;Akteur",
    ".teilnahmen": "Kundennummer;Maßnahme;Art;Beginn;Ende;Austritt",
}

# Of the window that the Stichtag lies in: when the Erstgespräch was, and days that lie in each window before it,
# whichever day that was.
FENSTER: dict[int, tuple[tuple[int, int], list[tuple[int, int]]]] = {
    1: ((-60, -20), []),
    2: ((-165, -120), [(-115, -80)]),
    3: ((-260, -200), [(-197, -172), (-105, -82)]),
    4: ((-340, -290), [(-287, -255), (-195, -163), (-103, -71)]),
    5: ((-440, -390), [(-387, -353), (-295, -263), (-203, -171), (-111, -79)]),
    6: ((-530, -480), [(-477, -445), (-385, -353), (-293, -261), (-201, -169), (-111, -79)]),
}


def gespraech(von: int, bis: int, **mehr: str) -> Teil:
    return kontakt(von, bis, "persönlich", **mehr)


def anruf(von: int, bis: int, **mehr: str) -> Teil:
    return kontakt(von, bis, ["telefonisch", "telefonisch", "Video"], **mehr)


def seit(von: int, bis: int) -> Teil:
    return kunde({"Erstgespräch": (von, bis)})


def fenster(nummer: int) -> tuple[Teil, ...]:
    """Return the Erstgespräch and one personal contact in each earlier window."""
    erstgespraech, frueher = FENSTER[nummer]
    return seit(*erstgespraech), *(gespraech(von, bis) for von, bis in frueher)


ALT = kunde({"Geburtsdatum": (-60 * 365, -29 * 365)})
JUNG = kunde({"Geburtsdatum": (-23 * 365, -19 * 365)})
ALO = kunde({"Status": "arbeitslos"})
ASU = kunde({"Status": "arbeitsuchend"})
MP = kunde({"Profillage": "MP"})
AP = kunde({"Profillage": "AP", "Schlüsselgruppe": "M"})
FP = kunde({"Profillage": "FP", "Schlüsselgruppe": ["Q", "L", "R"]})
EP = kunde({"Profillage": "EP", "Schlüsselgruppe": ["Q, R", "Q, L", "L", "R"]})
SP = kunde({"Profillage": "SP", "Schlüsselgruppe": "L"})
UP = kunde({"Profillage": "UP", "Schlüsselgruppe": "R"})
PLAN = kunde({"Plan vom": (-150, -15), "Plan gültig bis": ("Plan vom", 176, 180)})
PLAN_ERST = kunde({"Plan vom": ("Erstgespräch", 0, 3), "Plan gültig bis": ("Plan vom", 176, 180)})
PLAN_ALT = kunde({"Plan vom": (-215, -195), "Plan gültig bis": ("Plan vom", 176, 180)})
PLAN_OFFEN = kunde({"Plan vom": (-150, -60), "Plan gültig bis": "31.12.9999"})
OHNE_PLAN = kunde({"Plan erforderlich": "nein"})
HILFE = kunde({"Berufsabschluss": "nein", "Besonderer Hilfebedarf": "ja"})
REHA = kunde({"Reha-Träger": "BA", "Ende Hauptmaßnahme": (-42, -25)})
REHA_ZUVOR = kunde({"Reha-Träger": "BA", "Ende Hauptmaßnahme": (-105, -75)})
REHA_ANDERER = kunde({"Reha-Träger": "anderer", "Ende Hauptmaßnahme": (-42, -25)})
BEWERBER = kunde({"Status": "arbeitsuchend", "Ausbildungsbewerber": "ja", "Plan erforderlich": "nein"})
UNVERSORGT = kunde({"Unversorgt": "ja"})
JUGENDLICH = kunde({"Geburtsdatum": (-19 * 365, -16 * 365)})
SCHUELER = kunde({"Schüler": "ja", "Schulentlassung": "30.06.2027"})
FLACH = kunde({"Letzter Kontakt": (-11, -3), "Art des letzten Kontakts": "persönlich"})
ABBRUCH: Zeile = {"Austritt": -20}


def strategie(text: str) -> Teil:
    return kunde({"Handlungsstrategien": text})


def je(anzahl: int, *teile: Teil) -> Profil:
    return anzahl, *teile


PROFILE: list[Profil] = [
    # Förderprofil: Fenster offen, gefüllt, mit Termin, mit Termin danach, versäumt, flache Angaben
    je(1, ALT, ALO, FP, *fenster(1), PLAN_ERST),
    je(1, ALT, ALO, FP, *fenster(1), PLAN_ERST, gespraech(-15, -3)),
    je(2, ALT, ALO, FP, *fenster(2), PLAN_ERST, kunde({"Wiedervorlage am": (7, 14)})),
    je(1, ALT, ALO, FP, *fenster(2), PLAN_ERST, gespraech(-25, -3)),
    je(1, ALT, ASU, FP, *fenster(3), PLAN, anruf(-13, -3)),
    je(1, ALT, ALO, FP, *fenster(4), PLAN_OFFEN, gespraech(3, 15)),
    je(1, ALT, ALO, FP, *fenster(6), PLAN),
    je(1, ALT, ALO, FP, seit(-87, -82), PLAN_ERST, gespraech(15, 20), kunde({"Wiedervorlage am": (15, 20)})),
    je(1, ALT, ALO, FP, seit(-260, -200), PLAN, anruf(-105, -82), gespraech(-20, -3, ergebnis="nicht erschienen")),
    je(1, ALT, ALO, FP, seit(-340, -290), PLAN, FLACH),
    # Marktprofil und Aktivierungsprofil: Kontakt, Prüfung offen und erledigt, nicht mehr vorgesehen
    je(1, ALT, ALO, MP, *fenster(1), OHNE_PLAN),
    je(1, ALT, ASU, MP, *fenster(2), PLAN_ERST, gespraech(-25, -3)),
    je(1, ALT, ALO, MP, *fenster(3), PLAN),
    je(1, ALT, ALO, MP, *fenster(3), PLAN, kunde({"Profil geprüft am": (-13, -3)})),
    je(1, ALT, ALO, MP, *fenster(4), PLAN),
    je(1, ALT, ALO, AP, *fenster(4), PLAN),
    je(1, ALT, ALO, AP, *fenster(5), PLAN, gespraech(-22, -3)),
    # Entwicklungs-, Stabilisierungs-, Unterstützungsprofil, auch nach der Tabelle
    je(1, ALT, ALO, EP, *fenster(6), PLAN, gespraech(-20, -3)),
    je(1, ALT, ALO, SP, *fenster(3), PLAN, kunde({"Schlüsselgruppe": "R"})),
    je(1, ALT, ALO, UP, *fenster(4), PLAN),
    je(1, ALT, ALO, FP, seit(-820, -580), PLAN, gespraech(-120, -40), kunde({"Wiedervorlage am": (10, 30)})),
    je(1, ALT, ALO, SP, seit(-820, -580), PLAN, gespraech(-120, -40)),
    je(1, ALT, ALO, UP, seit(-820, -580), PLAN, gespraech(-120, -90), kunde({"Wiedervorlage am": (-14, -4)})),
    # Plan: abgelaufen, abgelaufen mit Gespräch danach, keiner
    je(1, ALT, ALO, EP, *fenster(3), PLAN_ALT),
    je(1, ALT, ALO, FP, *fenster(3), PLAN_ALT, gespraech(-9, -3)),
    je(1, ALT, ASU, FP, *fenster(4)),
    # unter 25 mit besonderem Hilfebedarf: im Takt, überfällig, Abschluss unbekannt, Geburtsdatum unbekannt
    je(1, JUNG, ALO, FP, *fenster(2), PLAN_ERST, HILFE, anruf(-22, -4)),
    je(1, JUNG, ALO, EP, *fenster(1), PLAN_ERST, HILFE, anruf(-12, -4, akteur="SC"), anruf(3, 10)),
    je(1, JUNG, ALO, AP, *fenster(2), PLAN_ERST, HILFE, anruf(-50, -36)),
    je(1, JUNG, ALO, FP, *fenster(2), PLAN_ERST, HILFE, anruf(-22, -4), kunde({"Berufsabschluss": ""})),
    je(1, ALO, FP, *fenster(2), PLAN_ERST, HILFE, anruf(-22, -4)),
    # Reha: Kostenträger BA im ersten Fenster, gefüllt, im zweiten; anderer Träger
    je(1, ALT, ALO, FP, seit(-60, -45), PLAN_ERST, REHA),
    je(1, ALT, ALO, FP, seit(-60, -45), PLAN_ERST, REHA, anruf(-20, -3, akteur="KuZ")),
    je(1, ALT, ALO, EP, seit(-200, -150), PLAN, REHA_ZUVOR, anruf(-72, -64)),
    je(1, ALT, ALO, FP, *fenster(2), PLAN_ERST, REHA_ANDERER),
    # Strategien, auf deren Gespräche nur persönlich geht, und eine andere
    je(1, ALT, ALO, FP, *fenster(2), PLAN_ERST, strategie("Perspektiven verändern")),
    je(1, JUNG, ALO, FP, *fenster(2), PLAN_ERST, HILFE, anruf(-22, -4), strategie("„Betreuungsverhältnisse schaffen“")),
    je(1, ALT, ALO, AP, *fenster(2), PLAN_ERST, strategie("Verfügbarkeit überprüfen, Vermittlung")),
    je(1, ALT, ALO, AP, *fenster(3), PLAN, strategie("Vermittlung")),
    # Absolventenmanagement: noch lange, Fenster offen, überfällig, geführt, eben beendet, ausgetreten, kurz
    je(1, ALT, ASU, FP, *fenster(3), PLAN, massnahme("FbW Altenpflege", "FbW", -84, 249)),
    je(1, ALT, ASU, FP, *fenster(4), PLAN, massnahme("FbW Lagerlogistik", "FbW", -105, 67)),
    je(1, ALT, ALO, EP, *fenster(5), PLAN, massnahme("AGH Bauhof", "AGH", -112, 25)),
    je(1, ALT, ALO, AP, *fenster(3), PLAN, gespraech(-13, -3), massnahme("MAT Neustart", "MAT", -112, 38)),
    je(1, ALT, ALO, FP, *fenster(4), PLAN, massnahme("MAT Neustart", "MAT", -161, -10)),
    je(1, ALT, ALO, FP, *fenster(2), PLAN_ERST, massnahme("AGH Bauhof", "AGH", -77, 95, ABBRUCH)),
    je(1, ALT, ALO, FP, *fenster(1), PLAN_ERST, massnahme("MAT Kompakt", "MAT", -7, 18)),
    # Berufsberatung: Erstberatung offen, mit Termin, geplatzt
    je(1, JUGENDLICH, BEWERBER, MP),
    je(1, JUGENDLICH, BEWERBER, MP, SCHUELER, gespraech(4, 18)),
    je(1, JUGENDLICH, BEWERBER, EP, anruf(-20, -12), gespraech(-9, -3, ergebnis="nicht erschienen")),
    # Berufsberatung: Folgekontakt im Berichtsjahr, geführt, vor der Schulentlassung, nach einem Erstgespräch im Sommer
    je(1, JUGENDLICH, BEWERBER, MP, seit(-45, -10)),
    je(1, JUGENDLICH, BEWERBER, EP, seit(-300, -200), gespraech(-45, -3)),
    je(1, JUGENDLICH, BEWERBER, EP, SCHUELER, seit(-45, -10)),
    je(1, JUGENDLICH, BEWERBER, AP, SCHUELER, seit(-45, -10), kunde({"Schulentlassung": ""})),
    je(1, JUGENDLICH, BEWERBER, MP, seit(-140, -60)),
    je(1, JUGENDLICH, BEWERBER, gespraech(-45, -10)),
    # Unversorgte: Nachvermittlung ohne, mit einem, mit zwei Kontakten, nach einem Erstgespräch im Sommer
    je(1, JUGENDLICH, BEWERBER, UNVERSORGT, FP, seit(-300, -200), anruf(-150, -60)),
    je(1, JUGENDLICH, BEWERBER, UNVERSORGT, AP, seit(-300, -200), gespraech(-190, -60), gespraech(5, 20)),
    je(1, JUGENDLICH, BEWERBER, UNVERSORGT, FP, seit(-300, -200), gespraech(-190, -60), gespraech(-45, -3)),
    je(1, JUGENDLICH, BEWERBER, UNVERSORGT, AP, seit(-140, -60)),
    # unvollständig: ohne Status, Profillage, Erstgespräch, Art eines Kontakts
    je(1, ALT, FP, *fenster(2), PLAN_ERST),
    je(1, ALT, ALO, *fenster(1), PLAN_ERST),
    je(1, ALT, ALO, FP),
    je(1, ALT, ALO, FP, *fenster(2), PLAN_ERST, kontakt(-25, -3, "")),
    # nicht in der Tabelle; ausgesetzt
    je(1, ALT, ASU, kunde({"Profillage": "I"}), seit(-400, -100), PLAN),
    je(1, ALT, kunde({"Status": "nicht gesetzt", "Profillage": "Z"}), seit(-400, -100)),
    je(1, ALT, kunde({"Status": "ratsuchend"}), MP, seit(-60, -20), PLAN_ERST),
    je(1, ALT, ALO, FP, *fenster(4), PLAN, kunde({"Ausgesetzt bis": 18})),
]


if __name__ == "__main__":
    write(__file__, expand(PROFILE, "000X7", BETREUER, random.Random(15)), SPALTEN)
