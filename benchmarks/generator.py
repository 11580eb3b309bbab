"""Invented lists with realistic proportions: the same seed gives the same list.

The shares follow the statistics of the Jobcenter roughly: one in seven is under 25, two in five have been without work
for a year, one in eight is in a Massnahme; a Kunde has five to ten contacts a year, and one record in ten lacks
something.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from wiedervorlage.kunde import FEHLT, Kontakt, Kunde, Teilnahme

STICHTAG = date(2026, 11, 23)
UNVOLLSTAENDIG = 0.10
_FEHLT_GERN = (
    "geburtsdatum", "status", "arbeitslos_seit", "integrationsprognose", "beschaeftigung", "zugang", "erstgespraech",
    "letzter_kontakt", "letzter_kontakt_art", "bewilligung_bis",
)  # fmt: skip


def flat(anzahl: int, seed: int = 2026, beginn: int = 0) -> Iterator[dict[str, Any]]:
    """Kunden of a flat list under the names of the contract: what is known of each stands in one record.

    Records `beginn` to `beginn + anzahl` of the list; every block of 10,000 has a seed of its own, so that any part of
    a long list can be made without the parts before it.
    """
    for nummer in range(beginn, beginn + anzahl):
        if nummer % 10_000 == 0 or nummer == beginn:
            wuerfel = random.Random(f"{seed}/{nummer // 10_000}")
            for _ in range(nummer % 10_000):
                _kunde(wuerfel, 0)
        yield _kunde(wuerfel, nummer)


def _kunde(w: random.Random, nummer: int) -> dict[str, Any]:
    alter = w.randrange(15 * 365, 25 * 365) if w.random() < 0.15 else w.randrange(25 * 365, 66 * 365)
    arbeitslos = w.random() < 0.65
    seit = _vor(w, 365) if w.random() < 0.6 else _vor(w, 3650, 365)
    prognose = w.choices(("marktnah", "nicht_marktnah", "integriert", "Z"), (25, 50, 17, 8))[0]
    zugang = seit + timedelta(days=w.randrange(60))
    satz: dict[str, Any] = {
        "kundennummer": f"000X{nummer:07}",
        "betreuer": f"Betreuer {nummer // 150}",
        "geburtsdatum": STICHTAG - timedelta(days=alter),
        "status": "arbeitslos" if arbeitslos else w.choice(("arbeitsuchend", "nicht_gesetzt", "ratsuchend")),
        "integrationsprognose": prognose,
        "zugang": min(zugang, STICHTAG),
        "letzter_kontakt": _werktag(STICHTAG - timedelta(days=min(int(w.expovariate(1 / 45)), 700))),
        "letzter_kontakt_art": w.choices(("persoenlich", "telefonisch", "video", "email"), (50, 35, 5, 10))[0],
    }
    if arbeitslos:
        satz["arbeitslos_seit"] = seit
    if w.random() < 0.9:
        satz["erstgespraech"] = min(zugang + timedelta(days=w.randrange(30)), STICHTAG)
    if prognose == "integriert":
        satz["beschaeftigung"] = "selbstaendig" if w.random() < 0.1 else "sv"
    for name, anteil in (("fallmanagement", 0.06), ("ganzheitliche_betreuung", 0.04), ("flucht_asyl", 0.15)):
        if w.random() < anteil:
            satz[name] = True
    if w.random() < 0.95:
        satz["bewilligung_bis"] = STICHTAG + timedelta(days=w.randrange(-10, 365))
    if w.random() < 0.3:
        satz["wiedervorlage_am"] = STICHTAG + timedelta(days=w.randrange(90))
    if w.random() < 0.02:
        satz["ausgesetzt_bis"] = STICHTAG + timedelta(days=w.randrange(-30, 60))
    if w.random() < 0.13:
        satz["teilnahmen"] = [_teilnahme(w)]
    if w.random() < UNVOLLSTAENDIG:
        fehlt = w.choice(_FEHLT_GERN)
        # two rare cases in which the core asks for a fact that the program written by hand can do without: the kind of
        # the only contact decides between two Pflichten, or a Maßnahme that ended moves two days to the same one
        braucht = {"letzter_kontakt_art": "erstgespraech" in satz, "arbeitslos_seit": "teilnahmen" not in satz}
        if braucht.get(fehlt, True):
            satz.pop(fehlt, None)
    return satz


def _teilnahme(w: random.Random) -> dict[str, Any]:
    beginn = _vor(w, 300)
    art = w.choices(("MAT", "FbW", "AGH", "MAG"), (45, 20, 20, 15))[0]
    return {
        "massnahme": f"{art} {w.randrange(40)}",
        "art": art,
        "beginn": beginn,
        "ende": beginn + timedelta(days=w.choice((60, 90, 180, 365))),
    }


def _vor(w: random.Random, hoechstens: int, mindestens: int = 0) -> date:
    return STICHTAG - timedelta(days=w.randrange(mindestens, hoechstens))


def _werktag(tag: date) -> date:
    """The day itself or the Friday before: nobody is seen on a weekend."""
    return tag - timedelta(days=max(0, tag.weekday() - 4))


_EIGENE = ("kundennummer", "betreuer", "letzter_kontakt", "letzter_kontakt_art", "teilnahmen")


def kunde(satz: dict[str, Any]) -> Kunde:
    """The Kunde the reader would make of a flat record."""
    kontakte: tuple[Kontakt, ...] = ()
    if "letzter_kontakt" in satz:
        kontakte = (Kontakt(satz["letzter_kontakt"], satz.get("letzter_kontakt_art", FEHLT), flach=True),)
    return Kunde(
        satz["kundennummer"],
        satz["betreuer"],
        {name: wert for name, wert in satz.items() if name not in _EIGENE},
        kontakte,
        tuple(
            Teilnahme(t["massnahme"], {n: w for n, w in t.items() if n != "massnahme"})
            for t in satz.get("teilnahmen", ())
        ),
    )
