"""What people are told, word for word; and what they are never told."""

import json

import pytest

from wiedervorlage.errors import Meldung
from wiedervorlage.readers.cells import cell_reader

ZELLEN = [
    ("Status", "arbeitslso", "arbeitslso", "arbeitslos, arbeitsuchend, ratsuchend, nicht gesetzt",
     "„arbeitslso“ ist hier kein bekannter Wert, gemeint ist vielleicht „arbeitslos“; bitte einen dieser Werte "
     "eintragen: arbeitslos, arbeitsuchend, ratsuchend, nicht gesetzt."),
    ("Status", "krank", "unbekannter Text", "arbeitslos, arbeitsuchend, ratsuchend, nicht gesetzt",
     "Hier steht ein unbekannter Text; bitte einen dieser Werte eintragen: arbeitslos, arbeitsuchend, "
     "ratsuchend, nicht gesetzt."),
    ("Schüler", "vielleicht", "Text statt ja oder nein", "ja oder nein",
     "Hier steht Text statt ja oder nein; bitte ja oder nein eintragen."),
    ("Erstgespräch", "31.02.2026", "31.02.2026", "Datum wie 31.01.2026",
     "„31.02.2026“ ist kein mögliches Datum; bitte das Datum berichtigen."),
    ("Erstgespräch", "bald", "Text statt Datum", "ein Datum wie 31.01.2026",
     "Hier steht Text statt eines Datums; bitte ein Datum wie 31.01.2026 eintragen."),
    ("Erstgespräch", "19999", "Zahl statt Datum", "ein Datum wie 31.01.2026",
     "Hier steht eine Zahl statt eines Datums; bitte ein Datum wie 31.01.2026 eintragen."),
    ("Erstgespräch", "#NV", "#NV", None,
     "Die Zelle enthält den Fehlerwert #NV; bitte den Inhalt der Zelle berichtigen."),
    ("Geburtsdatum", "31.02.1990", "unmögliches Datum", "Datum wie 31.01.2026",
     "Diesen Tag der Geburt gibt es nicht; bitte das Datum berichtigen."),
    ("Geburtsdatum", "02.07.2026", "Datum nach dem Stichtag", "Datum wie 31.01.2026",
     "Das Geburtsdatum liegt nach dem Stichtag; bitte das Datum berichtigen."),
]  # fmt: skip


@pytest.mark.parametrize(("spalte", "zelle", "gefunden", "erwartet", "text"), ZELLEN, ids=lambda p: str(p)[:20])
def test_about_a_cell(lies, tmp_path, spalte, zelle, gefunden, erwartet, text):
    eingabe = lies({"k.csv": f"Kundennummer;{spalte}\n000X100001;{zelle}\n"})
    assert eingabe.meldungen == (Meldung(text, str(tmp_path / "k.csv"), None, 2, spalte, gefunden, erwartet),)
    assert len(eingabe.kunden) == 1


@pytest.mark.parametrize(
    ("zeile", "text"),
    [
        (";alo", "Die Kundennummer fehlt, deshalb bleibt der Eintrag weg; bitte ergänzen."),
        (
            "1E+123;alo",
            "Eine Tabellenkalkulation hat die Kundennummer in eine Zahl verwandelt, deshalb bleibt der Eintrag weg; "
            "bitte die Spalte als Text formatieren und die Nummer neu eintragen.",
        ),
        (
            "Ende der Liste;",
            "Hier steht Text statt einer Kundennummer, deshalb bleibt der Eintrag weg; "
            "bitte die Kundennummer eintragen.",
        ),
    ],
)
def test_about_a_row_that_is_dropped(lies, zeile, text):
    assert [m.text for m in lies({"k.csv": f"Kundennummer;Status\n{zeile}\n"}).meldungen] == [text]


def test_about_a_kundennummer_that_is_there_already(lies, tmp_path):
    (meldung,) = lies({"k.csv": "Kundennummer;Status\n000X100001;alo\n000X100001;asu\n"}).meldungen
    assert meldung.text == (
        f"Die Kundennummer steht mit anderen Angaben schon in {tmp_path / 'k.csv'}, Zeile 2, "
        "deshalb bleibt der Eintrag weg; bitte nur einen der Einträge behalten."
    )


def test_about_a_row_that_says_the_same_again(lies, tmp_path):
    eingabe = lies({"k.csv": "Kundennummer;Status\n000X100001;alo\n000X100002;alo\n000X100001;alo\n"})
    text = f"Die Zeile wiederholt {tmp_path / 'k.csv'}, Zeile 2 und zählt nur einmal; bitte eine der beiden löschen."
    assert eingabe.wiederholt == (
        Meldung(text, str(tmp_path / "k.csv"), None, 4, "Kundennummer", "doppelt", "jede Zeile nur einmal"),
    )
    assert (eingabe.meldungen, eingabe.gelesen, eingabe.verworfen) == ((), 2, 0)


def test_rows_that_differ_do_not_repeat_one_another(lies):
    assert lies({"k.csv": "Kundennummer;Status\n000X100001;alo\n000X100001;asu\n"}).wiederholt == ()


def test_the_nearest_value_is_named_for_every_field_with_values(felder):
    gefragt = 0
    for feld in felder:
        if feld.typ not in ("auswahl", "auswahlen") or feld.offen:
            continue
        lesen = cell_reader(feld)
        for texte in feld.werte.values():
            for text in texte:
                if len(text) > 3 and "," not in text:
                    gefragt += 1
                    assert f"gemeint ist vielleicht „{texte[0]}“" in lesen[text[0] + text].satz
    assert gefragt > 40


def test_the_nearest_value_is_named_in_json_too(lies):
    kunde = {"kundennummer": "000X100001", "status": "arbeitslso", "kontakte": [{"datum": "2026-01-05", "art": "vido"}]}
    texte = [m.text for m in lies({"k.json": json.dumps({"kunden": [kunde]})}).meldungen]
    assert sorted(text.partition(";")[0] for text in texte) == [
        "„arbeitslso“ ist hier kein bekannter Wert, gemeint ist vielleicht „arbeitslos“",
        "„vido“ ist hier kein bekannter Wert, gemeint ist vielleicht „Video“",
    ]


@pytest.mark.parametrize(
    ("zeile", "text"),
    [
        (
            "000X100009;01.03.2026",
            "Diese Kundennummer steht nicht in der Liste der Kunden, deshalb bleibt der Eintrag weg; "
            "bitte den Kunden dort ergänzen oder die Zeile löschen.",
        ),
        ("000X100001;", "Das Datum fehlt, deshalb bleibt der Eintrag weg; bitte ergänzen."),
        (
            "000X100001;31.02.2026",
            "„31.02.2026“ ist kein mögliches Datum, deshalb bleibt der Eintrag weg; bitte das Datum berichtigen.",
        ),
    ],
)
def test_about_a_kontakt(lies, zeile, text):
    dateien = {"k.csv": "Kundennummer\n000X100001\n", "k.kontakte.csv": f"Kundennummer;Datum\n{zeile}\n"}
    assert [m.text for m in lies(dateien).meldungen] == [text]


PERSOENLICH = [
    "000X100001",
    "Erika",
    "Erika Beispiel",
    "Beispiel, Erika",
    "erika@example.org",
    "01.02.1990",
    "Erika Beispiel " * 4,
]


@pytest.mark.parametrize("feld", ["Status", "Schüler", "Erstgespräch", "Schlüsselgruppe", "Pläne", "Profillage"])
@pytest.mark.parametrize("wert", PERSOENLICH)
def test_what_slipped_into_another_column_is_not_told(lies, feld, wert):
    eingabe = lies({"k.csv": f"Kundennummer;{feld}\n000X100002;{wert}\n"})
    for meldung in eingabe.meldungen:
        assert not {teil for teil in wert.split() if len(teil) > 3 and teil in f"{meldung.text} {meldung.gefunden}"}


def test_no_kundennummer_is_ever_told(lies):
    kunden = "Kundennummer;Status\n000X100001;alo\n000X100001;asu\n000X100002;krank\n1,5E+11;alo\n"
    kontakte = "Kundennummer;Datum\n000X100009;01.03.2026\n000X100002;bald\n"
    meldungen = lies({"k.csv": kunden, "k.kontakte.csv": kontakte}).meldungen
    assert len(meldungen) == 5
    for meldung in meldungen:
        assert "000X" not in f"{meldung.text}{meldung.gefunden}"
        assert "E+" not in f"{meldung.text}{meldung.gefunden}"


@pytest.mark.parametrize("zeile", ["000X100002;krank", ";alo", "1E+123;alo", "000X100001;asu"])
def test_every_message_is_one_sentence(lies, zeile):
    (meldung,) = lies({"k.csv": f"Kundennummer;Status\n000X100001;alo\n{zeile}\n"}).meldungen
    assert meldung.text.endswith(".")
    assert ". " not in meldung.text
