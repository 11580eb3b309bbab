"""The Weimarer Land concept as somebody would write it by hand: attrs, functions, relativedelta, holidays.

A good plain program: constants are made once, public holidays looked up in a set, nothing is computed that is not
needed. A missing fact is tried with every value it can have.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from typing import Any

from attrs import define, evolve
from dateutil.relativedelta import relativedelta
from holidays import country_holidays

MONAT = relativedelta(months=1)
ZWEI_MONATE = relativedelta(months=2)
DREI_MONATE = relativedelta(months=3)
VIER_MONATE = relativedelta(months=4)
JAHR = relativedelta(months=12)
TAG = timedelta(days=1)
HALBER_MONAT = timedelta(days=15)
FEIERTAGE = frozenset(country_holidays("DE", subdiv="TH", years=range(2010, 2035)))
ZAEHLT = ("persoenlich", "telefonisch", "video")
NICHTS_OFFEN = ("erledigt", "entfaellt", "verfallen", "nicht_geregelt")


@define
class Teilnahme:
    massnahme: str
    art: str
    beginn: date
    ende: date


@define
class Kunde:
    kundennummer: str
    betreuer: str
    geburtsdatum: date | None = None
    status: str | None = None
    arbeitslos_seit: date | None = None
    integrationsprognose: str | None = None
    beschaeftigung: str | None = None
    zugang: date | None = None
    erstgespraech: date | None = None
    letzter_kontakt: date | None = None
    letzter_kontakt_art: str | None = None
    fallmanagement: bool = False
    ganzheitliche_betreuung: bool = False
    flucht_asyl: bool = False
    bewilligung_bis: date | None = None
    wiedervorlage_am: date | None = None
    ausgesetzt_bis: date | None = None
    teilnahmen: tuple[Teilnahme, ...] = ()


@define
class Wiedervorlage:
    kundennummer: str
    betreuer: str
    pflicht: str
    massnahme: str | None
    regel: str | None
    status: str
    oeffnet: date | None = None
    faellig: date | None = None
    vorschlag: date | None = None
    eintrag: date | None = None
    verfaellt: date | None = None
    fehlt: frozenset[str] = frozenset()


def kunde(satz: dict[str, Any]) -> Kunde:
    """A record of the generator as this program has it."""
    return Kunde(**{**satz, "teilnahmen": tuple(Teilnahme(**t) for t in satz.get("teilnahmen", ()))})


# --- days ------------------------------------------------------------------------------------------------------------


def ist_arbeitstag(tag: date) -> bool:
    return tag.weekday() < 5 and tag not in FEIERTAGE


def plus_arbeitstage(tag: date, anzahl: int) -> date:
    schritt = TAG if anzahl > 0 else -TAG
    for _ in range(abs(anzahl)):
        tag += schritt
        while not ist_arbeitstag(tag):
            tag += schritt
    return tag


def erster_arbeitstag(tag: date) -> date:
    while not ist_arbeitstag(tag):
        tag += TAG
    return tag


def vorschlag_und_eintrag(faellig: date, oeffnet: date | None, stichtag: date, vorlauf: int) -> tuple[date, date]:
    fruehestens = max(stichtag, oeffnet) if oeffnet else stichtag
    tag = faellig
    while not ist_arbeitstag(tag):
        tag -= TAG
    vorschlag = tag if tag >= fruehestens else erster_arbeitstag(fruehestens)
    return vorschlag, max(plus_arbeitstage(vorschlag, -vorlauf), erster_arbeitstag(fruehestens))


# --- contact rules ---------------------------------------------------------------------------------------------------


def letzter_kontakt(k: Kunde) -> date | None:
    if k.letzter_kontakt is not None and k.letzter_kontakt_art in ZAEHLT:
        return max(k.letzter_kontakt, k.erstgespraech) if k.erstgespraech else k.letzter_kontakt
    return k.erstgespraech


def folgekontakt(k: Kunde, letzter: date, stichtag: date) -> tuple[str | None, date | None]:
    """The row that decides and its day; no row: (None, None)."""
    beginne = [t.beginn for t in k.teilnahmen if t.beginn <= stichtag <= t.ende]
    prognose = k.integrationsprognose
    if beginne:
        regel, faellig = "massnahme", max(min(beginne), letzter) + DREI_MONATE
    elif prognose == "Z":
        return "z", k.wiedervorlage_am
    elif prognose == "integriert" and k.beschaeftigung == "sv":
        regel, faellig = "integriert-sv", letzter + JAHR
    elif prognose == "integriert" and k.beschaeftigung == "selbstaendig":
        regel, faellig = "integriert-selbstaendig", letzter + DREI_MONATE
    elif k.ganzheitliche_betreuung:
        regel, faellig = "ganzheitlich", letzter + JAHR
        if k.bewilligung_bis is not None and letzter < k.bewilligung_bis < faellig:
            faellig = k.bewilligung_bis
    else:
        return frueheste(k, letzter, stichtag)
    return regel, nach_massnahme(k, faellig, stichtag)


def frueheste(k: Kunde, letzter: date, stichtag: date) -> tuple[str | None, date | None]:
    """The groups among which the earliest day wins, on equal days the binding row, then the order of the table."""
    prognose = k.integrationsprognose
    kandidaten = []
    if k.geburtsdatum is not None and relativedelta(stichtag, k.geburtsdatum).years < 25:
        kandidaten.append((nach_massnahme(k, letzter + MONAT, stichtag), False, 1, "u25"))
    if k.flucht_asyl and k.status == "arbeitslos":
        kandidaten.append((nach_massnahme(k, letzter + HALBER_MONAT, stichtag), False, 2, "flucht-asyl"))
    if k.fallmanagement:
        kandidaten.append((nach_massnahme(k, letzter + MONAT, stichtag), True, 3, "fallmanagement"))
    if prognose == "marktnah":
        kandidaten.append((nach_massnahme(k, letzter + MONAT, stichtag), False, 4, "marktnah"))
    elif prognose == "nicht_marktnah":
        if k.status == "arbeitslos" and k.arbeitslos_seit is not None and stichtag >= k.arbeitslos_seit + JAHR:
            kandidaten.append((nach_massnahme(k, letzter + VIER_MONATE, stichtag), False, 5, "nicht-marktnah-ab-12"))
        else:
            kandidaten.append((nach_massnahme(k, letzter + ZWEI_MONATE, stichtag), False, 5, "nicht-marktnah-unter-12"))
    if not kandidaten:
        return None, None
    faellig, _, _, regel = min(kandidaten)
    return regel, faellig


def nach_massnahme(k: Kunde, faellig: date, stichtag: date) -> date:
    for t in k.teilnahmen:
        if t.ende < stichtag and t.beginn <= faellig <= t.ende:
            return plus_arbeitstage(t.ende, 15)
    return faellig


def kontakt(k: Kunde, stichtag: date) -> Wiedervorlage:
    """Erstkontakt or Folgekontakt of a Kunde of whom all is known."""
    letzter = letzter_kontakt(k)
    ausgesetzt = k.ausgesetzt_bis is not None and k.ausgesetzt_bis >= stichtag
    pflicht = "Folgekontakt"
    fehlt = frozenset[str]()
    if letzter is None or (k.zugang is not None and letzter < k.zugang):
        pflicht, regel = "Erstkontakt", "erstkontakt"
        faellig = plus_arbeitstage(k.zugang, 15) if k.zugang is not None else None
        status = "ueberfaellig" if faellig and faellig < stichtag else "offen"
        if faellig is None:
            status, fehlt = "unbestimmt", frozenset({"zugang"})
    else:
        regel, faellig = folgekontakt(k, letzter, stichtag)
        if regel == "z":
            status = "individuell"
        elif regel is None:
            status = "nicht_geregelt"
        else:
            status = "ueberfaellig" if faellig and faellig < stichtag else "offen"
    if ausgesetzt:
        status = "ausgesetzt"
    vorschlag = eintrag = None
    if faellig is not None and not ausgesetzt:
        vorschlag, eintrag = vorschlag_und_eintrag(faellig, None, stichtag, 10)
    return Wiedervorlage(
        k.kundennummer, k.betreuer, pflicht, None, regel, status, None, faellig, vorschlag, eintrag, None, fehlt
    )


# --- Absolventenmanagement -------------------------------------------------------------------------------------------


def absolventen(k: Kunde, t: Teilnahme, stichtag: date) -> Iterator[Wiedervorlage]:
    if t.art not in ("FbW", "MAT"):
        return
    gehalten = k.letzter_kontakt if k.letzter_kontakt_art in (*ZAEHLT, None) else None
    zweifel = k.letzter_kontakt_art is None
    faellig = t.ende - timedelta(days=90)
    oeffnet = max(t.ende - timedelta(days=120), t.beginn)
    if faellig < t.beginn:
        status = "entfaellt"
    elif gehalten is not None and oeffnet <= gehalten <= t.ende:
        status = "unbestimmt" if zweifel else "erledigt"
    else:
        status = stand(oeffnet, faellig, t.ende, stichtag)
    yield posten(k, t, "Absolventengespräch", "am-gespraech", status, oeffnet, faellig, t.ende, stichtag, 10)
    faellig = t.ende - MONAT
    status = stand(None, faellig, t.ende, stichtag)
    yield posten(k, t, "Einbindung AG-S", "am-ags", status, None, faellig, t.ende, stichtag, 0)
    oeffnet, faellig = t.ende + TAG, plus_arbeitstage(t.ende, 15)
    erledigt = gehalten is not None and gehalten >= oeffnet
    status = ("unbestimmt" if zweifel else "erledigt") if erledigt else stand(oeffnet, faellig, None, stichtag)
    yield posten(k, t, "Folgegespräch", "am-folgegespraech", status, oeffnet, faellig, None, stichtag, 10)


def stand(oeffnet: date | None, faellig: date, verfaellt: date | None, stichtag: date) -> str:
    if verfaellt is not None and verfaellt < stichtag:
        return "verfallen"
    if oeffnet is not None and stichtag < oeffnet:
        return "kommend"
    return "ueberfaellig" if faellig < stichtag else "offen"


def posten(
    k: Kunde,
    t: Teilnahme,
    pflicht: str,
    regel: str,
    status: str,
    oeffnet: date | None,
    faellig: date,
    verfaellt: date | None,
    stichtag: date,
    vorlauf: int,
) -> Wiedervorlage:
    if vorlauf and k.ausgesetzt_bis is not None and k.ausgesetzt_bis >= stichtag:
        status = "ausgesetzt"
    vorschlag = eintrag = None
    if status not in NICHTS_OFFEN and status != "ausgesetzt":
        vorschlag, eintrag = vorschlag_und_eintrag(faellig, oeffnet, stichtag, vorlauf)
    fehlt = frozenset({"letzter_kontakt_art"} if status == "unbestimmt" else ())
    return Wiedervorlage(
        k.kundennummer, k.betreuer, pflicht, t.massnahme, regel, status, oeffnet, faellig, vorschlag, eintrag,
        verfaellt, fehlt,
    )  # fmt: skip


# --- all of it -------------------------------------------------------------------------------------------------------


def moeglich(k: Kunde, stichtag: date) -> dict[str, tuple[Any, ...]]:
    """For each missing fact the values it can have, as far as they make a difference."""
    offen: dict[str, tuple[Any, ...]] = {}
    if k.geburtsdatum is None:
        offen["geburtsdatum"] = (stichtag - 40 * JAHR, stichtag - 20 * JAHR)
    if k.status is None:
        offen["status"] = ("arbeitsuchend", "arbeitslos")
    if k.arbeitslos_seit is None and k.status in (None, "arbeitslos"):
        offen["arbeitslos_seit"] = (stichtag, stichtag - JAHR)
    if k.integrationsprognose is None:
        offen["integrationsprognose"] = ("marktnah", "nicht_marktnah", "integriert", "Z")
    if k.beschaeftigung is None and k.integrationsprognose in (None, "integriert"):
        offen["beschaeftigung"] = ("sv", "selbstaendig")
    if k.letzter_kontakt is not None and k.letzter_kontakt_art is None:
        offen["letzter_kontakt_art"] = ("persoenlich", "email")
    return offen


def wiedervorlagen(k: Kunde, stichtag: date) -> list[Wiedervorlage]:
    """All that is owed for a Kunde."""
    offen = moeglich(k, stichtag)
    if not offen:
        ergebnis = [kontakt(k, stichtag)]
    else:
        welten = {w: kontakt(evolve(k, **dict(zip(offen, w, strict=True))), stichtag) for w in product(*offen.values())}
        ergebnis = []
        for pflicht in dict.fromkeys(w.pflicht for w in welten.values()):
            eine = {welt: w if w.pflicht == pflicht else None for welt, w in welten.items()}
            ergebnis.append(einig(eine, list(offen)))
    for t in k.teilnahmen:
        ergebnis += absolventen(k, t, stichtag)
    return ergebnis


def einig(antworten: dict[tuple[Any, ...], Wiedervorlage | None], felder: list[str]) -> Wiedervorlage:
    """The one answer of all possible worlds, or the earliest, unbestimmt, with the facts that make a difference."""
    fehlt = set()
    for nummer, feld in enumerate(felder):
        gruppen: dict[tuple[Any, ...], set[Any]] = {}
        for welt, w in antworten.items():
            nichts = w is None or w.status in (*NICHTS_OFFEN, "ausgesetzt")
            was = None if w is None or nichts else (w.faellig, w.status == "individuell")
            gruppen.setdefault(welt[:nummer] + welt[nummer + 1 :], set()).add(was)
        if any(len(verschiedene) > 1 for verschiedene in gruppen.values()):
            fehlt.add(feld)
    da = [w for w in antworten.values() if w is not None]
    beste = min(da, key=lambda w: (w.status in NICHTS_OFFEN, w.faellig or date.max))
    return evolve(beste, status="unbestimmt", fehlt=beste.fehlt | fehlt) if fehlt else beste
