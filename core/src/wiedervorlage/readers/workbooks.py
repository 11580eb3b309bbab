"""XLSX as people keep their lists: sheets Kunden, Kontakte and Teilnahmen, or one sheet alone."""

from collections.abc import Mapping
from itertools import islice
from pathlib import Path

from wiedervorlage.readers import refusal_xlsx as refusal
from wiedervorlage.readers.headings import KOPFZEILEN, find_header
from wiedervorlage.readers.schema import LISTEN, An, Schema
from wiedervorlage.readers.tables import Tabelle
from wiedervorlage.readers.xlsx_package import Package
from wiedervorlage.readers.xlsx_rows import read_sheets
from wiedervorlage.readers.xlsx_sheets import choose_sheets, find_sheets, measure


def read_xlsx(pfad: Path, schemas: Mapping[An, Schema], listen: Mapping[An, str] = LISTEN) -> list[Tabelle]:
    """Open the sheets of a workbook as tables, in the order of `listen`: what stands on the sheet of which name.

    Two guards stand before the library that reads it: the package is looked through in a stream, and what passes is
    read by a process with limits of its own. DateiError where one of them stops it.
    """
    paket = Package(pfad)
    blaetter = find_sheets(paket)
    gewaehlt = choose_sheets(paket, blaetter, listen)
    fehlerwerte = {an: measure(paket, blatt) for an, blatt in gewaehlt.items()}
    gelesen = {blatt.teil.filename for blatt in gewaehlt.values()}
    for teil in paket.teile.values():
        if teil.filename not in gelesen:
            paket.unpack(teil)

    arten = [an for an in listen if an in gewaehlt]
    inhalte = read_sheets(pfad, paket.inhalt, [gewaehlt[an].name for an in arten])
    versteckt = [blatt.name for blatt in blaetter if blatt.versteckt]
    tabellen: list[Tabelle] = []
    for an, inhalt in zip(arten, inhalte, strict=True):
        oben = islice(inhalt.rows(fehlerwerte[an], KOPFZEILEN), KOPFZEILEN)
        if an == next(iter(listen)) and versteckt and find_header(list(oben), schemas[an].ueberschriften) is None:
            raise refusal.blatt_ausgeblendet(pfad, versteckt)  # the list is not what one sees, so it may be there
        zeilen = inhalt.rows(fehlerwerte[an], KOPFZEILEN)
        tabellen.append(Tabelle(str(pfad), gewaehlt[an].name, an, zeilen))
    return tabellen
