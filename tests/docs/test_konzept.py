"""What the page on concept files says of days, ages, spans and Kontakte is what comes out."""

import re
import sys
from collections.abc import Callable
from datetime import date
from importlib.metadata import EntryPoint
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from wiedervorlage import hookimpl
from wiedervorlage.cases import Fall, verify
from wiedervorlage.konzept import load_konzept
from wiedervorlage.plugins import load_host

SEITE = (Path(__file__).parents[2] / "docs" / "konzept.md").read_text(encoding="utf-8")
BEIDE, NICHT = re.findall(r"^wenn = .*$", SEITE.split("<!-- example: span -->")[1].split("```")[1], re.MULTILINE)

KOPF = """
[konzept]
format    = 1
jobcenter = "nordtal"
titel     = "Probe"
quelle    = "Probe"
gilt_ab   = 2020-01-01
land      = "BB"

[[einstellung]]
name        = "weg"
bezeichnung = "Weg"
vorgabe     = "persoenlich"
fundstelle  = "Nr. 1"
bedeutung   = "was zählt"
werte       = ["persoenlich", "telefonisch"]

[[kontaktbegriff]]
name       = "Gespräch"
fundstelle = "Nr. 1"
wortlaut   = "Gespräch"
wenn       = { art = "$weg" }

[[tatsache]]
name        = "letzter_kontakt"
bezeichnung = "letzter Kontakt"
fundstelle  = "Nr. 1"
letzter     = { kontakt = "Gespräch" }

[[pflicht]]
name    = "Kontakt"
kontakt = "Gespräch"

[[regel]]
id         = "r"
pflicht    = "Kontakt"
fundstelle = "Nr. 1"
wortlaut   = "Probe"
"""
FELD = """
[[feld]]
name         = "{name}"
typ          = "datum"
ueberschrift = "{name}"
bedeutung    = "Elternzeit"
fehlt        = "keine"
geplant      = true
"""
ELTERNZEIT = FELD.format(name="elternzeit_von") + FELD.format(name="elternzeit_bis")
STICHTAG = date(2026, 3, 10)

Ask = Callable[..., Any]


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Says what a row does not give as told, for a Kunde on 10.03.2026; `erwartet` None: nothing is owed."""

    def ask(zeile: str, kunde: dict[str, Any], **erwartet: Any) -> list[str]:
        plugin = ModuleType("probe")
        plugin.jobcenter_konzepte = hookimpl(lambda: [load_konzept(KOPF + zeile + ELTERNZEIT, "probe.toml")])
        monkeypatch.setitem(sys.modules, "probe", plugin)
        jobcenter = load_host([EntryPoint("nordtal", "probe", "wiedervorlage")]).get("nordtal")
        soll = {"pflicht": "Kontakt", **erwartet}
        teile = {"erwartet": (soll,)} if erwartet else {"nicht": ("Kontakt",)}
        return verify(Fall("Probe", STICHTAG, {"kundennummer": "000X1", **kunde}, **teile), jobcenter)

    return ask


HEUTE = 'faellig = "stichtag"\n'
VOR, AM, NACH = date(2026, 3, 9), STICHTAG, date(2026, 3, 11)


@pytest.mark.parametrize(
    ("wenn", "geburtsdatum", "gilt"),
    [
        ('wenn = { alter = "> 58" }', date(1967, 3, 10), True),  # 59 today
        ('wenn = { alter = "> 58" }', date(1967, 3, 11), False),
        ('wenn = { geburtsdatum = { vor = "stichtag - 696 Monate" } }', date(1968, 3, 9), True),  # 58 yesterday
        ('wenn = { geburtsdatum = { vor = "stichtag - 696 Monate" } }', date(1968, 3, 10), False),
    ],
)
def test_age_in_years_and_to_the_day(ask: Ask, wenn: str, geburtsdatum: date, gilt: bool) -> None:
    assert ask(HEUTE + wenn, {"geburtsdatum": geburtsdatum}, **({"regel": "r"} if gilt else {})) == []


@pytest.mark.parametrize(
    ("wenn", "von", "bis", "gilt"),
    [
        (BEIDE, AM, AM, True),
        (BEIDE, NACH, NACH, False),
        (BEIDE, VOR, VOR, False),
        (BEIDE, VOR, None, False),
        (BEIDE, None, NACH, False),
        (NICHT, AM, AM, True),
        (NICHT, NACH, NACH, False),
        (NICHT, VOR, VOR, False),
        (NICHT, VOR, None, True),
        (NICHT, None, NACH, True),
        (NICHT, None, None, True),
    ],
)
def test_spans(ask: Ask, wenn: str, von: date | None, bis: date | None, gilt: bool) -> None:
    kunde = {"elternzeit_von": von, "elternzeit_bis": bis}
    assert ask(HEUTE + wenn, kunde, **({"regel": "r"} if gilt else {})) == []


def gespraeche(*arten: str) -> dict[str, Any]:
    """A talk held on 01.03.2026 and what is arranged for 20.03.2026."""
    tage = (date(2026, 3, 1), date(2026, 3, 20))
    return {"kontakte": [{"datum": tag, "art": art} for tag, art in zip(tage, arten, strict=False)]}


def test_a_day_of_the_year_is_placed_by_a_sum(ask: Ask) -> None:
    assert '{ tag = "31.12.", ab = "letzter_kontakt + 12 Monate" }' in SEITE
    zeile = 'faellig = { tag = "31.12.", ab = "letzter_kontakt + 12 Monate" }\n'
    assert ask(zeile, gespraeche("persoenlich"), faellig=date(2027, 12, 31)) == []


MONAT = 'faellig = "letzter_kontakt + 1 Monat"\n'


@pytest.mark.parametrize(
    ("zeile", "termin", "status"),
    [
        (MONAT, "persoenlich", "terminiert"),  # what the setting asks for
        (MONAT, "telefonisch", "offen"),
        (MONAT + 'kontakt = "jeder"\n', "telefonisch", "terminiert"),
        (MONAT + 'kontakt = "jeder"\nkontaktarten = ["persoenlich"]\n', "telefonisch", "terminiert"),  # named only
        (MONAT + 'erledigt = [[{ kontakt = "jeder", nach = "letzter_kontakt" }]]\n', "telefonisch", "terminiert"),
    ],
)
def test_what_an_appointment_must_be(ask: Ask, zeile: str, termin: str, status: str) -> None:
    assert ask(zeile, gespraeche("persoenlich", termin), faellig=date(2026, 4, 1), status=status) == []
