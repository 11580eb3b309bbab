"""The straight way to the same list: one script for one directive, with csv, dataclasses and rules written as code.

What a careful colleague would write for weimarer-land: the three CSV files of `benchmarks/lists.py`, every cell checked
and reported, dates by `strptime`, months by relativedelta, Feiertage by holidays, a reason in one line. It knows one
spelling of each word, one form of a date, one delimiter and one directive; what is missing is tried with every value it
could have. `python -m benchmarks.straight LIST.csv OUT.json`.
"""

import csv
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import Enum
from hashlib import blake2b
from itertools import product
from pathlib import Path
from typing import Any

from dateutil.relativedelta import relativedelta
from holidays import country_holidays

STICHTAG = date(2026, 11, 23)
FEIERTAGE = country_holidays("DE", subdiv="TH")
KEY = bytes(32)
MONAT = relativedelta(months=1)


class Status(Enum):
    ARBEITSLOS = "arbeitslos"
    ARBEITSUCHEND = "arbeitsuchend"
    RATSUCHEND = "ratsuchend"
    NICHT_GESETZT = "nicht gesetzt"


class Prognose(Enum):
    MARKTNAH = "marktnah"
    NICHT_MARKTNAH = "nicht marktnah"
    INTEGRIERT = "integriert, aber hilfebedürftig"
    Z = "Z"


class Beschaeftigung(Enum):
    SV = "sv"
    SELBSTAENDIG = "selbständig"


class Art(Enum):
    PERSOENLICH = "persönlich"
    TELEFONISCH = "telefonisch"
    VIDEO = "Video"
    EMAIL = "E-Mail"
    SCHRIFTLICH = "schriftlich"


class Ergebnis(Enum):
    STATTGEFUNDEN = "stattgefunden"
    NICHT_ERSCHIENEN = "nicht erschienen"
    NICHT_ERREICHT = "nicht erreicht"
    ABGESAGT = "abgesagt"


GESPRAECH = {Art.PERSOENLICH, Art.TELEFONISCH, Art.VIDEO}


@dataclass
class Kontakt:
    datum: date
    art: Art | None
    ergebnis: Ergebnis
    qualifiziert: bool | None
    anlass: str

    @property
    def beratung(self) -> bool:
        if self.ergebnis is not Ergebnis.STATTGEFUNDEN:
            return False
        return self.art in GESPRAECH if self.qualifiziert is None else self.qualifiziert


@dataclass
class Teilnahme:
    massnahme: str
    art: str
    beginn: date
    ende: date
    austritt: date | None
    absolventenmanagement: bool | None
    ags_eingebunden_am: date | None

    @property
    def ende_individuell(self) -> date:
        return self.austritt if self.austritt is not None and self.austritt <= STICHTAG else self.ende

    @property
    def laeuft(self) -> bool:
        return self.beginn <= STICHTAG <= self.ende_individuell


@dataclass
class Kunde:
    nummer: str
    betreuer: str | None
    geburtsdatum: date | None
    status: Status | None
    arbeitslos_seit: date | None
    zugang: date | None
    erstgespraech: date | None
    letzter_kontakt: date | None
    letzte_art: Art | None
    prognose: Prognose | None
    beschaeftigung: Beschaeftigung | None
    fallmanagement: bool
    ganzheitlich: bool
    bewilligung_bis: date | None
    flucht_asyl: bool
    wiedervorlage_am: date | None
    ausgesetzt_bis: date | None
    kontakte: list[Kontakt] = field(default_factory=list)
    teilnahmen: list[Teilnahme] = field(default_factory=list)


# --- reading ---------------------------------------------------------------------------------------------------------


class Leser:
    def __init__(self) -> None:
        self.fehler: list[dict[str, Any]] = []

    def rows(self, pfad: Path) -> Iterator["Zeile"]:
        with pfad.open(encoding="utf-8", newline="") as datei:
            for nummer, werte in enumerate(csv.DictReader(datei, delimiter=";"), 2):
                yield Zeile(self, pfad.name, nummer, werte)


@dataclass
class Zeile:
    leser: Leser
    datei: str
    nummer: int
    werte: dict[str, str]

    def melde(self, spalte: str, text: str) -> None:
        self.leser.fehler.append({"datei": self.datei, "zeile": self.nummer, "spalte": spalte, "text": text})

    def text(self, spalte: str) -> str:
        return (self.werte[spalte] or "").strip()

    def tag(self, spalte: str) -> date | None:
        if not (text := self.text(spalte)):
            return None
        try:
            return datetime.strptime(text, "%d.%m.%Y").date()
        except ValueError:
            self.melde(spalte, "kein Datum")
            return None

    def wort(self, spalte: str, worte: type[Enum]) -> Any:
        if not (text := self.text(spalte)):
            return None
        try:
            return worte(text)
        except ValueError:
            self.melde(spalte, "unbekannter Wert")
            return None

    def ja(self, spalte: str) -> bool | None:
        text = self.text(spalte)
        if text not in ("", "ja", "nein"):
            self.melde(spalte, "weder ja noch nein")
        return {"ja": True, "nein": False}.get(text)


def read(pfad: Path, leser: Leser) -> list[Kunde]:
    kunden: dict[str, Kunde] = {}
    for z in leser.rows(pfad):
        nummer = z.text("Kundennummer")
        if not nummer or nummer in kunden:
            z.melde("Kundennummer", "fehlt oder doppelt")
            continue
        kunden[nummer] = Kunde(
            nummer,
            z.text("Betreuer") or None,
            z.tag("Geburtsdatum"),
            z.wort("Status", Status),
            z.tag("Arbeitslos seit"),
            z.tag("Zugang"),
            z.tag("Erstgespräch"),
            z.tag("Letzter Kontakt"),
            z.wort("Art des letzten Kontakts", Art),
            z.wort("Integrationsprognose", Prognose),
            z.wort("Beschäftigung", Beschaeftigung),
            z.ja("Fallmanagement") or False,
            z.ja("Ganzheitliche Betreuung") or False,
            z.tag("Bewilligung bis"),
            z.ja("Flucht/Asyl") or False,
            z.tag("Wiedervorlage am"),
            z.tag("Ausgesetzt bis"),
        )
    for z in leser.rows(pfad.with_suffix(".kontakte.csv")):
        kunde, datum = kunden.get(z.text("Kundennummer")), z.tag("Datum")
        if kunde is None or datum is None:
            z.melde("Datum", "ohne Datum oder Kunde")
            continue
        ergebnis = z.wort("Ergebnis", Ergebnis) or Ergebnis.STATTGEFUNDEN
        kunde.kontakte.append(
            Kontakt(datum, z.wort("Art", Art), ergebnis, z.ja("Qualifiziert"), z.text("Anlass").casefold())
        )
    for z in leser.rows(pfad.with_suffix(".teilnahmen.csv")):
        kunde, beginn, ende = kunden.get(z.text("Kundennummer")), z.tag("Beginn"), z.tag("Ende")
        if kunde is None or beginn is None or ende is None:
            z.melde("Beginn", "ohne Beginn, Ende oder Kunde")
            continue
        am, ags = z.ja("Absolventenmanagement"), z.tag("AG-S eingebunden am")
        kunde.teilnahmen.append(Teilnahme(z.text("Maßnahme"), z.text("Art"), beginn, ende, z.tag("Austritt"), am, ags))
    return list(kunden.values())


# --- dates -----------------------------------------------------------------------------------------------------------


def arbeitstag(tag: date) -> bool:
    return tag.weekday() < 5 and tag not in FEIERTAGE


def arbeitstage(tag: date, anzahl: int) -> date:
    schritt = timedelta(days=1 if anzahl > 0 else -1)
    while anzahl:
        tag += schritt
        if arbeitstag(tag):
            anzahl -= schritt.days
    return tag


def naechster(tag: date, schritt: int) -> date:
    while not arbeitstag(tag):
        tag += timedelta(days=schritt)
    return tag


def planung(faellig: date, oeffnet: date | None, vorlauf: int) -> tuple[date, date]:
    ab = max(STICHTAG, oeffnet or STICHTAG)
    vorschlag = naechster(faellig, -1)
    if vorschlag < ab:
        vorschlag = naechster(ab, 1)
    return vorschlag, max(arbeitstage(vorschlag, -vorlauf), naechster(ab, 1))


# --- rules -----------------------------------------------------------------------------------------------------------


@dataclass
class Frist:
    """What is owed: the row, its day, where it stands, and why."""

    regel: str
    faellig: date | None
    status: str
    grund: str
    rang: int = 0
    oeffnet: date | None = None


def folgekontakt(k: Kunde, letzter: date | None) -> tuple[str, int, date | None, str]:
    """The row that decides: its id, where it stands, its day and the reason; id "" where no row holds."""
    if any(t.laeuft for t in k.teilnahmen):
        beginn = min(t.beginn for t in k.teilnahmen if t.laeuft)
        anker = max(beginn, letzter) if letzter else beginn
        return "massnahme", 0, anker + 3 * MONAT, "Zeile 10: letzter Kontakt oder Beginn + 3 Monate"
    if k.prognose is Prognose.Z:
        return "z", 1, k.wiedervorlage_am, "Zeile 6: individuell"
    zeilen: list[tuple[str, int, relativedelta, str]] = []
    if k.prognose is Prognose.INTEGRIERT and k.beschaeftigung is Beschaeftigung.SV:
        zeilen = [("integriert-sv", 2, 12 * MONAT, "Zeile 4: letzter Kontakt + 12 Monate")]
    elif k.prognose is Prognose.INTEGRIERT and k.beschaeftigung is Beschaeftigung.SELBSTAENDIG:
        zeilen = [("integriert-selbstaendig", 3, 3 * MONAT, "Zeile 5: letzter Kontakt + 3 Monate")]
    elif k.ganzheitlich:
        zeilen = [("ganzheitlich", 4, 12 * MONAT, "Zeile 7: letzter Kontakt + 12 Monate, spätestens zum WBA")]
    else:
        if k.geburtsdatum and k.geburtsdatum + relativedelta(years=25) > STICHTAG:
            zeilen.append(("u25", 5, MONAT, "Zeile 1: letzter Kontakt + 1 Monat"))
        if k.flucht_asyl and k.status is Status.ARBEITSLOS:
            zeilen.append(("flucht-asyl", 6, relativedelta(days=15), "Zeile 9: letzter Kontakt + 15 Tage"))
        if k.fallmanagement:
            zeilen.append(("fallmanagement", 7, MONAT, "Zeile 8: letzter Kontakt + 1 Monat"))
        if k.prognose is Prognose.MARKTNAH:
            zeilen.append(("marktnah", 8, MONAT, "Zeile 2: letzter Kontakt + 1 Monat"))
        if k.prognose is Prognose.NICHT_MARKTNAH:
            seit = k.arbeitslos_seit
            if k.status is Status.ARBEITSLOS and seit and seit + 12 * MONAT <= STICHTAG:
                zeilen.append(("nicht-marktnah-ab-12", 10, 4 * MONAT, "Zeile 3: letzter Kontakt + 4 Monate"))
            else:
                zeilen.append(("nicht-marktnah-unter-12", 9, 2 * MONAT, "Zeile 3: letzter Kontakt + 2 Monate"))
    if not zeilen:
        return "", 11, None, "keine Regel"
    if letzter is None:
        return zeilen[0][0], zeilen[0][1], None, zeilen[0][3]
    tage = [(_moved(k, _first(k, id_, letzter, letzter + dauer)), id_, nr, grund) for id_, nr, dauer, grund in zeilen]
    faellig, id_, nr, grund = min(tage, key=lambda t: (t[0], t[1] == "fallmanagement", t[2]))
    return id_, nr, faellig, f"{grund} = {faellig:%d.%m.%Y}"


def _first(k: Kunde, regel: str, letzter: date, tag: date) -> date:
    bis = k.bewilligung_bis
    return min(tag, bis) if regel == "ganzheitlich" and bis is not None and bis > letzter else tag


def _moved(k: Kunde, tag: date) -> date:
    """Zeile 11: a day inside a Teilnahme that is over moves to 15 Arbeitstage after its end."""
    for t in k.teilnahmen:
        ende = t.ende_individuell
        if ende < STICHTAG and t.beginn <= tag <= ende:
            tag = max(tag, arbeitstage(ende, 15))
    return tag


def contact_dates(k: Kunde) -> Iterator[tuple[str, Frist | None]]:
    """Erstkontakt and Folgekontakt of a Kunde of whom everything is known."""
    geschehen = [x.datum for x in k.kontakte if x.beratung and x.datum <= STICHTAG]
    if not k.kontakte and k.letzter_kontakt is not None and k.letzter_kontakt <= STICHTAG and k.letzte_art in GESPRAECH:
        geschehen = [k.letzter_kontakt]
    if k.erstgespraech is not None and k.erstgespraech <= STICHTAG:
        geschehen.append(k.erstgespraech)
    letzter = max(geschehen, default=None)
    termine = [x.datum for x in k.kontakte if x.beratung and x.datum > STICHTAG]
    zugang = k.zugang if k.zugang is not None and k.zugang <= STICHTAG else None
    if letzter is None or (zugang is not None and letzter < zugang):
        tag = arbeitstage(zugang, 15) if zugang is not None else None
        grund = f"Abs. 2: Zugang + 15 Arbeitstage = {tag:%d.%m.%Y}" if tag else "Abs. 2: Zugang fehlt"
        yield "Erstkontakt", Frist("erstkontakt", tag, _standing(k, tag, termine), grund)
        yield "Folgekontakt", None
        return
    yield "Erstkontakt", None
    regel, nummer, faellig, grund = folgekontakt(k, letzter)
    if not regel:
        yield "Folgekontakt", None
    elif regel == "z":
        status = "ausgesetzt" if k.ausgesetzt_bis and k.ausgesetzt_bis >= STICHTAG else "individuell"
        yield "Folgekontakt", Frist(regel, faellig, status, grund, nummer)
    else:
        yield "Folgekontakt", Frist(regel, faellig, _standing(k, faellig, termine), grund, nummer)


def _standing(k: Kunde, faellig: date | None, termine: list[date]) -> str:
    if k.ausgesetzt_bis is not None and k.ausgesetzt_bis >= STICHTAG:
        return "ausgesetzt"
    if any(faellig is None or tag <= faellig for tag in termine):
        return "terminiert"
    if faellig is None:
        return "unbestimmt"
    return "ueberfaellig" if faellig < STICHTAG else "offen"


def graduate_dates(k: Kunde, t: Teilnahme) -> Iterator[tuple[str, Frist]]:
    """What the Absolventenmanagement asks for one Teilnahme, less what is done, lapsed or void."""
    am = t.art in ("FbW", "MAT") if t.absolventenmanagement is None else t.absolventenmanagement
    if not am:
        return
    gehalten = [x for x in k.kontakte if x.datum <= STICHTAG and x.ergebnis is Ergebnis.STATTGEFUNDEN and x.beratung]
    termine = [x.datum for x in k.kontakte if x.datum > STICHTAG and x.beratung]
    ausgetreten = t.austritt is not None and t.austritt <= STICHTAG and t.austritt < t.ende
    oeffnet, faellig = max(t.ende - timedelta(days=120), t.beginn), t.ende - timedelta(days=90)
    getan = any(
        oeffnet <= x.datum <= t.ende or (x.anlass == "absolventenmanagement" and t.beginn <= x.datum <= t.ende)
        for x in gehalten
    )
    if not (faellig < t.beginn or ausgetreten or getan or t.ende < STICHTAG):
        grund = f"Zeile 11: Ende − 90 Tage = {faellig:%d.%m.%Y}"
        status = _graduate_status(k, oeffnet, faellig, [tag for tag in termine if oeffnet <= tag <= t.ende])
        yield "Absolventengespräch", Frist("am-gespraech", faellig, status, grund, 0, oeffnet)
    faellig = t.ende - MONAT
    eingebunden = t.ags_eingebunden_am is not None and t.ags_eingebunden_am <= STICHTAG
    if not (ausgetreten or eingebunden or t.ende < STICHTAG):
        status = "ueberfaellig" if faellig < STICHTAG else "offen"
        yield "Einbindung AG-S", Frist("am-ags", faellig, status, f"Zeile 11: Ende − 1 Monat = {faellig:%d.%m.%Y}")
    oeffnet, faellig = t.ende_individuell + timedelta(days=1), arbeitstage(t.ende_individuell, 15)
    if not any(x.datum >= oeffnet for x in gehalten):
        grund = f"Zeile 11: individuelles Ende + 15 Arbeitstage = {faellig:%d.%m.%Y}"
        status = _graduate_status(k, oeffnet, faellig, [tag for tag in termine if tag >= oeffnet])
        yield "Folgegespräch", Frist("am-folgegespraech", faellig, status, grund, 0, oeffnet)


def _graduate_status(k: Kunde, oeffnet: date, faellig: date, termine: list[date]) -> str:
    status = _standing(k, faellig, termine)
    return "kommend" if status in ("offen", "ueberfaellig") and oeffnet > STICHTAG else status


# --- what is missing -------------------------------------------------------------------------------------------------

ALT, JUNG = date(1980, 1, 1), date(2010, 1, 1)
LANG, KURZ = date(2020, 1, 1), date(2026, 11, 1)
MOEGLICH: dict[str, tuple[str, tuple[Any, ...]]] = {
    "geburtsdatum": ("geburtsdatum", (JUNG, ALT)),
    "status": ("status", (Status.ARBEITSLOS, Status.ARBEITSUCHEND)),
    "arbeitslos_seit": ("arbeitslos_seit", (KURZ, LANG)),
    "prognose": ("integrationsprognose", tuple(Prognose)),
    "beschaeftigung": ("beschaeftigung", tuple(Beschaeftigung)),
}


def possible_dates(k: Kunde) -> Iterator[tuple[str, Frist, set[str]]]:
    """The dates of the contacts, and what is missing to be sure of them: every value that it could have is tried."""
    fehlend = [name for name in MOEGLICH if getattr(k, name) is None and _asked(k, name)]
    if not k.kontakte and k.letzter_kontakt is not None and k.letzte_art is None:
        fehlend.append("letzte_art")
    welten: dict[tuple[Any, ...], dict[str, Frist | None]] = {}
    for werte in product(*(MOEGLICH[n][1] if n in MOEGLICH else (Art.VIDEO, Art.EMAIL) for n in fehlend)):
        for name, wert in zip(fehlend, werte, strict=True):
            setattr(k, name, wert)
        welten[werte] = dict(contact_dates(k))
    for name in fehlend:
        setattr(k, name, None)
    for pflicht in ("Erstkontakt", "Folgekontakt"):
        antworten = {werte: fristen[pflicht] for werte, fristen in welten.items()}
        moeglich = [frist for frist in antworten.values() if frist is not None]
        if not moeglich:
            continue
        fehlt = {_field(name) for i, name in enumerate(fehlend) if _matters(i, antworten)}
        # the earliest; where it is the same day in any case, the row that needs least
        frist = min(moeglich, key=lambda f: (f.faellig or date.max, f.rang if fehlt else -f.rang))
        if frist.status == "unbestimmt":
            fehlt.add("zugang" if pflicht == "Erstkontakt" else "erstgespraech")
        if fehlt and frist.status != "ausgesetzt":
            frist.status = "unbestimmt"
        yield pflicht, frist, fehlt if frist.status == "unbestimmt" else set()


def _asked(k: Kunde, name: str) -> bool:
    if name == "beschaeftigung":
        return k.prognose in (Prognose.INTEGRIERT, None)
    return name != "arbeitslos_seit" or k.prognose in (Prognose.NICHT_MARKTNAH, None)


def _field(name: str) -> str:
    return MOEGLICH[name][0] if name in MOEGLICH else "letzter_kontakt_art"


def _matters(i: int, antworten: dict[tuple[Any, ...], Frist | None]) -> bool:
    gruppen: dict[tuple[Any, ...], set[Any]] = {}
    for welt, frist in antworten.items():
        wie = None if frist is None else (frist.faellig, frist.status == "individuell")
        gruppen.setdefault((*welt[:i], *welt[i + 1 :]), set()).add(wie)
    return any(len(gruppe) > 1 for gruppe in gruppen.values())


# --- writing ---------------------------------------------------------------------------------------------------------


def records(k: Kunde) -> Iterator[dict[str, Any]]:
    vorgang = blake2b(k.nummer.encode(), digest_size=4, key=KEY).hexdigest().upper()
    for pflicht, frist, fehlt in possible_dates(k):
        yield record(k, vorgang, pflicht, None, frist, fehlt)
    for t in k.teilnahmen:
        for pflicht, frist in graduate_dates(k, t):
            yield record(k, vorgang, pflicht, t.massnahme, frist, set())


def record(k: Kunde, vorgang: str, pflicht: str, massnahme: str | None, f: Frist, fehlt: set[str]) -> dict[str, Any]:
    art = "aufgabe" if f.regel == "am-ags" else "kontakt"
    vorschlag = eintrag = None
    if f.faellig is not None and f.status != "ausgesetzt":
        vorschlag, eintrag = planung(f.faellig, f.oeffnet, 10 if art == "kontakt" else 0)
    elif f.faellig is None and f.status == "terminiert":
        vorschlag, eintrag = planung(STICHTAG, None, 10)
    return {
        "vorgang": vorgang,
        "kundennummer": k.nummer,
        "betreuer": k.betreuer,
        "pflicht": pflicht,
        "massnahme": massnahme,
        "regel": f.regel,
        "art": art,
        "status": f.status,
        "oeffnet": f.oeffnet.isoformat() if f.oeffnet else None,
        "faellig": f.faellig.isoformat() if f.faellig else None,
        "vorschlag": vorschlag.isoformat() if vorschlag else None,
        "eintrag": eintrag.isoformat() if eintrag else None,
        "begruendung": [f.grund],
        "fehlt": sorted(fehlt),
    }


def run(pfad: Path, ziel: Path) -> None:
    """Read the lists, work everything out and write the due list."""
    leser = Leser()
    alle = [r for k in read(pfad, leser) for r in records(k)]
    alle.sort(key=lambda r: [(r[n] is None, r[n] or "") for n in ("betreuer", "eintrag", "vorgang", "pflicht")])
    inhalt = {"schema": 1, "stichtag": STICHTAG.isoformat(), "wiedervorlagen": alle, "fehler": leser.fehler}
    ziel.write_text(json.dumps(inhalt, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    run(Path(sys.argv[1]), Path(sys.argv[2]))
