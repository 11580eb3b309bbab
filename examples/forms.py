"""One sample in every form that is read: CSV as UTF-8 and as Windows-1252, a workbook, JSON.

The same lists give the same bytes. What a column is called in JSON, the fields of the concept say.
"""

import csv
import json
import tomllib
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any, TypeAlias

from xlsxwriter import Workbook

ROOT = Path(__file__).parents[1]
BLAETTER = {"": "Kunden", ".kontakte": "Kontakte", ".teilnahmen": "Teilnahmen"}
AN = {"": "kunde", ".kontakte": "kontakt", ".teilnahmen": "teilnahme"}
JA_NEIN = {"ja": True, "nein": False}

Tabelle: TypeAlias = list[list[str]]  # the headings, then the cells of each row


def files(name: str, tabellen: dict[str, Tabelle], stand: date) -> Iterator[tuple[str, bytes]]:
    """Give each file by its path below the folder of the samples; `tabellen` by what the name of their CSV file adds.

    The workbook says it was made on `stand`, which is no clock.
    """
    for liste, zeilen in tabellen.items():
        yield f"{name}{liste}.csv", as_csv(zeilen, "\n").encode()
        yield f"formen/{name}.windows-1252{liste}.csv", as_csv(zeilen, "\r\n").encode("cp1252")
    yield f"formen/{name}.json", as_json(name, tabellen).encode()
    yield f"formen/{name}.xlsx", as_workbook(tabellen, stand)


def as_csv(zeilen: Tabelle, ende: str) -> str:
    text = StringIO()
    csv.writer(text, delimiter=";", lineterminator=ende).writerows(zeilen)
    return text.getvalue()


def as_workbook(tabellen: dict[str, Tabelle], stand: date) -> bytes:
    """Write dates as dates and all else as text, which never becomes a formula."""
    ziel = BytesIO()
    mappe = Workbook(ziel, {"in_memory": True})
    mappe.set_properties({"created": datetime(stand.year, stand.month, stand.day)})
    form = mappe.add_format({"num_format": "dd.mm.yyyy"})
    for liste, zeilen in tabellen.items():
        blatt = mappe.add_worksheet(BLAETTER[liste])
        for i, zeile in enumerate(zeilen):
            for j, zelle in enumerate(zeile):
                if tag := day(zelle):
                    blatt.write_datetime(i, j, tag, form)
                elif zelle:
                    blatt.write_string(i, j, zelle)
    mappe.close()
    return ziel.getvalue()


def as_json(name: str, tabellen: dict[str, Tabelle]) -> str:
    namen = field_names(name)
    kunden: dict[str, dict[str, Any]] = {}
    for liste, (kopf, *zeilen) in tabellen.items():
        for zeile in zeilen:
            objekt = {namen[AN[liste], k]: value(zelle) for k, zelle in zip(kopf[1:], zeile[1:], strict=True) if zelle}
            if not liste:
                kunden[zeile[0]] = {"kundennummer": zeile[0], **objekt}
            else:
                kunden[zeile[0]].setdefault(liste.removeprefix("."), []).append(objekt)
    return json.dumps({"kunden": list(kunden.values())}, ensure_ascii=False, indent=1) + "\n"


def field_names(name: str) -> dict[tuple[str, str], str]:
    """Map each heading of the lists to the field it stands for."""
    konzepte = (
        ROOT / "core" / "src" / "wiedervorlage" / "konzept" / "grundlagen.toml",
        ROOT / "plugins" / name / "src" / f"wiedervorlage_{name}" / "konzept.toml",
    )
    felder = [feld for pfad in konzepte for feld in tomllib.loads(pfad.read_text(encoding="utf-8")).get("feld", ())]
    return {(feld.get("an", "kunde"), feld["ueberschrift"]): feld["name"] for feld in felder}


def value(zelle: str) -> str | bool:
    tag = day(zelle)
    return tag.isoformat() if tag else JA_NEIN.get(zelle, zelle)


def day(zelle: str) -> date | None:
    try:
        return datetime.strptime(zelle, "%d.%m.%Y").date()
    except ValueError:
        return None
