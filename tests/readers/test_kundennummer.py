"""The cell without which a row is nobody's."""

from datetime import date

import pytest

from wiedervorlage.kunde import FEHLT
from wiedervorlage.readers.mangel import Mangel


@pytest.mark.parametrize(
    ("roh", "nummer"),
    [
        ("000X100001", "000X100001"),
        (" 000X100001\u00a0", "000X100001"),
        ("0001", "0001"),
        ("T-1", "T-1"),
        ("A", "A"),
        ("000 X 100001", "000 X 100001"),
        ("000E100001", "000E100001"),
        ("000.10.00001", "000.10.00001"),
        (1234567890.0, "1234567890"),
        (1234567890, "1234567890"),
        (10**15 - 1, "999999999999999"),
    ],
)
def test_usable(reading, roh, nummer):
    assert reading("kundennummer")[roh] == nummer


@pytest.mark.parametrize(
    "roh", ["1E+123", "1e+08", "1,23457E+11", "1.23E-05", 1e123, 10**15, 12.5, float("nan")], ids=repr
)
def test_made_a_number_by_a_spreadsheet(reading, roh):
    assert reading("kundennummer")[roh].rat == "bitte die Spalte als Text formatieren und die Nummer neu eintragen"


@pytest.mark.parametrize(
    "roh", ["Ende der Liste", "erstellt am 01.07.2026", "x" * 51, True, date(2026, 1, 1), ("1",)], ids=repr
)
def test_something_else(reading, roh):
    assert isinstance(reading("kundennummer")[roh], Mangel)


@pytest.mark.parametrize("roh", ["", None, "keine"], ids=repr)
def test_missing(reading, roh):
    assert reading("kundennummer")[roh] is FEHLT


def test_of_fifty_characters_is_usable(reading):
    assert reading("kundennummer")["9" * 50] == "9" * 50
