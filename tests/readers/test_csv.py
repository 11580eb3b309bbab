"""Lists as real exports are."""

from datetime import date

import pytest

from wiedervorlage.errors import DateiError
from wiedervorlage.kunde import UNLESBAR, Kunde
from wiedervorlage.readers.mangel import EINTRAG_UNLESBAR

LISTE = "Kundennummer;Betreuer;Geburtsdatum;Straße\n000X100001;Muster, Ä.;01.02.1990;Am See 1\n"


def only(eingabe):
    (kunde,) = eingabe.kunden
    return kunde


def test_columns_are_noted_those_that_nobody_needs_too(lies):
    eingabe = lies({"kunden.csv": LISTE})
    assert eingabe.unbeachtet == ("Straße",)
    assert eingabe.spalten["kunde"] == {"kundennummer", "betreuer", "geburtsdatum"}


def test_a_text_file_is_a_list_too(lies):
    assert only(lies({"kunden.TXT": LISTE})).kundennummer == "000X100001"


def test_an_empty_cell_is_absent_and_keine_is_none(lies):
    kunde = only(lies({"k.csv": "Kundennummer;Status;Erstgespräch;Schüler\n000X100001;;keine;\n"}))
    assert kunde.werte == {"erstgespraech": None}


def test_a_short_row_lacks_its_last_cells(lies):
    assert only(lies({"k.csv": "Kundennummer;Status;Schüler\n000X100001;alo\n"})).werte == {"status": "arbeitslos"}


def test_the_row_number_is_that_of_a_spreadsheet(lies):
    inhalt = 'sep=;\nTitel\n\nKundennummer;Status\n"000X100001\n";alo\n\n000X100002;krank\n'
    (meldung,) = lies({"k.csv": inhalt}).meldungen
    assert (meldung.zeile, meldung.spalte, meldung.blatt) == (6, "Status", None)


def test_a_message_names_the_heading_as_it_is_written(lies):
    (meldung,) = lies({"k.csv": "KdNr;Vermittlungsstatus\n000X100001;krank\n"}).meldungen
    assert meldung.spalte == "Vermittlungsstatus"
    assert meldung.datei.endswith("k.csv")


class TestStand:
    @pytest.mark.parametrize("zeile", ["Stand: 30.06.2026", "Liste (Stand 30.06.2026)", "Stand;30.06.2026"])
    def test_above_the_header(self, lies, zeile):
        eingabe = lies({"k.csv": f"{zeile}\n{LISTE}"})
        assert eingabe.stand == date(2026, 6, 30)
        assert len(eingabe.kunden) == 1

    @pytest.mark.parametrize("zeile", ["Stand: 30.06.2026", "Stand vom 2026-06-30;;;", ";Stand: 30.06.26"])
    def test_below_the_header(self, lies, zeile):
        kopf, rest = LISTE.split("\n", 1)
        eingabe = lies({"k.csv": f"{kopf}\n{zeile}\n{rest}"})
        assert (eingabe.stand, len(eingabe.kunden), eingabe.meldungen) == (date(2026, 6, 30), 1, ())

    def test_of_several_lists_the_oldest_counts(self, lies):
        dateien = {"a.csv": f"Stand: 30.06.2026\n{LISTE}", "b.csv": f"Stand: 31.05.2026\n{LISTE}"}
        assert lies(dateien, nur=("a.csv", "b.csv")).stand == date(2026, 5, 31)

    @pytest.mark.parametrize("zeile", ["Stand: gestern", "Stand: 31.02.2026", "Titel"])
    def test_without_a_date_is_not_known(self, lies, zeile):
        assert lies({"k.csv": f"{zeile}\n{LISTE}"}).stand is None


class TestRowsThatAreNone:
    @pytest.mark.parametrize(
        "zeile",
        [
            "Summe;20",
            "SUMME:;;",
            "Gesamt: 20;;",
            "Gesamtzahl;20",
            "Anzahl Kunden: 20",
            ";Summe;;",
            "Kundennummer;Betreuer",
        ],
    )
    def test_totals_and_repeated_headers_are_skipped(self, lies, zeile):
        eingabe = lies({"k.csv": f"{LISTE}{zeile}\n"})
        assert (eingabe.gelesen, eingabe.verworfen, eingabe.meldungen) == (1, 0, ())

    @pytest.mark.parametrize("zeile", [";Summer, B.;;", ";;;Am See 2", ";Standke, B.;;"])
    def test_a_row_without_kundennummer_is_reported(self, lies, zeile):
        eingabe = lies({"k.csv": f"{LISTE}{zeile}\n"})
        (meldung,) = eingabe.meldungen
        assert (eingabe.gelesen, eingabe.verworfen) == (2, 1)
        assert (meldung.zeile, meldung.spalte, meldung.gefunden) == (3, "Kundennummer", "leer")

    def test_a_kunde_is_one_whatever_stands_before_his_kundennummer(self, lies):
        assert len(lies({"k.csv": "Bemerkung;Kundennummer\nAnzahl offen;T-1\nStand: neu;T-2\n"}).kunden) == 2

    def test_a_remark_below_the_list_is_no_kunde(self, lies):
        eingabe = lies({"k.csv": f"{LISTE}Ende der Liste;;;\n"})
        assert (len(eingabe.kunden), eingabe.verworfen, len(eingabe.meldungen)) == (1, 1, 1)


class TestHeader:
    def test_with_an_unneeded_heading_twice_is_fine(self, lies):
        assert lies({"k.csv": "Kundennummer;Ort;Ort\n000X100001;a;b\n"}).unbeachtet == ("Ort",)

    def test_alone_is_an_empty_list(self, lies):
        eingabe = lies({"k.csv": "Kundennummer;Status\n"})
        assert (eingabe.kunden, eingabe.gelesen, eingabe.meldungen) == ((), 0, ())


def test_a_delimiter_in_a_text_makes_the_row_unknown(lies):
    eingabe = lies({"k.csv": "Kundennummer,Betreuer,Status\n000X100001,Muster, A.,alo\n"})
    (meldung,) = eingabe.meldungen
    assert (meldung.zeile, meldung.gefunden) == (2, "zu viele Zellen")
    assert eingabe.kunden[0] == Kunde("000X100001", werte={"status": UNLESBAR})


def test_a_delimiter_in_a_text_leaves_out_a_kontakt(lies):
    dateien = {
        "k.csv": "Kundennummer\n000X100001\n",
        "k.kontakte.csv": "Kundennummer,Datum,Anlass\n000X100001,01.03.2026,Probezeit, Lager\n",
    }
    eingabe = lies(dateien)
    assert eingabe.kunden == (Kunde("000X100001", hinweise=(EINTRAG_UNLESBAR,)),)
    assert [m.gefunden for m in eingabe.meldungen] == ["zu viele Zellen"]


def test_a_row_too_long_without_kundennummer_is_dropped(lies):
    eingabe = lies({"k.csv": "Kundennummer,Status\n1E+123,alo,x\n,alo,x\n"})
    assert [m.gefunden for m in eingabe.meldungen] == ["Zahl statt Kundennummer", "zu viele Zellen"]
    assert eingabe.verworfen == 2


def test_empty_cells_beyond_the_header_are_not_reported(lies):
    assert lies({"k.csv": "Kundennummer;Status\n000X100001;alo;;\n"}).meldungen == ()


class TestFilesThatCannotBeRead:
    @pytest.mark.parametrize(
        ("name", "inhalt", "satz"),
        [
            ("k.csv", b"", "Die Datei ist leer"),
            ("k.csv", b" \r\n\n", "Die Datei ist leer"),
            ("k.csv", b"\xff\xfe", "Die Datei ist leer"),
            ("k.csv", b"\xff\xfeA", "Die Datei ist kein Text"),
            ("k.csv", b"\x81\x8d\x8f", "Die Datei ist kein Text"),
            ("k.csv", b"PK\x03\x04\x00\x00", "keine Kopfzeile"),
            ("k.csv", b'Kundennummer;Status\n1;alo\n2;"alo\n3;alo\n', "Ab Zeile 3 ist ein Anführungszeichen"),
            ("k.csv", b'Kundennummer;Ort\n1;"' + b"x" * 200_000 + b'"\n', "Die Tabelle lässt sich nicht lesen"),
            ("k.ods", b"PK", "Diese Art Datei wird nicht gelesen; bitte speichern als Excel-Arbeitsmappe"),
            ("k.pdf", b"%PDF", "Diese Art Datei wird nicht gelesen"),
            ("kunden", b"Kundennummer", "Diese Art Datei wird nicht gelesen"),
            ("k.kontakte.csv", b"Kundennummer;Datum", "Das ist nicht die Kundenliste"),
        ],
    )
    def test_are_refused_with_a_sentence(self, lies, name, inhalt, satz):
        with pytest.raises(DateiError, match=satz) as fehler:
            lies({name: inhalt})
        assert name in str(fehler.value)

    def test_a_missing_one(self, lies):
        with pytest.raises(DateiError, match="Diese Datei gibt es nicht"):
            lies({}, nur=("k.csv",))

    def test_a_folder(self, lies, tmp_path):
        (tmp_path / "k.csv").mkdir()
        with pytest.raises(DateiError, match="Das ist ein Ordner"):
            lies({}, nur=("k.csv",))

    def test_a_name_the_system_does_not_know(self, lies):
        with pytest.raises(DateiError, match="lässt sich nicht lesen"):
            lies({}, nur=("k\0.csv",))

    def test_none_at_all(self, felder):
        from wiedervorlage.readers import read

        with pytest.raises(DateiError, match="Es ist keine Kundenliste angegeben"):
            read([], felder)
