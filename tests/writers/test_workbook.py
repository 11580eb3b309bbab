"""The due list as a workbook, read back as a spreadsheet reads it."""

import csv
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from wiedervorlage.forecast.result import Status, Wiedervorlage
from wiedervorlage.forecast.wording import Wortwahl
from wiedervorlage.konzept import Konzept
from wiedervorlage.konzept.model import Feld
from wiedervorlage.writers.workbook import as_workbook

ROOT = Path(__file__).parents[2]
SAMPLES = ["aachen", "emden", "goettingen", "lichtenberg", "weimarer-land"]
STICHTAG = date(2026, 11, 23)
ART = Feld("art", "auswahl", "Art", "", "kontakt", werte={"persoenlich": ("persönlich",), "telefonisch": ("Telefon",)})
ENDE = Feld("geburtsdatum", "datum", "Geburtsdatum", "")
KONZEPT = Konzept("muster", "Kontakte & Termine", "GA 1/2026", date(2026, 1, 1), "NW", felder=(ART, ENDE))
WORTE = Wortwahl(KONZEPT, {})


def item(**werte: Any) -> Wiedervorlage:
    vorgaben = {"kundennummer": "0001", "betreuer": "Ahrens", "pflicht": "Folgekontakt", "regel": "u25"}
    return Wiedervorlage(**{"status": Status.OFFEN, **vorgaben, **werte})


def write(*items: Wiedervorlage, konzept: Konzept = KONZEPT) -> bytes:
    return as_workbook(items, konzept, STICHTAG, WORTE)


def sheet(*items: Wiedervorlage) -> Any:
    return load_workbook(BytesIO(write(*items))).active


def row(w: Wiedervorlage) -> Mapping[str, Any]:
    kopf, zeile = sheet(w).iter_rows()
    return dict(zip((z.value for z in kopf), zeile, strict=True))


def test_columns_are_those_of_the_table_and_the_reasons() -> None:
    assert [zelle.value for zelle in sheet()[1]] == [
        "Eintrag", "Fällig", "Frist", "Status", "Betreuer", "Vorgang", "Kundennummer", "Pflicht", "Art", "Maßnahme",
        "Kontaktarten", "Hinweise", "Begründung", "Fundstelle", "Quelle",
    ]  # fmt: skip


def test_a_row_in_full() -> None:
    w = item(
        eintrag=date(2026, 11, 24), faellig=date(2026, 11, 30), vorgang="K7F2QX3M", massnahme="Quali",
        kontaktarten=frozenset({"telefonisch", "persoenlich"}), hinweise=("Termin am 02.12.2026", "x"),
        fundstelle="Abs. 3", gruende=lambda: ("Entscheidet: Abs. 3", "  Alter: 21 Jahre"),
    )  # fmt: skip
    assert [zelle.value for zelle in row(w).values()] == [
        datetime(2026, 11, 24), datetime(2026, 11, 30), None, "offen", "Ahrens", "K7F2-QX3M", "0001", "Folgekontakt",
        None, "Quali", "Telefon oder persönlich", "Termin am 02.12.2026; x", "Entscheidet: Abs. 3\n  Alter: 21 Jahre",
        "Abs. 3", "GA 1/2026",
    ]  # fmt: skip


def test_days_are_days_and_reasons_are_wrapped() -> None:
    zellen = row(item(faellig=date(2026, 11, 30), gruende=lambda: ("a", "b")))
    assert zellen["Fällig"].is_date
    assert zellen["Fällig"].number_format == "dd.mm.yyyy"
    assert zellen["Begründung"].alignment.wrap_text


@pytest.mark.parametrize(
    ("faellig", "text"),
    [(date(2026, 11, 22), "überfällig seit 1 Tag"), (date(2026, 11, 2), "überfällig seit 21 Tagen")],
)
def test_overdue_is_red_and_said_in_words(faellig: date, text: str) -> None:
    zellen = row(item(status=Status.UEBERFAELLIG, faellig=faellig, eintrag=STICHTAG))
    assert zellen["Frist"].value == text
    assert {zelle.font.color.rgb for zelle in zellen.values()} == {"FFC00000"}


def test_the_last_permissible_day_is_not_red() -> None:
    zellen = row(item(faellig=STICHTAG))
    assert zellen["Frist"].value is None
    assert "FFC00000" not in {zelle.font.color and zelle.font.color.rgb for zelle in zellen.values()}


def test_undated_says_since_when_it_waits() -> None:
    assert row(item(oeffnet=date(2026, 9, 28)))["Frist"].value == "wartet seit 28.09.2026"


def test_what_is_missing_stands_in_words() -> None:
    w = item(status=Status.UNBESTIMMT, fehlt=frozenset({"geburtsdatum"}), hinweise=("Wiedervorlage fehlt",))
    assert row(w)["Hinweise"].value == "Es fehlt: Geburtsdatum; Wiedervorlage fehlt"


@pytest.mark.parametrize("text", ["=1+1", '=HYPERLINK("http://x")', "+1", "-1", "@x", "http://x.de", "{=1}", "007"])
def test_a_name_stays_text(text: str) -> None:
    zellen = row(item(betreuer=text, kundennummer=text))
    assert {(zellen[s].data_type, zellen[s].value) for s in ("Betreuer", "Kundennummer")} == {("s", text)}
    with zipfile.ZipFile(BytesIO(write(item(betreuer=text)))) as teile:
        xml = teile.read("xl/worksheets/sheet1.xml").decode()
    assert "<f" not in xml
    assert "hyperlink" not in xml


@pytest.mark.parametrize("text", ["a\x00b", "a\uffffb", "a\ud800b", "x" * 40_000, "a\x0bb", "_x0041_"])
def test_any_text_leaves_the_file_readable(text: str) -> None:
    assert sheet(item(betreuer=text)).max_row == 2


def test_a_long_text_ends_with_an_ellipsis() -> None:
    wert = row(item(gruende=lambda: ("x" * 40_000,)))["Begründung"].value
    assert (len(wert), wert[-1]) == (32_767, "…")


def test_on_paper() -> None:
    blatt = sheet(item())
    assert (blatt.title, blatt.freeze_panes, blatt.auto_filter.ref) == ("Fristen 23.11.2026", "A2", "A1:O2")
    assert (blatt.page_setup.orientation, blatt.page_setup.paperSize) == ("landscape", 9)
    assert (blatt.page_setup.fitToWidth or 1, blatt.page_setup.fitToHeight) == (1, 0)  # left out, it is 1
    assert blatt.sheet_properties.pageSetUpPr.fitToPage
    assert blatt.print_title_rows == "$1:$1"
    with zipfile.ZipFile(BytesIO(write(item()))) as teile:
        xml = teile.read("xl/worksheets/sheet1.xml").decode()
    assert "<oddHeader>&amp;LKontakte &amp;&amp; Termine, GA 1/2026&amp;RStichtag 23.11.2026</oddHeader>" in xml
    assert "<oddFooter>&amp;LVertraulich&amp;RSeite &amp;P von &amp;N</oddFooter>" in xml


def test_a_long_title_does_not_burst_the_page_header() -> None:
    konzept = Konzept("muster", "&" * 300, "GA", date(2026, 1, 1), "NW", felder=(ART,))
    assert write(konzept=konzept)


def test_same_list_same_bytes_and_nobody_is_named() -> None:
    inhalt = write(item())
    assert inhalt == write(item())
    merkmale = load_workbook(BytesIO(inhalt)).properties
    assert (merkmale.creator, merkmale.lastModifiedBy) == (None, None)
    assert (merkmale.created, merkmale.modified) == (datetime(2026, 11, 23), datetime(2026, 11, 23))
    assert merkmale.title == "Fristen zum Stichtag 23.11.2026"


def call(folder: Path, *args: str) -> subprocess.CompletedProcess[bytes]:
    program = Path(sys.executable).with_name("wiedervorlage")
    return subprocess.run([program, *args], cwd=folder, env={"WIEDERVORLAGE_CONFIG": str(folder), "PATH": ""},
                          capture_output=True, check=False)  # fmt: skip


@pytest.mark.parametrize("jobcenter", SAMPLES)
def test_samples_in_the_order_of_the_table(jobcenter: str, tmp_path: Path) -> None:
    liste = str(ROOT / "examples" / f"{jobcenter.replace('-', '_')}.csv")
    args = ("due", liste, "--jobcenter", jobcenter, "--on", "2026-11-23", "--format")
    tmp_path.joinpath("wiedervorlage.key").write_text("0" * 64, encoding="ascii")
    erste, zweite = tmp_path / "1.xlsx", tmp_path / "2.xlsx"
    for pfad in (erste, zweite):
        ergebnis = call(tmp_path, *args, "xlsx", "--out", str(pfad))
        assert (ergebnis.returncode, ergebnis.stdout, ergebnis.stderr) == (0, b"", b"")
    assert erste.read_bytes() == zweite.read_bytes()
    kopf, *zeilen = load_workbook(erste).active.iter_rows(values_only=True)
    spalten = [kopf.index(s) for s in ("Kundennummer", "Pflicht", "Art", "Maßnahme", "Status")]
    table = call(tmp_path, *args, "csv").stdout.decode("utf-8")
    kopf_csv, *zeilen_csv = csv.reader(table.splitlines(keepends=True), delimiter=";")
    spalten_csv = [kopf_csv.index(kopf[i]) for i in spalten]
    assert [[z[i] or "" for i in spalten] for z in zeilen] == [[z[i] for i in spalten_csv] for z in zeilen_csv]


def test_without_out_it_is_a_bad_call(tmp_path: Path) -> None:
    liste = str(ROOT / "examples" / "emden.csv")
    ergebnis = call(tmp_path, "due", liste, "--jobcenter", "emden", "--format", "xlsx")
    assert (ergebnis.returncode, ergebnis.stdout) == (2, b"")
    assert ergebnis.stderr.decode("utf-8").splitlines() == [
        "Eine Arbeitsmappe braucht eine Zieldatei: --out FILE.xlsx",
        "Hilfe: wiedervorlage due --help",
    ]


def test_a_folder_that_is_not_there_is_said_in_german(tmp_path: Path) -> None:
    liste = str(ROOT / "examples" / "emden.csv")
    ziel = tmp_path / "fehlt" / "l.xlsx"
    ergebnis = call(tmp_path, "due", liste, "--jobcenter", "emden", "--format", "xlsx", "--out", str(ziel))
    assert ergebnis.returncode == 2
    assert "Den Ordner gibt es nicht." in ergebnis.stderr.decode("utf-8")
