"""Workbooks as people keep their lists."""

import sys
from datetime import date, datetime

import pytest

from wiedervorlage.kunde import UNLESBAR, Kontakt

KUNDEN = [["Kundennummer", "Betreuer", "Geburtsdatum"], ["000X100001", "Muster, Ä.", date(1990, 2, 1)]]
KONTAKTE = [["Kundennummer", "Datum"], ["000X100001", date(2026, 3, 1)]]
TEILNAHMEN = [["Kundennummer", "Maßnahme", "Beginn"], ["000X100001", "Coaching", "01.02.2026"]]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def only(eingabe):
    (kunde,) = eingabe.kunden
    return kunde


class TestSheets:
    @pytest.mark.parametrize("umgekehrt", [False, True])
    def test_are_joined_in_any_order(self, xlsx, lies, umgekehrt):
        blaetter = {"Kunden": KUNDEN, "Deckblatt": [["Titel"]], "KONTAKTE ": KONTAKTE, "teilnahmen": TEILNAHMEN}
        eingabe = lies({"k.xlsx": xlsx.workbook(dict(sorted(blaetter.items(), reverse=umgekehrt)))})
        kunde = only(eingabe)
        assert (kunde.kundennummer, kunde.betreuer, kunde.werte) == (
            "000X100001",
            "Muster, Ä.",
            {"geburtsdatum": date(1990, 2, 1)},
        )
        assert kunde.kontakte == (Kontakt(date(2026, 3, 1)),)
        assert [(t.massnahme, t.werte) for t in kunde.teilnahmen] == [("Coaching", {"beginn": date(2026, 2, 1)})]
        assert eingabe.meldungen == ()

    def test_one_alone_holds_the_kunden_whatever_its_name(self, xlsx, lies):
        assert only(lies({"k.XLSX": xlsx.workbook({"Tabelle1": KUNDEN})})).kundennummer == "000X100001"

    def test_nobody_filled_may_be_there(self, xlsx, lies):
        eingabe = lies({"k.xlsx": xlsx.workbook({"Kunden": KUNDEN, "Kontakte": [], "Teilnahmen": TEILNAHMEN[:1]})})
        assert (len(eingabe.kunden), eingabe.meldungen) == (1, ())

    def test_hidden_ones_that_nobody_needs_are_left_alone(self, xlsx, lies):
        mappe = xlsx.workbook({"Listen": [["ja"], ["nein"]], "Kunden": KUNDEN}, versteckt=["Listen"])
        assert len(lies({"k.xlsx": mappe}).kunden) == 1
        mappe = xlsx.workbook({"Listen": [["ja"], ["nein"]], "Export": KUNDEN}, versteckt=["Listen"])
        assert len(lies({"k.xlsx": mappe}).kunden) == 1

    def test_of_two_files_find_each_other(self, xlsx, lies):
        dateien = {"b.xlsx": xlsx.workbook({"Kunden": [["Kundennummer"], ["000X100002"]], "Kontakte": KONTAKTE})}
        eingabe = lies(dateien | {"a.xlsx": xlsx.workbook({"Kunden": KUNDEN})}, nur=("b.xlsx", "a.xlsx"))
        assert [len(k.kontakte) for k in eingabe.kunden] == [0, 1]

    def test_a_message_names_sheet_and_row(self, xlsx, lies):
        zeilen = [*KONTAKTE, [], ["000X100001", "bald"]]
        (meldung,) = lies({"k.xlsx": xlsx.workbook({"Kunden": KUNDEN, "Kontakte": zeilen})}).meldungen
        assert (meldung.blatt, meldung.zeile, meldung.spalte) == ("Kontakte", 4, "Datum")
        assert meldung.gefunden == "Text statt Datum"


class TestRows:
    def test_title_stand_blank_and_total_are_no_kunden(self, xlsx, lies):
        zeilen = [["Liste aller Teams"], [], ["Stand:", date(2026, 6, 30)], [], *KUNDEN, [], ["Summe", 1]]
        eingabe = lies({"k.xlsx": xlsx.workbook({"Kunden": zeilen})})
        assert (eingabe.gelesen, eingabe.verworfen, eingabe.meldungen) == (1, 0, ())
        assert eingabe.stand == date(2026, 6, 30)

    def test_are_counted_as_the_spreadsheet_shows_them_wherever_the_list_begins(self, xlsx, lies):
        zeilen = [[], [], [None, None, "Kundennummer", "Status"], [], [None, None, "000X100001", "krank"]]
        (meldung,) = lies({"k.xlsx": xlsx.workbook({"Kunden": zeilen})}).meldungen
        assert (meldung.zeile, meldung.spalte) == (5, "Status")

    def test_a_remark_beside_the_list_is_no_slipped_row(self, xlsx, lies):
        zeilen = [KUNDEN[0], [*KUNDEN[1], None, "Rückruf"]]
        assert lies({"k.xlsx": xlsx.workbook({"Kunden": zeilen})}).meldungen == ()

    def test_coloured_cells_without_content_do_not_count(self, xlsx, lies):
        leer = "".join(f'<row r="{n}"><c r="XFD{n}"/></row>' for n in (3, 1_048_576))
        zeilen = f'<row>{xlsx.text_cell("A1", "Kundennummer")}</row><row r="2"><c r="A2"><v>12</v></c></row>{leer}'
        assert only(lies({"k.xlsx": xlsx.by_hand(zeilen)})).kundennummer == "12"

    def test_may_be_without_positions_and_with_a_prefix(self, xlsx, lies):
        zelle = '<x:c t="inlineStr"><x:is><x:t>{}</x:t></x:is></x:c>'.format
        zeilen = f"<x:row>{zelle('Kundennummer')}{zelle('Status')}</x:row><x:row>{zelle('T-1')}</x:row>"
        blatt = f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{zeilen}</x:sheetData></x:worksheet>'
        mappe = xlsx.by_hand("", **{"worksheets/sheet1": blatt})
        assert only(lies({"k.xlsx": mappe})).kundennummer == "T-1"


class TestCells:
    @pytest.mark.parametrize(
        ("zelle", "nummer"),
        [
            ("0012345678", "0012345678"),
            (1234567890, "1234567890"),
            (12, "12"),
            (999_999_999_999_999, "999999999999999"),
            (" 000X100001\u00a0", "000X100001"),
            ("123E456789", "123E456789"),
        ],
    )
    def test_a_kundennummer_is_text_again(self, xlsx, lies, zelle, nummer):
        assert only(lies({"k.xlsx": xlsx.workbook({"Kunden": [["Kundennummer"], [zelle]]})})).kundennummer == nummer

    @pytest.mark.parametrize("zelle", [1e123, 1.5, 1e15, "1E+123"])
    def test_a_kundennummer_that_became_another_number_is_refused(self, xlsx, lies, zelle):
        (meldung,) = lies({"k.xlsx": xlsx.workbook({"Kunden": [["Kundennummer"], [zelle]]})}).meldungen
        assert meldung.gefunden == "Zahl statt Kundennummer"

    @pytest.mark.parametrize(
        ("zelle", "tag"),
        [
            (date(2026, 3, 1), date(2026, 3, 1)),
            (datetime(2026, 3, 1, 23, 59), date(2026, 3, 1)),
            (46082, date(2026, 3, 1)),
            (46082.75, date(2026, 3, 1)),
            ("01.03.2026", date(2026, 3, 1)),
            ("1.3.26", date(2026, 3, 1)),
            ("2026-03-01", date(2026, 3, 1)),
            ("46082", date(2026, 3, 1)),
            (date(9999, 12, 31), date(9999, 12, 31)),
            (2958465, date(9999, 12, 31)),
            ("keine", None),
            ("31.02.2026", UNLESBAR),
            (5, UNLESBAR),
            (True, UNLESBAR),
        ],
    )
    def test_a_day_in_all_its_forms(self, xlsx, lies, zelle, tag):
        zeilen = [["Kundennummer", "Erstgespräch"], ["000X100001", zelle]]
        assert only(lies({"k.xlsx": xlsx.workbook({"Kunden": zeilen})})).werte == {"erstgespraech": tag}

    @pytest.mark.parametrize(("zelle", "wert"), [(True, True), (False, False), (1, True), (0, False), ("x", True)])
    def test_yes_and_no(self, xlsx, lies, zelle, wert):
        zeilen = [["Kundennummer", "Schüler"], ["000X100001", zelle]]
        assert only(lies({"k.xlsx": xlsx.workbook({"Kunden": zeilen})})).werte == {"schueler": wert}

    @pytest.mark.parametrize(
        ("zelle", "gefunden"),
        [
            ('<c r="B2" t="e"><v>#N/A</v></c>', "#NV"),
            ('<c r="B2" t="e"><f>NA()</f><v>#VALUE!</v></c>', "#WERT!"),
            ('<c r="B2" t="e"><v>#DIV/0!</v></c>', "#DIV/0!"),
            ('<c r="B2" t="e"/>', "#KALK!"),
            ('<c r="B2"><f>A1</f><v></v></c>', "#KALK!"),
            ('<c r="B2"><f>A1</f></c>', "#KALK!"),
            ('<c r="B2" t="str"><f>A1</f><v>#NV</v></c>', "#NV"),
        ],
    )
    def test_an_error_is_not_an_empty_cell(self, xlsx, lies, zelle, gefunden):
        kopf = f'<row r="1">{xlsx.text_cell("A1", "Kundennummer")}{xlsx.text_cell("B1", "Status")}</row>'
        eingabe = lies({"k.xlsx": xlsx.by_hand(f'{kopf}<row r="2">{xlsx.text_cell("A2", "000X100001")}{zelle}</row>')})
        assert only(eingabe).werte == {"status": UNLESBAR}
        assert [m.gefunden for m in eingabe.meldungen] == [gefunden]

    def test_a_formula_with_a_result_is_its_result(self, xlsx, lies):
        kopf = f'<row r="1">{xlsx.text_cell("A1", "Kundennummer")}{xlsx.text_cell("B1", "Status")}</row>'
        zellen = '<c r="A2"><f>6*2</f><v>12</v></c><c r="B2" t="str"><f>""</f><v></v></c>'
        eingabe = lies({"k.xlsx": xlsx.by_hand(f'{kopf}<row r="2">{zellen}</row>')})
        assert (only(eingabe).kundennummer, only(eingabe).werte, eingabe.meldungen) == ("12", {}, ())

    def test_an_empty_one_is_absent(self, xlsx, lies):
        zeilen = [["Kundennummer", "Status", "Schüler"], ["000X100001", "", " "]]
        assert only(lies({"k.xlsx": xlsx.workbook({"Kunden": zeilen})})).werte == {}

    def test_a_time_of_day_is_no_day(self, xlsx, lies):
        kopf = f'<row r="1">{xlsx.text_cell("A1", "Kundennummer")}{xlsx.text_cell("B1", "Erstgespräch")}</row>'
        stil = (
            '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs>'
            '<xf numFmtId="0"/><xf numFmtId="20"/></cellXfs></styleSheet>'
        )
        zeile = '<row r="2"><c r="A2"><v>12</v></c><c r="B2" s="1"><v>0.5</v></c></row>'
        (meldung,) = lies({"k.xlsx": xlsx.by_hand(kopf + zeile, styles=stil)}).meldungen
        assert meldung.gefunden == "Text statt Datum"


@pytest.mark.parametrize("name", ["Kunden & Co", "A 'x\" <y>", " Liste ", "&amp;", "Kündén €", "Kunden_x0020_"])
def test_a_sheet_may_have_any_name(xlsx, lies, name):
    assert len(lies({"Liste & Kündén.xlsx": xlsx.workbook({name: KUNDEN})}).kunden) == 1


def test_the_library_is_not_loaded_where_it_could_abort_the_program(xlsx, lies):
    lies({"k.xlsx": xlsx.workbook({"Kunden": KUNDEN})})
    assert "python_calamine" not in sys.modules


def test_a_module_beside_the_list_is_not_run(xlsx, lies, tmp_path, monkeypatch):
    (tmp_path / "python_calamine.py").write_text("raise SystemExit(3)", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", ["", *sys.path])
    assert len(lies({"k.xlsx": xlsx.workbook({"Kunden": KUNDEN})}).kunden) == 1


@pytest.mark.parametrize("anzahl", [20_000])
def test_a_large_list_is_read_whole(xlsx, lies, anzahl):
    zeilen = [["Kundennummer", "Letzter Kontakt"], *([f"000X{n:06}", date(2026, 3, 1)] for n in range(anzahl))]
    eingabe = lies({"k.xlsx": xlsx.workbook({"Kunden": zeilen})})
    assert (eingabe.gelesen, len(eingabe.kunden), eingabe.meldungen) == (anzahl, anzahl, ())
