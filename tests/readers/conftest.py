from collections.abc import Callable, Mapping, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import xlsxwriter

from wiedervorlage.konzept.load import grundlagen
from wiedervorlage.konzept.model import Feld
from wiedervorlage.readers import Eingabe, read
from wiedervorlage.readers.cells import Reading, cell_reader

STICHTAG = date(2026, 7, 1)

# One field of each type that the core itself has none of
WEITERE = (
    Feld("schluesselgruppen", "auswahlen", "Schlüsselgruppe", "Schlüsselgruppen", werte={k: (k,) for k in "QLMR"}),
    Feld("handlungsstrategien", "texte", "Handlungsstrategien", "vereinbarte Strategien"),
    Feld("plaene", "daten", "Pläne", "alle Pläne"),
    Feld(
        "prognosen",
        "auswahlen",
        "Prognosen",
        "Prognosen",
        werte={"integriert": ("integriert, aber hilfebedürftig",), "Z": ("Z",)},
    ),
    Feld("themen", "auswahlen", "Themen", "Themen", werte={"schulden": ("Schulden",)}, offen=True),
)


@pytest.fixture(scope="session")
def felder() -> tuple[Feld, ...]:
    return (*grundlagen()["felder"], *WEITERE)


@pytest.fixture
def reading(felder: tuple[Feld, ...]) -> Callable[..., Reading]:
    """The reading of a field, by its name."""

    def build(name: str, an: str = "kunde", stichtag: date | None = STICHTAG) -> Reading:
        return cell_reader(next(f for f in felder if f.name == name and f.an == an), stichtag)

    return build


@pytest.fixture
def lies(tmp_path: Path, felder: tuple[Feld, ...]) -> Callable[..., Eingabe]:
    """Write files (name to text or bytes) and read the first, or those in `nur`."""

    def write_and_read(dateien: Mapping[str, str | bytes], nur: tuple[str, ...] = (), **extra: Any) -> Eingabe:
        for name, inhalt in dateien.items():
            (tmp_path / name).write_bytes(inhalt if isinstance(inhalt, bytes) else inhalt.encode())
        pfade = [tmp_path / name for name in nur or [next(iter(dateien))]]
        return read(pfade, felder, extra.get("stichtag", STICHTAG))

    return write_and_read


_URI = "http://schemas.openxmlformats.org"
KOPF = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SHEET = f'<worksheet xmlns="{_URI}/spreadsheetml/2006/main">'


def workbook(blaetter: Mapping[str, Sequence[Sequence[Any]]], versteckt: Sequence[str] = ()) -> bytes:
    """Write sheets; a value is written as what it is, a date as a date."""
    ziel = BytesIO()
    mappe = xlsxwriter.Workbook(ziel, {"in_memory": True})
    tag = mappe.add_format({"num_format": "dd.mm.yyyy"})
    for name, zeilen in blaetter.items():
        blatt = mappe.add_worksheet(name)
        if name not in versteckt:
            blatt.activate()
            blatt.set_first_sheet()
        for i, zeile in enumerate(zeilen):
            for j, zelle in enumerate(zeile):
                if isinstance(zelle, date):
                    blatt.write_datetime(i, j, zelle, tag)
                elif isinstance(zelle, str):
                    blatt.write_string(i, j, zelle)
                elif zelle is not None:
                    blatt.write(i, j, zelle)
    for name in versteckt:
        mappe.get_worksheet_by_name(name).hide()
    mappe.close()
    return ziel.getvalue()


def package(teile: Mapping[str, str | bytes]) -> bytes:
    """Write a package of these parts."""
    ziel = BytesIO()
    with ZipFile(ziel, "w", ZIP_DEFLATED) as paket:
        for name, inhalt in teile.items():
            paket.writestr(name, inhalt)
    return ziel.getvalue()


def by_hand(zellen: str, *, art: str = "worksheet", stand: str = "visible", **weitere: str | bytes) -> bytes:
    """Write a workbook of one sheet "Kunden" with these rows in XML; `weitere` parts are named `xl_name.xml`."""
    teile = {
        "[Content_Types].xml": f'{KOPF}<Types xmlns="{_URI}/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'{KOPF}<Relationships xmlns="{_URI}/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{_URI}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{KOPF}<workbook xmlns="{_URI}/spreadsheetml/2006/main" '
        f'xmlns:r="{_URI}/officeDocument/2006/relationships"><sheets><sheet name="Kunden" sheetId="1" '
        f'state="{stand}" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{KOPF}<Relationships xmlns="{_URI}/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{_URI}/officeDocument/2006/relationships/{art}" '
        'Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f"{KOPF}{SHEET}<sheetData>{zellen}</sheetData></worksheet>",
    }
    return package(teile | {f"xl/{name}.xml": inhalt for name, inhalt in weitere.items()})


def text_cell(ort: str, text: str) -> str:
    return f'<c r="{ort}" t="inlineStr"><is><t>{text}</t></is></c>'


@pytest.fixture(scope="session")
def xlsx() -> SimpleNamespace:
    """Workbooks, written by xlsxwriter or, where no program would write them, by hand."""
    return SimpleNamespace(workbook=workbook, by_hand=by_hand, package=package, text_cell=text_cell)
