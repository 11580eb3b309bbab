"""The findings of `check` as a workbook: a sheet with the numbers, and one for each part that has something to say."""

import re
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any, Final

from wiedervorlage.check import Befund
from wiedervorlage.run import Run
from wiedervorlage.writers.check_text import summary
from wiedervorlage.writers.findings import Teil, Zelle
from wiedervorlage.writers.workbook import add_list, cell_text, new_workbook, row_height

UEBERSICHT: Final = "Übersicht"
_KOPF: Final = (("Was", 34.0), ("Anzahl", 9.0), ("Einheit", 11.0), ("Was es heißt", 80.0))
_NICHT_IM_NAMEN: Final = re.compile(r"[\[\]:*?/\\\\]")
_LAENGSTER_NAME: Final = 31  # of a sheet in Excel


def as_workbook(run: Run, befund: Befund, teile: Sequence[Teil]) -> bytes:
    """The findings as XLSX; the same findings give the same bytes."""
    ziel = BytesIO()
    mappe = new_workbook(ziel, f"Prüfung zum Stichtag {run.stichtag:%d.%m.%Y}", run.stichtag)
    form = mappe.add_format({"valign": "top", "align": "left", "bottom": 7, "text_wrap": True})
    namen: set[str] = set()

    def write_sheet(name: str, kopf: Sequence[tuple[str, float]], zeilen: Sequence[Sequence[Zelle]]) -> None:
        blatt = add_list(mappe, _sheet_name(name, namen), kopf, len(zeilen), run.konzept, run.stichtag)
        _write_rows(blatt, zeilen, [breite for _, breite in kopf], form)

    uebersicht = [("Zeilen gelesen", befund.gelesen, "Zeilen", summary(befund))]
    uebersicht += [(teil.titel, teil.anzahl, teil.einheit[1], teil.rat) for teil in teile]
    write_sheet(UEBERSICHT, _KOPF, uebersicht)
    for teil in teile:
        if teil.zeilen:
            write_sheet(teil.titel, teil.kopf, teil.zeilen)
    mappe.close()
    return ziel.getvalue()


def _write_rows(blatt: Any, zeilen: Iterable[Sequence[Zelle]], breiten: Sequence[float], form: Any) -> None:
    for nummer, zeile in enumerate(zeilen, 1):
        blatt.set_row(nummer, row_height(zeile, breiten))
        for spalte, zelle in enumerate(zeile):
            if isinstance(zelle, int):
                blatt.write_number(nummer, spalte, zelle, form)
            else:
                blatt.write_string(nummer, spalte, cell_text(zelle), form)


def _sheet_name(titel: str, vergeben: set[str]) -> str:
    """A name that Excel takes: short, without its signs, and only once in upper or lower case."""
    name = _NICHT_IM_NAMEN.sub(" ", titel).strip(" '")[:_LAENGSTER_NAME].rstrip(" ',")
    nummer = 1
    frei = name
    while frei.casefold() in vergeben:
        nummer += 1
        frei = f"{name[: _LAENGSTER_NAME - 4]} ({nummer})"
    vergeben.add(frei.casefold())
    return frei
