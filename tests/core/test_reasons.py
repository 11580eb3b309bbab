"""The begruendung: rows, tests with their values, sums, what was displaced, what is missing."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from wiedervorlage.forecast import Wiedervorlage
from wiedervorlage.kunde import Kunde

Zeile = Callable[..., str]
Grund = Callable[..., str]

LESART = """
[[lesart]]
name        = "vorrang"
bezeichnung = "Vorrang"
vorgabe     = true
fundstelle  = "Tabelle"
bedeutung   = "Ein: a geht vor."
"""
VERSCHIEBUNG = """
[[verschiebung]]
id         = "nach-massnahme"
pflicht    = "Kontakt"
fundstelle = "Zeile 11"
wortlaut   = "nach Maßnahmenaustritt"
wenn       = { ende = { vor = "stichtag" }, faellig = { ab = "beginn", bis = "ende" } }
faellig    = "ende + 15 Arbeitstage"
"""


@pytest.fixture
def grund(eine: Callable[..., Wiedervorlage], kunde: Callable[..., Kunde]) -> Grund:
    """The whole begruendung as one text, of a Kunde whose Erstgespräch was on 20.01.2026."""

    def forecast(zeilen: str, rest: Any = None, **werte: Any) -> str:
        w = eine(zeilen, kunde(**{"erstgespraech": date(2026, 1, 20)} | werte), **rest or {})
        assert all(isinstance(zeile, str) and zeile.strip() for zeile in w.begruendung)
        return "\n".join(w.begruendung)

    return forecast


def test_names_the_row_in_the_words_of_the_directive(grund: Grund, regel: Zeile) -> None:
    assert "Entscheidet: Zeile a „Wort a“" in grund(regel("a", "erstgespraech + 1 Monat"))


def test_writes_the_sum_out(grund: Grund, regel: Zeile) -> None:
    assert "Erstgespräch 20.01.2026 + 1 Monat = 20.02.2026" in grund(regel("a", "erstgespraech + 1 Monat"))
    assert "Erstgespräch 20.01.2026 − 15 Tage = 05.01.2026" in grund(regel("a", "erstgespraech - 15 Tage"))


def test_names_every_day_among_which_it_chose(grund: Grund, regel: Zeile) -> None:
    zeile = regel("a", '{ frueheste = ["erstgespraech + 1 Monat", "plan_gueltig_bis"] }')
    text = grund(zeile, plan_gueltig_bis=date(2026, 3, 31))
    assert "Erstgespräch 20.01.2026 + 1 Monat" in text
    assert "Plan gültig bis 31.03.2026" in text
    assert text.endswith("= 20.02.2026")


def test_names_the_tests_with_the_actual_values(grund: Grund, regel: Zeile) -> None:
    wenn = 'wenn = { alter = "< 25", profillage = ["FP", "EP"], schueler = false }'
    text = grund(regel("a", "stichtag", wenn), geburtsdatum=date(2004, 5, 1), profillage="EP")
    assert "Alter: 21 Jahre (verlangt: unter 25)" in text
    assert "Profillage: EP (verlangt: " in text
    assert "Schüler: nein" in text


def test_names_a_row_that_came_later(grund: Grund, regel: Zeile) -> None:
    text = grund(regel("a", "erstgespraech + 1 Monat") + regel("b", "erstgespraech + 2 Monate"))
    assert text.index("Entscheidet: Zeile a") < text.index("Gilt auch, aber später: Zeile b")
    assert "Erstgespräch 20.01.2026 + 2 Monate = 20.03.2026" in text


def test_the_deciding_row_comes_first(grund: Grund, regel: Zeile) -> None:
    text = grund(regel("b", "erstgespraech + 2 Monate") + regel("a", "erstgespraech + 1 Monat"))
    assert text.startswith("Entscheidet: Zeile a")


def test_leaves_out_a_row_that_does_not_hold(grund: Grund, regel: Zeile) -> None:
    zeilen = regel("a", "erstgespraech + 1 Monat") + regel("b", "stichtag", 'wenn = { status = "arbeitslos" }')
    assert "Zeile b" not in grund(zeilen, status="ratsuchend")


def test_says_by_what_a_row_was_displaced(grund: Grund, regel: Zeile) -> None:
    zeilen = LESART + regel("a", "erstgespraech + 3 Monate", 'vorrang_vor = ["b"]\nlesart = "vorrang"')
    text = grund(zeilen + regel("b", "erstgespraech + 1 Monat"))
    assert "Verdrängt: Zeile b „Wort b“ durch Zeile a, Lesart „vorrang“" in text


def test_displacement_that_the_text_gives_names_no_reading(grund: Grund, regel: Zeile) -> None:
    zeilen = regel("a", "erstgespraech + 3 Monate", 'vorrang_vor = ["b"]')
    text = grund(zeilen + regel("b", "erstgespraech + 1 Monat"))
    assert "Verdrängt: Zeile b „Wort b“ durch Zeile a\n" in text


def test_says_what_is_missing(grund: Grund, regel: Zeile) -> None:
    zeilen = regel("a", "erstgespraech + 1 Monat", 'wenn = { status = "arbeitslos" }')
    text = grund(zeilen + regel("b", "erstgespraech + 2 Monate"))
    assert "Nicht zu entscheiden: Zeile a" in text
    assert "Status: nicht bekannt (verlangt: arbeitslos)" in text
    assert text.endswith("Es fehlt: Status")


def test_says_that_an_undecided_row_does_not_matter(grund: Grund, regel: Zeile) -> None:
    zeilen = regel("a", "erstgespraech + 2 Monate", 'wenn = { status = "arbeitslos" }')
    text = grund(zeilen + regel("b", "erstgespraech + 1 Monat"))
    assert "Nicht zu entscheiden, aber ohne Einfluss: Zeile a" in text
    assert "Es fehlt" not in text


def test_says_that_a_sum_cannot_be_made(grund: Grund, regel: Zeile) -> None:
    text = grund(regel("a", "erstgespraech + 1 Monat"), erstgespraech=None)
    assert "Erstgespräch keine Angabe + 1 Monat" in text
    assert text.endswith("Es fehlt: Erstgespräch")


@pytest.mark.parametrize(
    ("antwort", "satz"),
    [
        ("individuell", "die Weisung überlässt den Tag der Fachkraft"),
        ("nicht_geregelt", "hier nicht geregelt"),
        ("entfaellt", "nichts geschuldet"),
        ("ohne_datum", "ohne festen Tag"),
    ],
)
def test_says_what_a_row_answers_instead_of_a_date(grund: Grund, regel: Zeile, antwort: str, satz: str) -> None:
    assert satz in grund(regel("a", antwort))


def test_writes_a_displaced_date_out(grund: Grund, regel: Zeile) -> None:
    kurs = {"massnahme": "Kurs", "werte": {"beginn": date(2026, 1, 5), "ende": date(2026, 1, 30)}}
    text = grund(VERSCHIEBUNG + regel("a", "erstgespraech + 2 Tage"), teilnahmen=[kurs])
    assert "Erstgespräch 20.01.2026 + 2 Tage = 22.01.2026" in text
    assert "statt 22.01.2026: Ende 30.01.2026 + 15 Arbeitstage = 20.02.2026 (Zeile 11)" in text


def test_writes_a_date_that_was_displaced_twice_out(grund: Grund, regel: Zeile) -> None:
    kurse = [
        {"massnahme": "A", "werte": {"beginn": date(2026, 1, 5), "ende": date(2026, 1, 30)}},
        {"massnahme": "B", "werte": {"beginn": date(2026, 2, 16), "ende": date(2026, 2, 27)}},
    ]
    rest = {"stichtag": date(2026, 3, 2)}
    text = grund(VERSCHIEBUNG + regel("a", "erstgespraech + 2 Tage"), rest, teilnahmen=kurse)
    assert "Erstgespräch 20.01.2026 + 2 Tage = 22.01.2026" in text
    assert "statt 22.01.2026: Ende 30.01.2026 + 15 Arbeitstage = 20.02.2026" in text
    assert "statt 20.02.2026: Ende 27.02.2026 + 15 Arbeitstage = 20.03.2026" in text


def test_says_when_it_was_done(grund: Grund, regel: Zeile) -> None:
    zeile = regel("a", "erstgespraech + 1 Monat", 'erledigt = [[{ kontakt = "jeder" }]]')
    text = grund(zeile, kontakte=[date(2026, 2, 2), date(2026, 2, 5)])
    assert "Erledigt am 02.02.2026 und 05.02.2026" in text


def test_says_why_nothing_is_owed(grund: Grund, regel: Zeile) -> None:
    zeile = regel("a", "erstgespraech + 1 Monat", "entfaellt = { schueler = true }")
    assert "Entfällt: Schüler: ja" in grund(zeile, schueler=True)
    assert "Entfällt" not in grund(zeile)


def test_writes_no_date_in_any_other_way(grund: Grund, regel: Zeile) -> None:
    text = grund(regel("a", "erstgespraech + 1 Monat", 'wenn = { erstgespraech = { bis = "stichtag" } }'))
    assert "2026-" not in text
    assert "Stichtag" in text
