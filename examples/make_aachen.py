"""Write the sample list of the Jobcenter Aachen: three CSV files beside this script. All Kunden are invented."""

import random
from datetime import timedelta

from sample import STICHTAG, Profil, Teil, Zeile, Zelle, expand, kontakt, kunde, massnahme, write

BETREUER = ["Quadflieg", "Ruland", "Schings"]
SPALTEN = {
    "": "Kundennummer;Betreuer;Plan vom;Pläne;Profil geprüft am;Wiedervorlage am;Ausgesetzt bis",
    ".kontakte": "Kundennummer;Datum;Art;Ergebnis;Akteur;Anlass",
    ".teilnahmen": "Kundennummer;Maßnahme;Art;Gruppe;Beginn;Ende;Austritt;Austrittsgrund;Absolventenmanagement;"
    "Vorbericht am;Teilnehmerbericht am;Vermittlungsvorschläge;Qualifizierung am;Erster Arbeitsmarkt;Fallkonferenzen",
}

# Art and Gruppe of each Maßnahme, as the FörderBar of the house would have it
MASSNAHMEN = {
    "BaE Holztechnik": ("BaE", "I"),
    "BaE 3. Weg Verkauf": ("BaE", "I"),
    "Quali Lager": ("MAT", "II"),
    "Quali Büro": ("MAT", "II"),
    "MAT Kompakt": ("MAT", "II"),
    "Werkstatt Start": ("AGH", "III"),
    "AGH Grünpflege": ("AGH", "III"),
    "Arbeit und Halt": ("MAT", "IV"),
    "Projekt Brücke": ("MAT", ""),
    "FbW Altenpflege": ("FbW", ""),
    "FbW Lagerlogistik": ("FbW", "II"),
}


def teilnahme(name: str, beginn: int, ende: int, *mehr: Zeile) -> Teil:
    art, gruppe = MASSNAHMEN[name]
    zeile: Zeile = {"Gruppe": gruppe}
    for weitere in mehr:
        zeile |= weitere
    return massnahme(name, art, beginn, ende, zeile)


def tage(*danach: int) -> str:
    """Return several days in one cell, each given as so many days after the Stichtag."""
    return ", ".join(f"{STICHTAG + timedelta(tag):%d.%m.%Y}" for tag in danach)


def plan(zelle: Zelle) -> Teil:
    return kunde({"Plan vom": zelle})


def profil(zelle: Zelle) -> Teil:
    return kunde({"Profil geprüft am": zelle})


def wiedervorlage(von: int, bis: int) -> Teil:
    return kunde({"Wiedervorlage am": (von, bis)})


def gespraech(von: int, bis: int, **mehr: str) -> Teil:
    return kontakt(von, bis, "persönlich", **mehr)


def vorschlag(*danach: int) -> Zeile:
    return {"Vermittlungsvorschläge": tage(*danach)}


def qualifizierung(zelle: Zelle) -> Zeile:
    return {"Qualifizierung am": zelle}


def konferenzen(*danach: int) -> Zeile:
    return {"Fallkonferenzen": tage(*danach)}


def bericht(zelle: Zelle) -> Zeile:
    return {"Teilnehmerbericht am": zelle}


def austritt(tag: int, grund: str) -> Zeile:
    return {"Austritt": tag, "Austrittsgrund": grund}


VORBERICHT: Zeile = {"Vorbericht am": ("Ende", -40, -33)}
VORBERICHT_I: Zeile = {"Vorbericht am": ("Ende", -110, -95)}
GEEIGNET: Zeile = {"Erster Arbeitsmarkt": "ja"}
UNGEEIGNET: Zeile = {"Erster Arbeitsmarkt": "nein"}

PROFILE: list[Profil] = [
    # Gruppe I, Ausbildung läuft noch lange: Fallkonferenz im Takt, überfällig, noch keine; Fenster öffnet bald
    (1, teilnahme("BaE Holztechnik", -448, 647, konferenzen(-230, -132, -41)), plan(-300)),
    (1, teilnahme("BaE 3. Weg Verkauf", -448, 647, konferenzen(-300, -195, -110)), plan(-122)),
    (1, teilnahme("BaE Holztechnik", -84, 1011)),
    (1, teilnahme("BaE 3. Weg Verkauf", -980, 109, konferenzen(-150, -62)), plan(-200), wiedervorlage(20, 24)),
    # im Fenster: nichts getan, ohne Vorschlag und Bericht, alles getan
    (1, teilnahme("BaE Holztechnik", -1029, 67, konferenzen(-40), VORBERICHT_I), plan(-150), profil((-20, -3))),
    (1, teilnahme("BaE Holztechnik", -1029, 67, konferenzen(-117)), plan((-20, -3))),
    (1, teilnahme("BaE 3. Weg Verkauf", -665, 46, konferenzen(-38), VORBERICHT_I, vorschlag(-31, -10)), plan((-9, -4))),
    # beendet: erfolgreich, nicht erfolgreich, knapp außerhalb, Plan vielleicht überschrieben, Arbeit, Abbruch
    (2, teilnahme("BaE Holztechnik", -1210, -115, VORBERICHT_I, konferenzen(-180), vorschlag(-171, -140)), plan(-165)),
    (1, teilnahme("BaE Holztechnik", -1210, -115, VORBERICHT_I, konferenzen(-180)), plan(-165)),
    (1, teilnahme("BaE 3. Weg Verkauf", -840, -115, VORBERICHT_I, vorschlag(-112)), plan(-150)),
    (1, teilnahme("BaE 3. Weg Verkauf", -840, -115, konferenzen(-160), vorschlag(-150)), plan((-60, -20))),
    (1, teilnahme("BaE Holztechnik", -840, 255, konferenzen(-220), austritt(-130, "Arbeit")), plan(-300)),
    (1, teilnahme("BaE 3. Weg Verkauf", -448, 647, konferenzen(-130), austritt(-55, "Abbruch"))),
    # Gruppe II läuft: noch lange, im letzten Monat (Bericht fehlt, Bericht da, ohne Vorschlag), alles getan
    (1, teilnahme("Quali Lager", -84, 130), plan(-90)),
    (1, teilnahme("Quali Lager", -203, 18), plan(-207)),
    (1, teilnahme("Quali Büro", -203, 11, VORBERICHT), plan((-17, -3)), profil((-13, -3))),
    (1, teilnahme("Quali Lager", -203, 18, VORBERICHT), plan((-10, -3)), wiedervorlage(22, 26)),
    (1, teilnahme("Quali Büro", -203, 11, VORBERICHT, qualifizierung((-12, -4))), plan((-15, -3))),
    # beendet: erfolgreich, nicht erfolgreich, knapp außerhalb
    (2, teilnahme("Quali Lager", -325, -130, VORBERICHT, vorschlag(-150, -139)), plan((-157, -137)), profil(-140)),
    (1, teilnahme("Quali Lager", -325, -130, VORBERICHT, qualifizierung(-145)), plan((-157, -137))),
    (1, teilnahme("Quali Lager", -325, -130, VORBERICHT), plan((-157, -137))),
    (1, teilnahme("Quali Lager", -325, -130, vorschlag(-150)), plan(-164)),
    (2, teilnahme("Quali Büro", -300, -60, VORBERICHT, vorschlag(-81, -66)), plan((-85, -66))),
    (1, teilnahme("Quali Büro", -300, -60, bericht(-55))),
    # Plan vielleicht überschrieben, alle Pläne bekannt, Arbeit, Abbruch (Gespräch offen, überfällig)
    (1, teilnahme("Quali Büro", -300, -60, VORBERICHT, vorschlag(-74)), plan((-30, -10))),
    (1, teilnahme("Quali Lager", -325, -130, vorschlag(-140)), plan(-25), kunde({"Pläne": tage(-150, -25)})),
    (1, teilnahme("Quali Lager", -325, -130, austritt(-160, "Arbeit")), plan(-320)),
    (1, teilnahme("Quali Büro", -300, 30, austritt(-12, "Abbruch"), bericht(-5)), plan(-200)),
    (1, teilnahme("Quali Lager", -230, 30, austritt(-40, "Abbruch"), bericht(-25)), plan(-200)),
    # kurz: läuft, Bericht da, mit Termin, überfällig, ohne Bericht, geführt, durchgeführt, in Arbeit, ausgesetzt
    (1, teilnahme("MAT Kompakt", -35, 46)),
    (1, teilnahme("MAT Kompakt", -112, -13, VORBERICHT, bericht((-7, -3))), gespraech(-30, -20)),
    (1, teilnahme("MAT Kompakt", -112, -13, bericht((-7, -4))), gespraech(3, 4)),
    (1, teilnahme("MAT Kompakt", -140, -41, bericht(-34)), gespraech(-17, -13, ergebnis="nicht erschienen")),
    (1, teilnahme("MAT Kompakt", -112, -17)),
    (1, teilnahme("MAT Kompakt", -112, -24, bericht(-20)), gespraech(-14, -10)),
    (1, teilnahme("MAT Kompakt", -112, -24, bericht(-12), vorschlag(-33)), plan(-60)),
    (1, teilnahme("MAT Kompakt", -112, -24, bericht(-12), {"Absolventenmanagement": "ja"})),
    (1, teilnahme("MAT Kompakt", -112, 18, austritt(-31, "Arbeit"))),
    (1, teilnahme("MAT Kompakt", -112, -13, bericht((-7, -3))), kunde({"Ausgesetzt bis": 18})),
    # Gruppe III läuft: Eignung offen, überfällig, geprüft; Plan bei unbekannter Eignung; ungeeignet mit Plan; kurz
    (1, teilnahme("Werkstatt Start", -56, 150)),
    (1, teilnahme("AGH Grünpflege", -200, 20, VORBERICHT)),
    (1, teilnahme("Werkstatt Start", -200, 20, VORBERICHT), plan((-8, -3)), gespraech(7, 11)),
    (1, teilnahme("AGH Grünpflege", -200, 13, VORBERICHT, UNGEEIGNET), plan((-14, -3)), profil((-12, -3))),
    (1, teilnahme("AGH Grünpflege", -49, 67, GEEIGNET)),
    # beendet: erfolgreich (ungeeignet, geeignet), nicht erfolgreich (geeignet, ohne Plan), unbestimmt, Abbruch
    (2, teilnahme("Werkstatt Start", -330, -95, VORBERICHT, UNGEEIGNET), plan((-120, -99))),
    (1, teilnahme("Werkstatt Start", -330, -95, VORBERICHT, GEEIGNET, vorschlag(-110)), plan((-120, -99))),
    (1, teilnahme("Werkstatt Start", -330, -95, VORBERICHT, GEEIGNET), plan((-120, -99))),
    (1, teilnahme("AGH Grünpflege", -330, -75, UNGEEIGNET), plan(-300)),
    (1, teilnahme("AGH Grünpflege", -330, -75, VORBERICHT), plan((-98, -80))),
    (1, teilnahme("AGH Grünpflege", -260, 40, austritt(-31, "Abbruch"))),
    # Gruppe IV: läuft, im letzten Monat geprüft, eben beendet, längst beendet
    (1, teilnahme("Arbeit und Halt", -120, 245)),
    (1, teilnahme("Arbeit und Halt", -350, 14, VORBERICHT), gespraech(-12, -3, anlass="Stabilisierungshilfen")),
    (1, teilnahme("Arbeit und Halt", -375, -10), profil(-20)),
    (1, teilnahme("Arbeit und Halt", -375, -87)),
    # zwei Teilnahmen: kurz und dann lang, lang und dann FbW, zweimal dieselbe, eine kommt erst
    (1, teilnahme("MAT Kompakt", -320, -240, bericht(-229)), gespraech(-226, -222), teilnahme("Quali Lager", -203, 18)),
    (
        1,
        teilnahme("Werkstatt Start", -420, -213, UNGEEIGNET, VORBERICHT),
        teilnahme("AGH Grünpflege", -200, 20, GEEIGNET),
        kunde({"Plan vom": -10, "Pläne": tage(-220, -10)}),
    ),
    (1, teilnahme("Quali Büro", -300, -60, vorschlag(-70)), plan(-77), teilnahme("FbW Altenpflege", -21, 709)),
    (1, teilnahme("MAT Kompakt", -200, -120, bericht(-110)), teilnahme("MAT Kompakt", -28, 53), gespraech(-104, -100)),
    (1, teilnahme("Werkstatt Start", -203, 13, VORBERICHT, GEEIGNET), teilnahme("Quali Lager", 42, 230), plan(-207)),
    # FbW, Gruppe unbekannt, Beginn oder Ende unbekannt
    (1, teilnahme("FbW Altenpflege", -84, 646)),
    (1, teilnahme("FbW Lagerlogistik", -175, 18), plan(-180)),
    (1, teilnahme("Projekt Brücke", -120, 60)),
    (1, teilnahme("Projekt Brücke", -320, -60, bericht(-48)), plan((-80, -65))),
    (1, teilnahme("Quali Lager", -84, 60, {"Beginn": ""})),
    (1, teilnahme("AGH Grünpflege", -84, 60, {"Ende": ""})),
]


if __name__ == "__main__":
    write(__file__, expand(PROFILE, "000X0", BETREUER, random.Random(5021)), SPALTEN)
