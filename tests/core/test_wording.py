"""Values in the words of people."""

from datetime import date
from typing import Any

import pytest

from wiedervorlage.forecast.wording import Wortwahl
from wiedervorlage.konzept import Konzept
from wiedervorlage.konzept.model import Einstellung, Feld

KONTAKTART = Feld("art", "auswahl", "Art", "", "kontakt", werte={"persoenlich": ("persönlich", "Vorsprache")})
TEILNAHMEART = Feld("art", "auswahl", "Art", "", "teilnahme", werte={"BAE": ("BaE",)})
LESARTEN = (
    Einstellung("tabelle", "Tabelle", "eng", "", "Abs. 1", ("eng", "weit"), {"eng": "nur persönlich"}),
    Einstellung("vorrang", "Vorrang", True, "", "Abs. 1"),
)
KONZEPT = Konzept(
    "muster", "Konzept", "GA", date(2026, 1, 1), "NW", felder=(KONTAKTART, TEILNAHMEART), lesarten=LESARTEN
)
WORTE = Wortwahl(KONZEPT, {"tabelle": "eng", "vorrang": True})


@pytest.mark.parametrize(
    ("name", "wert", "wort"),
    [
        ("$tabelle", "eng", "nur persönlich"),
        ("$tabelle", "weit", "weit"),
        ("$vorrang", True, "ein"),
        ("$vorrang", False, "aus"),
        ("vorrang", True, "ja"),
        ("art", "persoenlich", "persönlich"),
        ("art", "BAE", "BaE"),
        ("art", "fax", "fax"),
        ("art", frozenset({"persoenlich", "BAE"}), "BaE, persönlich"),
    ],
)
def test_a_value(name: str, wert: Any, wort: str) -> None:
    assert WORTE.wert(name, wert) == wort
