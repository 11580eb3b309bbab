"""The list beside a calendar that somebody keeps: what to move, delete or take in there by hand."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from io import BytesIO
from typing import Final

from attrs import frozen

from wiedervorlage.konzept import Konzept
from wiedervorlage.pseudonym import anzeige
from wiedervorlage.writers.workbook import day_format, new_workbook, set_up_page, text_format, write_header, write_row


class Wandel(StrEnum):
    """What became of an entry since the last export."""

    NEU = "neu"
    VERSCHOBEN = "verschoben"
    GEAENDERT = "geändert"
    ENTFALLEN = "entfallen"
    ABGEGEBEN = "abgegeben"
    UEBERNOMMEN = "übernommen"


KOMMT_HINZU: Final = frozenset({Wandel.NEU, Wandel.UEBERNOMMEN})
"""The entries that a calendar does not have yet."""

_ZU_TUN: Final = {
    Wandel.NEU: "mit der Kalenderdatei einlesen",
    Wandel.VERSCHOBEN: "Eintrag verschieben",
    Wandel.GEAENDERT: "Text des Eintrags ersetzen",
    Wandel.ENTFALLEN: "Eintrag löschen",
    Wandel.ABGEGEBEN: "Eintrag löschen",
    Wandel.UEBERNOMMEN: "mit der Kalenderdatei einlesen",
}


@frozen
class Aenderung:
    """What became of one entry; `vorgang` is the code to search the calendar for, `anlass` what is said of it."""

    uid: str
    was: Wandel
    vorgang: str
    bisher: date | None
    jetzt: date | None
    faellig: date | None
    anlass: str


_SPALTEN: Final = (
    ("Änderung", 13.0), ("Zu tun", 30.0), ("Suchen nach", 13.0), ("Eintrag bisher", 13.0), ("Eintrag jetzt", 13.0),
    ("Fällig", 13.0), ("Anlass", 60.0),
)  # fmt: skip


def as_workbook(aenderungen: Sequence[Aenderung], konzept: Konzept, stichtag: date) -> bytes:
    """The list as XLSX, in the order of what is to be done; the same list gives the same bytes."""
    ziel = BytesIO()
    mappe = new_workbook(ziel, f"Änderungen zum Stichtag {stichtag:%d.%m.%Y}", stichtag)
    blatt = mappe.add_worksheet(f"Änderungen {stichtag:%d.%m.%Y}")
    set_up_page(blatt, konzept, stichtag)
    write_header(mappe, blatt, [(titel, breite, None) for titel, breite in _SPALTEN])
    blatt.autofilter(0, 0, len(aenderungen), len(_SPALTEN) - 1)
    formate = text_format(mappe), day_format(mappe)
    for zeile, a in enumerate(sorted(aenderungen, key=_order), 1):
        suchen = anzeige(a.vorgang) if a.vorgang else None
        write_row(blatt, zeile, (a.was, _ZU_TUN[a.was], suchen, a.bisher, a.jetzt, a.faellig, a.anlass), *formate)
    mappe.close()
    return ziel.getvalue()


def _order(a: Aenderung) -> tuple[int, date, str, str]:
    return list(Wandel).index(a.was), a.bisher or a.jetzt or date.min, a.vorgang, a.uid
