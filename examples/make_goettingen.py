"""Write the sample list of the Jobcenter Göttingen: two CSV files beside this script. All Kunden are invented."""

import random

from sample import Profil, Teil, expand, kontakt, kunde, write

BETREUER = ["Hartung", "Jürgens", "Kaya"]
SPALTEN = {
    "": "Kundennummer;Betreuer;Neuantrag am;Leistungsbewilligung am;ALG I bis;Rehabilitand;Eigener Plan;"
    "Gruppencoaching;Probezeit Beginn;Flucht/Asyl;Schüler;Sprachkurs Ende;Wiedervorlage am;Ausgesetzt bis",
    ".kontakte": "Kundennummer;Datum;Art;Ergebnis;Akteur;Anlass",
}


def gespraech(von: int, bis: int) -> Teil:
    return kontakt(von, bis, ["persönlich", "telefonisch", "telefonisch", "Video"], anlass="Clearing")


def termin(von: int, bis: int) -> Teil:
    return kontakt(von, bis, ["persönlich", "telefonisch"], anlass="Clearing")


def anruf(von: int, bis: int) -> Teil:
    return kontakt(von, bis, "telefonisch", ergebnis="nicht erreicht", anlass="Clearing")


def brief(von: int, bis: int) -> Teil:
    return kontakt(von, bis, ["schriftlich", "E-Mail"], ergebnis="nicht erreicht", anlass="Clearing")


def ausfall(von: int, bis: int) -> Teil:
    return kontakt(von, bis, "persönlich", ergebnis="nicht erschienen", anlass="Clearing")


def warm(von: int, bis: int) -> Teil:
    return kontakt(von, bis, "persönlich", akteur="EGS")


def uebergabe(von: int, bis: int) -> Teil:
    return kontakt(von, bis, ["persönlich", "schriftlich"], anlass="Fallübergabe")


def neuantrag(von: int, bis: int) -> Teil:
    return kunde({"Neuantrag am": (von, bis)})


def bewilligt(von: int, bis: int) -> Teil:
    return kunde({"Leistungsbewilligung am": (von, bis)})


def alg1(von: int, bis: int) -> Teil:
    return kunde({"ALG I bis": (von, bis)})


def probezeit(von: int, bis: int) -> Teil:
    return kunde({"Probezeit Beginn": (von, bis)})


def sprachkurs(von: int, bis: int) -> Teil:
    return kunde({"Flucht/Asyl": "ja", "Sprachkurs Ende": (von, bis)})


def wiedervorlage(von: int, bis: int) -> Teil:
    return kunde({"Wiedervorlage am": (von, bis)})


NEU = neuantrag(-18, -12)
ALT = neuantrag(-60, -46)
BEWILLIGT = bewilligt(-17, -6)
ABGELEHNT = kunde({"Gruppencoaching": "abgelehnt"})
ZUGESAGT = kunde({"Gruppencoaching": "zugesagt"})
REHA = kunde({"Rehabilitand": "ja"})
PLAN = kunde({"Eigener Plan": "ja"})
SCHUELER = kunde({"Schüler": "ja"})
FRUEHER = (neuantrag(-160, -140), gespraech(-130, -120), bewilligt(-118, -110), uebergabe(-100, -90))

PROFILE: list[Profil] = [
    # Clearing: neu, warm übergeben, mit Termin, beides, ein Versuch gescheitert, schon lange offen
    (2, neuantrag(-9, -1)),
    (2, neuantrag(-11, -7), warm(-6, -1)),
    (1, NEU, termin(1, 4)),
    (2, NEU, warm(-10, -7), termin(1, 11)),
    (1, NEU, anruf(-8, -3)),
    (1, NEU, warm(-11, -9), ausfall(-6, -3), termin(2, 4)),
    (1, ALT, brief(-20, -10)),
    # nicht erreicht, nicht erschienen: jetzt schriftlich; mit Brief, aber noch nicht bewilligt
    (2, NEU, anruf(-11, -8), anruf(-6, -3)),
    (1, ALT, bewilligt(-25, -18), ausfall(-40, -30), anruf(-27, -20), anruf(-11, -3)),
    (1, NEU, warm(-11, -10), anruf(-9, -7), brief(-6, -3)),
    # entzogen: bewilligt danach, davor, nach dem dritten Versuch
    (1, ALT, anruf(-43, -35), brief(-30, -20), BEWILLIGT),
    (1, ALT, bewilligt(-41, -34), anruf(-30, -22), brief(-16, -8)),
    (1, ALT, bewilligt(-41, -34), anruf(-40, -32), anruf(-30, -22), brief(-16, -8)),
    # Gespräch geführt: abgelehnt oder offen, noch nicht bewilligt und bewilligt (auch heute); zugesagt; abgelehnt ohne
    (1, NEU, gespraech(-10, -3), ABGELEHNT),
    (1, ALT, gespraech(-43, -30), ABGELEHNT, BEWILLIGT),
    (1, ALT, anruf(-40, -30), ABGELEHNT, BEWILLIGT),
    (1, NEU, gespraech(-10, -3)),
    (1, ALT, gespraech(-43, -30), BEWILLIGT),
    (1, ALT, gespraech(-43, -30), kunde({"Leistungsbewilligung am": 0})),
    (1, NEU, gespraech(-10, -3), ZUGESAGT),
    (1, ALT, gespraech(-43, -30), ZUGESAGT, BEWILLIGT),
    # Rehabilitanden: ohne Gespräch, verwaltet bis zur Bewilligung, bewilligt
    (1, NEU, REHA),
    (1, ALT, REHA, gespraech(-43, -30)),
    (1, ALT, REHA, gespraech(-43, -30), BEWILLIGT),
    # eigener Plan: Wiedervorlage später, heute, keine, abgelaufen; nach der Bewilligung abgelehnt
    (1, ALT, PLAN, gespraech(-43, -30), wiedervorlage(3, 18)),
    (1, ALT, PLAN, gespraech(-43, -30), kunde({"Wiedervorlage am": 0})),
    (1, ALT, PLAN, gespraech(-43, -30)),
    (1, ALT, PLAN, gespraech(-43, -30), wiedervorlage(-12, -3)),
    (1, ALT, PLAN, gespraech(-43, -30), ABGELEHNT, BEWILLIGT, wiedervorlage(7, 18)),
    # ALG I: noch kein Gespräch, im Blick (Wiedervorlage später, keine), Ende in Kürze
    (1, alg1(90, 200), warm(-9, -3)),
    (1, alg1(60, 250), gespraech(-90, -30), wiedervorlage(15, 55)),
    (1, alg1(60, 250), gespraech(-90, -30)),
    (1, alg1(8, 18), gespraech(-120, -90), wiedervorlage(3, 7)),
    # ALG I zu Ende: Fortsetzung offen, mit Termin, überfällig, geführt; dazu schon ein Neuantrag
    (1, alg1(-5, -3), gespraech(-120, -90)),
    (1, alg1(-5, -3), gespraech(-120, -90), termin(1, 2)),
    (1, alg1(-25, -14), gespraech(-120, -90), anruf(-9, -3)),
    (1, alg1(-25, -18), gespraech(-120, -90), gespraech(-16, -12)),
    (1, alg1(-5, -3), gespraech(-120, -90), neuantrag(-11, -7), warm(-6, -6)),
    # übergeben; nach einer alten Übergabe ein neuer Antrag
    (1, ALT, gespraech(-43, -30), ABGELEHNT, bewilligt(-28, -20), uebergabe(-18, -5)),
    (1, ALT, anruf(-43, -35), brief(-33, -26), bewilligt(-24, -18), uebergabe(-16, -5)),
    (1, ALT, REHA, gespraech(-43, -30), bewilligt(-28, -20), uebergabe(-18, -5)),
    (1, NEU, gespraech(-500, -470), uebergabe(-460, -440)),
    (1, NEU, gespraech(-500, -470), uebergabe(-460, -440), termin(2, 4)),
    # Probezeit: läuft, endet heute, überfällig, mit Termin, entschieden, zurückgegeben; nach einer Übergabe
    (1, probezeit(-11, -3), ZUGESAGT),
    (1, kunde({"Probezeit Beginn": -14}), ZUGESAGT),
    (1, probezeit(-28, -17), ZUGESAGT),
    (1, probezeit(-11, -7), ZUGESAGT, kontakt(1, 2, "persönlich", anlass="Probezeit")),
    (1, probezeit(-28, -20), ZUGESAGT, kontakt(-15, -7, "persönlich", anlass="Probezeit")),
    (1, probezeit(-28, -20), ABGELEHNT, uebergabe(-15, -7)),
    (1, *FRUEHER, probezeit(-10, -3), ZUGESAGT),
    # Jobturbo: Kurs zu Ende, noch nicht; zugesagt, Schüler; nach einer Übergabe
    (2, sprachkurs(-40, -3)),
    (1, sprachkurs(10, 60)),
    (1, sprachkurs(-40, -3), ZUGESAGT),
    (1, sprachkurs(-40, -3), SCHUELER),
    (1, *FRUEHER, sprachkurs(-30, -10)),
    # unvollständig: Art eines Versuchs, Art des Gesprächs
    (1, ALT, bewilligt(-41, -34), anruf(-30, -22), kontakt(-16, -8, "", ergebnis="nicht erreicht", anlass="Clearing")),
    (1, NEU, kontakt(-10, -3, "", anlass="Clearing")),
    # ausgesetzt
    (1, NEU, kunde({"Ausgesetzt bis": 18})),
]


if __name__ == "__main__":
    listen = expand(PROFILE, "000X9", BETREUER, random.Random(4))
    del listen[".teilnahmen"]  # nothing in this concept depends on a Teilnahme
    write(__file__, listen, SPALTEN)
