"""The one place where python-calamine runs: a process of its own, because some workbooks abort the whole process.

Started as a script by `xlsx_rows`; it imports nothing of the project, so that it is there at once. Standard input: a
line of JSON, the names of the sheets, then the bytes of the workbook. Standard output, a line of JSON each: for every
sheet `{"spalte": first column, "breite": columns}` and its rows from row 1; at the end `{"ende": true}`. A row is a
list without the empty cells at its end. JSON tells int from float, so an int is a day (its ordinal), a float a number.
"""

import json
import sys
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from io import BytesIO
from typing import Any, BinaryIO, Final

SPEICHER: Final = 500 * 1000 * 1000
AUSGABE: Final = 100 * 1000 * 1000  # bytes: one long text can stand in a million cells


def limit_memory() -> None:
    """Let an allocation beyond the limit fail, here and not somewhere else; Windows has no such limit."""
    if sys.platform == "win32":
        return
    import resource

    for grenze, wert in ((resource.RLIMIT_AS, SPEICHER), (resource.RLIMIT_CORE, 0)):
        hart = resource.getrlimit(grenze)[1]
        wert = wert if hart == resource.RLIM_INFINITY else min(wert, hart)
        with suppress(OSError, ValueError):  # macOS refuses some
            resource.setrlimit(grenze, (wert, wert))


def write_sheets(namen: Iterable[str], mappe: bytes, ausgabe: BinaryIO) -> None:
    """Write the rows of these sheets."""
    from python_calamine import CalamineWorkbook

    arbeitsmappe = CalamineWorkbook.from_filelike(BytesIO(mappe))
    kodiert = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    frei = AUSGABE
    for name in namen:
        blatt = arbeitsmappe.get_sheet_by_name(name)
        ausgabe.write(kodiert({"spalte": (blatt.start or (0, 0))[1], "breite": blatt.width}).encode() + b"\n")
        for zeile in blatt.iter_rows() if blatt.start else ():  # before 0.8 a blank sheet had none to give
            text = kodiert(plain(zeile)).encode() + b"\n"
            frei -= len(text)
            if frei < 0:
                raise MemoryError
            ausgabe.write(text)
        del blatt  # else it is there until the next one is read
    ausgabe.write(b'{"ende":true}\n')


def plain(zeile: list[Any]) -> list[Any]:
    """Make a row of what JSON can say."""
    ende = len(zeile)
    while ende and zeile[ende - 1] == "":
        ende -= 1
    return [
        zelle or None if type(zelle) is str else zelle if type(zelle) is float else _plain(zelle)
        for zelle in zeile[:ende]
    ]


def _plain(zelle: object) -> object:
    match zelle:
        case bool():
            return zelle
        case int():
            return float(zelle)
        case date():  # a datetime is one too: the time of day is dropped
            return zelle.toordinal()
    return str(zelle)  # a time of day, a duration


if __name__ == "__main__":
    limit_memory()
    write_sheets(json.loads(sys.stdin.buffer.readline()), sys.stdin.buffer.read(), sys.stdout.buffer)
    sys.stdout.buffer.flush()
