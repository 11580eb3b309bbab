"""Rows of cells, from whatever file: what an XLSX reader has to deliver."""

from datetime import date, datetime
from pathlib import Path

import pytest

from wiedervorlage.errors import DateiError
from wiedervorlage.konzept.model import Feld
from wiedervorlage.kunde import Kontakt
from wiedervorlage.readers import refusal
from wiedervorlage.readers.collection import Collection
from wiedervorlage.readers.schema import build_schemas
from wiedervorlage.readers.sources import find_sources
from wiedervorlage.readers.tables import Tabelle, add_table

KOPF = ["Kundennummer", "Geburtsdatum", "Schüler", "Status"]


@pytest.fixture
def collection(felder):
    return Collection(build_schemas(felder, date(2026, 7, 1)))


def kunden(zeilen):
    return Tabelle("k.xlsx", "Kunden", "kunde", zeilen)


def test_cells_may_be_values(collection):
    add_table(kunden([KOPF, [1234567890.0, datetime(1990, 2, 1), True, "alo"], (12.0, 32905.0, 0.0, None)]), collection)
    erster, zweiter = collection.eingabe().kunden
    assert erster.kundennummer == "1234567890"
    assert erster.werte == {"geburtsdatum": date(1990, 2, 1), "schueler": True, "status": "arbeitslos"}
    assert zweiter.werte == {"geburtsdatum": date(1990, 2, 1), "schueler": False}


def test_a_message_names_sheet_and_row(collection):
    add_table(kunden([[None], KOPF, ["000X100001", None, None, "krank"]]), collection)
    (meldung,) = collection.eingabe().meldungen
    assert (meldung.datei, meldung.blatt, meldung.zeile, meldung.spalte) == ("k.xlsx", "Kunden", 3, "Status")


@pytest.mark.parametrize("leer", [[], [[]], [[None, ""], ["\u00a0"]]], ids=["no row", "empty row", "blank rows"])
def test_a_sheet_of_kontakte_may_be_blank(collection, leer):
    add_table(kunden([KOPF]), collection)
    add_table(Tabelle("k.xlsx", "Kontakte", "kontakt", leer), collection)
    assert collection.eingabe().spalten["kontakt"] == frozenset()


def test_a_sheet_of_kunden_may_not(collection):
    with pytest.raises(DateiError, match=r"k\.xlsx, Blatt Kunden: In den ersten 20 Zeilen steht keine Kopfzeile"):
        add_table(kunden([[None]]), collection)


def test_a_sheet_of_kontakte_with_something_on_it_needs_a_header(collection):
    with pytest.raises(DateiError, match="Blatt Kontakte"):
        add_table(Tabelle("k.xlsx", "Kontakte", "kontakt", [["Datum"], ["01.03.2026"]]), collection)


def test_kontakte_are_joined_from_a_sheet(collection):
    add_table(kunden([KOPF, ["000X100001"]]), collection)
    zeilen = [["Datum", "Kundennummer"], [datetime(2026, 3, 1, 9, 30), "000X100001"]]
    add_table(Tabelle("k.xlsx", "Kontakte", "kontakt", zeilen), collection)
    assert collection.eingabe().kunden[0].kontakte == (Kontakt(date(2026, 3, 1)),)


def test_a_field_that_no_kontakt_has_is_left_alone(felder):
    collection = Collection(build_schemas([*felder, Feld("ort", "text", "Ort", "", an="kontakt")], None))
    add_table(kunden([KOPF, ["000X100001"]]), collection)
    zeilen = [["Kundennummer", "Datum", "Ort"], ["000X100001", "01.03.2026", "Büro"]]
    add_table(Tabelle("k.xlsx", "Kontakte", "kontakt", zeilen), collection)
    assert collection.eingabe().kunden[0].kontakte == (Kontakt(date(2026, 3, 1)),)
    assert "Ort" in collection.eingabe().unbeachtet


def test_a_stand_in_two_cells_is_read(collection):
    add_table(kunden([["Stand:", datetime(2026, 6, 30)], KOPF]), collection)
    assert collection.eingabe().stand == date(2026, 6, 30)


def test_a_file_that_another_program_holds_is_refused():
    assert "noch in einem Programm geöffnet" in str(refusal.datei_unlesbar(Path("k.csv"), PermissionError()))


def test_in_a_closed_folder_nothing_is_looked_for(monkeypatch):
    def closed(self):
        raise PermissionError

    monkeypatch.setattr(Path, "iterdir", closed)
    assert find_sources([Path("k.csv")]) == [(Path("k.csv"), "kunde")]


def test_a_path_the_system_cannot_resolve_is_taken_as_it_is(monkeypatch):
    def unknown(pfad):
        raise ValueError

    monkeypatch.setattr("wiedervorlage.readers.sources.realpath", unknown)
    assert len(find_sources([Path("k.json"), Path("k.json"), Path("m.json")])) == 2
