"""Workbooks that are not read: each is told in one sentence, soon, and without the memory it asks for."""

import subprocess
import sys
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from wiedervorlage.errors import DateiError
from wiedervorlage.readers import refusal_xlsx, xlsx_package, xlsx_rows, xlsx_sheets

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
UNLESBAR = (
    "Die Arbeitsmappe lässt sich nicht lesen; bitte nur die Liste in eine neue Arbeitsmappe kopieren und diese angeben."
)
ZU_GROSS = (
    "Die Arbeitsmappe ist entpackt zu groß; bitte nur die Liste in eine neue Arbeitsmappe kopieren und diese angeben."
)
DOCTYPE = (
    "Die Arbeitsmappe enthält einen DOCTYPE, wie ihn keine Tabellenkalkulation schreibt; bitte nur die Liste in eine "
    "neue Arbeitsmappe kopieren und diese angeben."
)
BESCHAEDIGT = "Die Arbeitsmappe ist beschädigt oder unvollständig; bitte neu speichern und noch einmal versuchen."
KEINE_MAPPE = (
    "Das ist keine Excel-Arbeitsmappe, auch wenn die Datei so heißt; bitte in der Tabellenkalkulation öffnen und als "
    ".xlsx speichern."
)
BIS_ZEILE = "Die Tabelle reicht bis Zeile 1048576. Bitte die leeren Zeilen unter der Liste löschen und neu speichern."
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LISTE = [["Kundennummer"], ["000X100001"]]
LACHEN = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))
    + "]><sst>&j;</sst>"
)


@pytest.fixture
def refused(lies, tmp_path):
    """The sentence about a workbook, without the name of the file in front."""

    def read_and_refuse(inhalt, name="k.xlsx"):
        with pytest.raises(DateiError) as fehler:
            lies({name: inhalt})
        assert str(fehler.value).startswith(str(tmp_path / name))
        return str(fehler.value).removeprefix(str(tmp_path / name)).removeprefix(": ")

    return read_and_refuse


def two_cells(xlsx, ort="XFD1048576"):
    erste = f'<row r="1">{xlsx.text_cell("A1", "Kundennummer")}</row>'
    return xlsx.by_hand(f"{erste}<row>{xlsx.text_cell(ort, 'x')}</row>")


@pytest.fixture(scope="module")
def bomb():
    """A package of 1 MB whose list of texts unpacks to 900 MB."""
    ziel = BytesIO()
    with ZipFile(ziel, "w", ZIP_DEFLATED) as paket, paket.open("xl/sharedStrings.xml", "w", force_zip64=True) as teil:
        for _ in range(900):
            teil.write(b" " * 1_000_000)
    return ziel.getvalue()


class TestTooLarge:
    def test_two_cells_at_the_corners(self, xlsx, refused):
        assert refused(two_cells(xlsx)) == BIS_ZEILE

    def test_a_cell_far_below(self, xlsx, refused):
        assert refused(two_cells(xlsx, "A1048576")) == BIS_ZEILE

    def test_a_cell_far_to_the_right(self, xlsx, refused):
        zeilen = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 300))
        mappe = xlsx.by_hand(f'{zeilen}<row r="300"><c r="XFD300"><v>1</v></c></row>')
        assert refused(mappe) == (
            ", Blatt Kunden: Die Tabelle ist 16384 Spalten breit; bitte die leeren Spalten rechts neben der Liste "
            "löschen und neu speichern."
        )

    def test_too_many_full_rows(self, xlsx, refused, monkeypatch):
        monkeypatch.setattr(xlsx_sheets, "ZELLEN", 3)
        assert refused(xlsx.workbook({"Kunden": LISTE * 2})) == (
            ", Blatt Kunden: Die Tabelle ist mit 4 Zeilen zu groß; bitte nicht benötigte Spalten löschen oder die "
            "Liste auf mehrere Dateien verteilen."
        )

    def test_too_many_errors(self, xlsx, refused, monkeypatch):
        monkeypatch.setattr(xlsx_sheets, "FEHLERWERTE", 1)
        zeilen = '<row><c t="e"><v>#N/A</v></c><c t="e"><v>#N/A</v></c></row>'
        assert refused(xlsx.by_hand(zeilen)) == (
            ", Blatt Kunden: Zu viele Zellen enthalten Fehlerwerte wie #NV; bitte die Formeln berichtigen."
        )

    def test_a_sheet_that_nobody_reads_may_be(self, xlsx, lies, monkeypatch):
        monkeypatch.setattr(xlsx_sheets, "ZELLEN", 5)
        assert len(lies({"k.xlsx": xlsx.workbook({"Kunden": LISTE, "Rohdaten": LISTE * 9})}).kunden) == 1

    def test_a_zip_bomb(self, refused, bomb):
        assert refused(bomb) == ZU_GROSS

    def test_a_smaller_one(self, xlsx, refused):
        assert refused(xlsx.by_hand("", styles=bytes(50_000_000))) == ZU_GROSS

    def test_one_that_says_it_is_small(self, xlsx, refused):
        klein = xlsx.by_hand("", sharedStrings="<sst/>" + " " * 10_000_000)
        gesagt = (10_000_006).to_bytes(4, "little")
        assert klein.count(gesagt) == 2
        assert refused(klein.replace(gesagt, (600).to_bytes(4, "little"))) == BESCHAEDIGT

    def test_a_size_that_is_counted_while_unpacking(self, xlsx, refused, monkeypatch):
        mappe = xlsx.by_hand("", sharedStrings="<sst/>" + " " * 1_000_000)
        monkeypatch.setattr(xlsx_package.Package, "_check", lambda *_: None)
        monkeypatch.setattr(xlsx_package, "ENTPACKT", 900_000)
        assert refused(mappe) == ZU_GROSS

    def test_too_many_parts(self, xlsx, refused):
        assert refused(xlsx.package({f"xl/{n}.xml": "<a/>" for n in range(2001)})) == ZU_GROSS

    def test_a_tag_that_never_ends(self, xlsx, refused):
        assert refused(xlsx.by_hand(f'<row x="{"y" * 3_000_000}"/>')) == ZU_GROSS

    def test_more_bytes_than_a_list_has(self, xlsx, refused, monkeypatch):
        monkeypatch.setattr(xlsx_package, "GEPACKT", 100)
        assert refused(xlsx.workbook({"Kunden": LISTE})) == ZU_GROSS


class TestDoctype:
    @pytest.mark.parametrize("teil", ["sharedStrings", "styles", "workbook", "worksheets/sheet1", "x/docProps"])
    def test_in_any_part(self, xlsx, refused, teil):
        assert refused(xlsx.by_hand("", **{teil: LACHEN})) == DOCTYPE

    def test_in_another_encoding(self, xlsx, refused):
        assert refused(xlsx.by_hand("", sharedStrings=LACHEN.encode("utf-16"))) == DOCTYPE


class TestNoWorkbook:
    @pytest.mark.parametrize(
        ("inhalt", "satz"),
        [
            (b"", "Die Datei ist leer; bitte die Liste neu ausgeben."),
            (b"Kundennummer;Status\n000X100001;alo\n", KEINE_MAPPE),
            (b"<html><table></table></html>", KEINE_MAPPE),
            (
                OLE + "EncryptedPackage".encode("utf-16-le"),
                "Die Arbeitsmappe ist mit einem Kennwort geschützt; bitte ohne Kennwort speichern.",
            ),
            (
                OLE + "Workbook".encode("utf-16-le"),
                "Das ist eine Arbeitsmappe im alten Format (.xls); bitte als .xlsx neu speichern.",
            ),
            (b"PK\x03\x04", BESCHAEDIGT),
        ],
        ids=["empty", "csv", "html", "password", "xls", "four bytes of a zip"],
    )
    def test_is_refused_with_a_sentence(self, refused, inhalt, satz):
        assert refused(inhalt) == satz

    def test_an_xls(self, refused):
        assert refused(OLE, "k.xls") == (
            "Diese Art Datei wird nicht gelesen; bitte speichern als Excel-Arbeitsmappe (.xlsx) oder CSV (.csv, .txt) "
            "oder JSON (.json)."
        )

    @pytest.mark.parametrize("teil", [0.2, 0.5, 0.9, 0.999])
    def test_a_truncated_one(self, xlsx, refused, teil):
        mappe = xlsx.workbook({"Kunden": LISTE})
        assert refused(mappe[: int(len(mappe) * teil)]) == BESCHAEDIGT

    def test_bytes_that_changed_on_the_way(self, xlsx, refused):
        mappe = xlsx.workbook({"Kunden": LISTE})
        stelle = mappe.index(b"xl/worksheets/sheet1.xml") + 60
        assert refused(mappe[:stelle] + bytes(40) + mappe[stelle + 40 :]) == BESCHAEDIGT

    def test_an_encrypted_zip(self, xlsx, refused):
        mappe = bytearray(xlsx.package({"xl/workbook.xml": "<workbook/>"}))
        mappe[mappe.index(b"PK\1\2") + 8] |= 1
        assert refused(bytes(mappe)) == refusal_xlsx.kennwort("").args[0].removeprefix(": ")

    @pytest.mark.filterwarnings("ignore:Duplicate name")
    def test_two_parts_of_one_name(self, refused):
        ziel = BytesIO()
        with ZipFile(ziel, "w") as paket:
            paket.writestr("xl/workbook.xml", "<workbook/>")
            paket.writestr("xl/Workbook.xml", "<workbook/>")
        assert refused(ziel.getvalue()) == BESCHAEDIGT

    def test_another_document_in_a_zip(self, xlsx, refused):
        assert refused(xlsx.package({"word/document.xml": "<document/>"})) == KEINE_MAPPE

    @pytest.mark.parametrize("xml", ["<sst>", "kein XML", '<?xml version="1.0" encoding="x-mac"?><sst/>'])
    def test_xml_that_is_none(self, xlsx, refused, xml):
        assert refused(xlsx.by_hand("", sharedStrings=xml)) == BESCHAEDIGT

    def test_a_folder(self, lies, tmp_path):
        (tmp_path / "k.xlsx").mkdir()
        with pytest.raises(DateiError, match="Das ist ein Ordner"):
            lies({}, nur=("k.xlsx",))


class TestSheets:
    def test_none_with_cells(self, xlsx, refused):
        satz = "Die Arbeitsmappe enthält kein Tabellenblatt; bitte die Liste neu ausgeben."
        assert refused(xlsx.by_hand("", art="chartsheet")) == satz

    @pytest.mark.parametrize("stand", ["hidden", "veryHidden"])
    def test_none_to_see(self, xlsx, refused, stand):
        satz = "Das Blatt „Kunden“ ist ausgeblendet; bitte einblenden oder löschen."
        assert refused(xlsx.by_hand("", stand=stand)) == satz

    def test_hidden_ones_that_are_needed(self, xlsx, refused):
        mappe = xlsx.workbook(dict.fromkeys(("Kunden", "Kontakte", "Teilnahmen"), LISTE), ["Kontakte", "Teilnahmen"])
        satz = "Die Blätter „Kontakte“ und „Teilnahmen“ sind ausgeblendet; bitte einblenden oder löschen."
        assert refused(mappe) == satz

    def test_a_hidden_one_where_what_one_sees_is_no_list(self, xlsx, refused):
        mappe = xlsx.workbook({"Deckblatt": [["Hallo"]], "Export": LISTE}, ["Export"])
        assert refused(mappe) == "Das Blatt „Export“ ist ausgeblendet; bitte einblenden oder löschen."

    def test_several_of_which_none_is_named_so(self, xlsx, refused):
        assert refused(xlsx.workbook({"A": LISTE, "B": LISTE, "C": LISTE}, ["C"])) == (
            "Kein Blatt heißt „Kunden“, nur „A“ und „B“ (ausgeblendet: „C“); bitte das Blatt mit der Liste der Kunden "
            "so nennen."
        )

    def test_kontakte_alone(self, xlsx, refused):
        assert refused(xlsx.workbook({"Kontakte": LISTE})) == (
            "Kein Blatt heißt „Kunden“, nur „Kontakte“; bitte das Blatt mit der Liste der Kunden so nennen."
        )

    def test_two_for_one_thing(self, xlsx, refused):
        assert refused(xlsx.workbook({"Kunden": LISTE, "KUNDEN.": LISTE})) == (
            "Die Blätter „Kunden“ und „KUNDEN.“ bedeuten dasselbe; bitte eines davon löschen oder umbenennen."
        )

    def test_a_blank_one(self, xlsx, refused):
        assert refused(xlsx.workbook({"Kunden": []})).startswith(
            ", Blatt Kunden: In den ersten 20 Zeilen steht keine Kopfzeile mit „Kundennummer“"
        )


class TestTheChild:
    @pytest.fixture
    def child(self, tmp_path, monkeypatch):
        def replace(quelltext):
            (tmp_path / "kind.py").write_text(quelltext, encoding="utf-8")
            monkeypatch.setattr(xlsx_rows, "_KIND", str(tmp_path / "kind.py"))

        return replace

    @pytest.mark.parametrize(
        "quelltext",
        [
            "import os; os.abort()",
            "raise MemoryError",
            "import sys; sys.stdin.read(1)",
            """print('{"spalte":0,"breite":1}\\n["Kundennummer"]')""",
        ],
        ids=["aborts", "raises", "says nothing", "stops in the middle"],
    )
    def test_dies(self, xlsx, refused, child, quelltext):
        child(quelltext)
        assert refused(xlsx.workbook({"Kunden": LISTE})) == UNLESBAR

    def test_takes_too_long(self, xlsx, refused, child, monkeypatch):
        child("import time; time.sleep(60)")
        monkeypatch.setattr(xlsx_rows, "ZEIT", 1)
        assert refused(xlsx.workbook({"Kunden": LISTE})) == (
            "Die Arbeitsmappe war nach 1 Sekunden noch nicht gelesen; bitte nur die Liste in eine neue Arbeitsmappe "
            "kopieren und diese angeben."
        )

    def test_cannot_be_started(self, xlsx, refused, monkeypatch):
        monkeypatch.setattr(sys, "executable", "/nirgends/python")
        assert refused(xlsx.workbook({"Kunden": LISTE})) == UNLESBAR

    def test_is_aborted_by_calamine_where_the_look_through_the_package_fails(self, xlsx, refused, monkeypatch):
        monkeypatch.setattr(xlsx_sheets, "ZEILEN", 10**9)
        monkeypatch.setattr(xlsx_sheets, "ZELLEN", 10**18)
        assert refused(two_cells(xlsx)) == UNLESBAR

    def test_one_text_in_very_many_cells(self, xlsx, refused):
        """A package of some kB, every cell of which is the longest text a spreadsheet can hold."""
        texte = f'<sst xmlns="{MAIN}"><si><t>{"x" * 32767}</t></si></sst>'
        zeilen = '<row><c t="s"><v>0</v></c></row>' * 20_000
        assert refused(xlsx.by_hand(zeilen, sharedStrings=texte)) == UNLESBAR


READ = """
import resource, sys, time
from pathlib import Path
from wiedervorlage.errors import DateiError
from wiedervorlage.konzept.load import grundlagen
from wiedervorlage.readers import read, xlsx_sheets
if len(sys.argv) > 2:
    xlsx_sheets.ZEILEN = xlsx_sheets.ZELLEN = 10**18
try:
    print(len(read([Path(sys.argv[1])], grundlagen()["felder"]).kunden))
except DateiError as fehler:
    print(fehler)
def most(who):
    return resource.getrusage(who).ru_maxrss // (1 << 20 if sys.platform == "darwin" else 1 << 10)
try:  # what a process is told of itself still holds the size of the one it was forked from
    selbst = next(int(z.split()[1]) >> 10 for z in open("/proc/self/status") if z.startswith("VmHWM"))
except OSError:
    selbst = most(resource.RUSAGE_SELF)
print(selbst)
print(most(resource.RUSAGE_CHILDREN))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell it this way")
@pytest.mark.parametrize("was", ["two cells", "two cells, unchecked", "bomb", "many tiny rows"])
def test_memory_stays_below_500_mb(xlsx, bomb, tmp_path, was):
    match was:
        case "bomb":
            inhalt = bomb
        case "many tiny rows":
            inhalt = xlsx.by_hand("<row><c/></row>" * 1_000_000)
        case _:
            inhalt = two_cells(xlsx)
    (tmp_path / "k.xlsx").write_bytes(inhalt)
    argumente = [str(tmp_path / "k.xlsx"), *(["unchecked"] if was.endswith("unchecked") else [])]
    ausgabe = subprocess.run([sys.executable, "-c", READ, *argumente], capture_output=True, text=True, timeout=60)
    satz, selbst, kinder = ausgabe.stdout.splitlines()
    assert satz.startswith(str(tmp_path))
    assert int(selbst) + int(kinder) < 500
